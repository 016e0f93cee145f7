import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { failure, success } from '../../../server/core/base/result.ts';
import { SettingsStore } from '../../../server/lsp/settings-store.ts';

test('of settings that change twice at once the last hold, whichever file is read first', async () => {
  const reads: (() => void)[] = [];
  let text = '{ "expiryWarningDays": 10 }';
  const files = {
    read: () => {
      const bytes = new TextEncoder().encode(text);
      return new Promise<ReturnType<typeof success<Uint8Array>>>((resolve) => {
        reads.push(() => resolve(success(bytes)));
      });
    },
    exists: async () => true,
    list: async () => [],
  };
  const settings = new SettingsStore({} as Connection, {}, files, async () => {});
  settings.setFolders(['file:///w']);
  const first = settings.load();
  await new Promise((resolve) => setTimeout(resolve));
  text = '{ "expiryWarningDays": 20 }';
  const second = settings.load();
  // The last that was asked for is there first.
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    reads.pop()?.();
  }
  await Promise.all([first, second]);
  expect(settings.of('file:///w/a.pem').expiryWarningDays).toBe(20);
});

test('what cannot be read once is read the next time', async () => {
  let isBroken = true;
  const settings = new SettingsStore(
    {} as Connection,
    {},
    { read: async () => failure({ code: 'not-found' }), exists: async () => false, list: async () => [] },
    async () => {
      if (isBroken) throw new Error('broken');
    },
  );
  settings.push({ expiryWarningDays: 12 });
  await expect(settings.load()).rejects.toThrow('broken');
  isBroken = false;
  await settings.load();
  expect(settings.of('file:///w/a.pem').expiryWarningDays).toBe(12);
});
