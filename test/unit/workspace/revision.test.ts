import { expect, test } from 'vitest';
import { readDocument } from '../../../server/core/analysis.ts';
import type { Host } from '../../../server/core/base/host.ts';
import { success } from '../../../server/core/base/result.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';

/** A workspace whose every file reads as `text`, with the URIs that were read. */
function workspaceOf(text: () => string): { readonly workspace: Workspace; readonly reads: string[] } {
  const reads: string[] = [];
  const host: Host = {
    crypto,
    now: () => fixtureTime,
    log: () => {},
    files: {
      read: async (uri) => {
        reads.push(uri);
        return success(new TextEncoder().encode(text()));
      },
      list: async () => [],
      exists: async () => false,
    },
  };
  const workspace = new Workspace(host);
  workspace.setFolders(['file:///w']);
  return { workspace, reads };
}

test.each(['server', 'server-key'])('reading %s again changes nothing; other contents do', async (name) => {
  const made = await fixtures();
  let text = made.get(name) ?? '';
  const { workspace } = workspaceOf(() => text);
  expect(await workspace.filesChanged(['file:///w/a.pem'])).toBe(true);
  expect(await workspace.filesChanged(['file:///w/a.pem'])).toBe(false);
  text = made.get('other-key') ?? '';
  expect(await workspace.filesChanged(['file:///w/a.pem'])).toBe(true);
});

test('a file that many contexts name is read once', async () => {
  const made = await fixtures();
  const { workspace, reads } = workspaceOf(() => made.get('server') ?? '');
  const server = 'server { listen 443 ssl; ssl_certificate outside.txt; }\n';
  const document = { uri: 'file:///w/nginx.conf', languageId: 'nginx', text: server.repeat(20) };
  await workspace.prepare(await readDocument(document));
  expect(reads).toEqual(['file:///w/outside.txt']);
});
