import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from '../../support/certificates.ts';
import { startPeer } from '../../support/peers.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const issuing = await makeCertificate({ cn: 'Orders Servers CA', ca: true, depth: 0, issuer: root, ...span });
const server = await makeCertificate({
  cn: 'localhost',
  dns: ['localhost'],
  usages: ['serverAuth'],
  issuer: issuing,
  ...span,
});

/** What the server sends is in the folder too: whoever saves it can hold it against that. */
const workspace = files({
  'served/chain.pem': server.certificate + issuing.certificate,
  'served/server.key': server.privateKey,
  'root.pem': root.certificate,
});

test('what a server sent is saved, in the order in which it sent it', workspace, async (editor) => {
  const { workbench, page, workspace: folder } = editor;
  const save = 'TLSense: Save Server Chain to File…';
  assert.ok(!(await workbench.commandsFor(save)).includes(save), 'nothing to save yet');

  const peer = await startPeer('node', {
    certificate: join(folder, 'served/chain.pem'),
    privateKey: join(folder, 'served/server.key'),
    clientCa: join(folder, 'root.pem'),
  });
  const sent = server.certificate + issuing.certificate;
  try {
    await workbench.runCommand('TLSense: Test TLS Handshake…');
    await workbench.fillInput('The server', `localhost:${peer.port}`);
    await workbench.pickItem('The client certificate to try', 'No client certificate');
    await workbench.notification(`What localhost:${peer.port} presents is trusted.`, 'Save Server Chain to File…');
  } finally {
    await peer.stop();
  }
  await workbench.waitForInput('Save Server Chain to File');
  await workbench.waitForInputValue(join(folder, `localhost-${peer.port}.pem`));
  await workbench.screenshot('save-server-chain');
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="localhost-${peer.port}.pem"]`).waitFor();
  await workbench.codeLenses(
    /localhost .*trusted: Orders Servers CA ← Orders Root/,
    /CA certificate · Orders Servers CA/,
  );
  assert.equal(await readFile(join(folder, `localhost-${peer.port}.pem`), 'utf8'), sent);

  // Again, by the command and under another name: the server is not asked once more, it is gone.
  await workbench.runCommand(save);
  await workbench.waitForInputValue(join(folder, `localhost-${peer.port}.pem`));
  await workbench.fillInput('Save Server Chain to File', join(folder, 'again.pem'));
  await page.locator('.tab.active[data-resource-name="again.pem"]').waitFor();
  assert.equal(await readFile(join(folder, 'again.pem'), 'utf8'), sent);
});
