import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Host } from '../../../server/core/base/host.ts';
import { success } from '../../../server/core/base/result.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import type { SettingsStore } from '../../../server/lsp/settings-store.ts';
import { WorkspaceFiles } from '../../../server/lsp/workspace-files.ts';
import { fixtureTime } from '../../support/fixtures.ts';

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

const uri = 'file:///w/nginx.conf';
const host: Host = {
  crypto,
  now: () => fixtureTime,
  log: () => {},
  files: {
    read: async () => success(new TextEncoder().encode('server { listen 443 ssl; ssl_protocols TLSv1; }\n')),
    list: async () => [uri],
    exists: async () => false,
  },
};
const settings = { loaded: Promise.resolve(), of: () => defaultSettings, versionOf: () => 1 };

async function isFreed(document: WeakRef<object>): Promise<boolean> {
  // What was awaited is let go of with the next turn.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collectGarbage();
  return document.deref() === undefined;
}

test.each<[string, (files: WorkspaceFiles) => void]>([
  ['the file changed', (files) => files.changed(uri)],
  ['the folders are others', (files) => files.setFolders([])],
])('what was read of a file that is not open is freed when %s', async (_, forget) => {
  const workspace = new Workspace(host);
  const files = new WorkspaceFiles(host, workspace, settings as unknown as SettingsStore);
  workspace.setFolders(['file:///w']);
  files.setFolders(['file:///w']);
  const read = async (): Promise<WeakRef<object>> => {
    const analysed = await files.analysed(uri);
    expect(analysed?.analysis.findings.length).toBe(1);
    return new WeakRef(analysed?.analysis.document ?? {});
  };
  const first = await read();
  expect(await isFreed(first)).toBe(false);
  forget(files);
  expect(await isFreed(first)).toBe(true);

  // Also where it is forgotten while it is looked at.
  const reading = read();
  await new Promise((resolve) => setTimeout(resolve, 0));
  forget(files);
  const second = await reading;
  forget(files);
  expect(await isFreed(second)).toBe(true);
  // The workspace itself is still there to hold it.
  expect(workspace.gitStatus(uri).state).toBe('no-repository');
});
