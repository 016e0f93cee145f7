import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answer, mutualTlsFromNothing } from '../answer.ts';
import { openssl } from '../client-certificate.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

test(
  'in the web files are made, and what cannot be done is said',
  files({ 'README.md': 'Empty.\n' }),
  async (editor) => {
    const { workbench, workspace, page } = editor;
    const folder = workspace.split('/').at(-1) ?? '';
    await answer(workbench, 'TLSense: Set Up Mutual TLS…', mutualTlsFromNothing('localhost', folder));
    await workbench.waitForInput('What will be written');
    await page
      .locator('.quick-input-widget', {
        hasText: 'with the permissions of every new file: others may be able to read it',
      })
      .waitFor();
    await workbench.pickItem('What will be written', 'Write Files');
    await workbench.pickItem('Which server uses the new files', 'Leave Configurations as They Are');
    await workbench.dialog('Handshakes cannot be tested in a web editor', 'OK');
    assert.deepEqual((await readdir(workspace)).sort(), [
      ...['README.md', 'ca.index.txt', 'ca.key', 'ca.pem', 'gardener.key', 'gardener.pem'],
      ...['localhost.key', 'localhost.pem'],
    ]);
    const verify = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', join(workspace, 'ca.pem')];
    assert.match(await openssl(...verify, join(workspace, 'localhost.pem')), /: OK$/m);
    assert.equal((await readFile(join(workspace, 'ca.index.txt'), 'utf8')).match(/^V\t/gm)?.length, 2);
  },
);
