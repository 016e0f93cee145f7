import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPeer } from '../../support/peers.ts';
import { answer, fill, mutualTlsFromNothing, pick, writeFiles } from '../answer.ts';
import { type Editor, test } from '../test.ts';
import { files, samples } from '../workspace.ts';

/** The text of the report that is shown. */
async function report({ host, page }: Editor, title: string): Promise<string> {
  await page.locator('.tab.active', { hasText: title }).waitFor();
  // Drawn as a page, in a frame of a frame.
  const drawn = page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
  await drawn.getByText('What becomes of clients').waitFor();
  return host.run(async (vscode) => {
    const shown = vscode.workspace.textDocuments.findLast(({ uri }) => uri.scheme === 'tlsense-page');
    return shown?.getText() ?? '';
  });
}

test('mutual TLS from an empty folder to a proven handshake', files({ '.keep': '' }), async (editor) => {
  const { workbench, workspace } = editor;
  const folder = workspace.split('/').at(-1) ?? '';
  await answer(workbench, 'TLSense: Set Up Mutual TLS…', mutualTlsFromNothing('localhost, 127.0.0.1', folder));
  await workbench.waitForInput('What will be written');
  await workbench.screenshot('mutual-tls-preview');
  await workbench.pickItem('What will be written', 'Write Files');
  await workbench.waitForInput('Which server uses the new files');
  await workbench.screenshot('mutual-tls-wire');
  await workbench.pickItem('Which server uses the new files', 'Node.js');
  await workbench.notification('Mutual TLS works: the server lets in the new client, and nobody else.');
  const text = await report(editor, 'Test of mutual TLS');
  assert.match(text, /\*\*✔ Trusted:\*\* localhost ← Garden CA/);
  assert.match(text, /- without a certificate: refused/);
  assert.match(text, /- with your certificate: the handshake is completed/);
  await workbench.screenshot('mutual-tls-proven');
  assert.deepEqual((await readdir(workspace)).sort(), [
    ...['.keep', 'ca.index.txt', 'ca.key', 'ca.pem', 'gardener.key', 'gardener.pem'],
    ...['localhost.key', 'localhost.pem', 'tls-server.mjs'],
  ]);
  for (const name of ['ca', 'gardener', 'localhost']) {
    assert.equal((await stat(join(workspace, `${name}.key`))).mode & 0o777, 0o600);
  }
  const server = await readFile(join(workspace, 'tls-server.mjs'), 'utf8');
  assert.match(server, /requestCert: true/);

  // A server of somebody else, with the same files.
  const at = (name: string): string => join(workspace, name);
  const own = { certificate: at('localhost.pem'), privateKey: at('localhost.key'), clientCa: at('ca.pem') };
  const peer = await startPeer('node', own);
  try {
    await workbench.runCommand('TLSense: Test TLS Handshake…');
    await workbench.fillInput('The server', 'localhost');
    await workbench.refusal(/example\.com:443/);
    await workbench.fillInput('(1/2)', `localhost:${peer.port}`);
    await workbench.pickItem('The client certificate to try', 'gardener');
    await workbench.notification(`What localhost:${peer.port} presents is trusted.`);
    const tested = await report(editor, `TLS handshake with localhost:${peer.port}`);
    assert.match(tested, /- with a certificate of another CA: refused/);
    assert.match(tested, /- CN=Garden CA/);
    await workbench.screenshot('handshake-report');
  } finally {
    await peer.stop();
  }
});

const site = `server {
    listen 443 ssl;
    server_name localhost;
    ssl_certificate old.pem;
    ssl_certificate_key old.key;
}
`;

test('mutual TLS changes the configuration that is there', files({ 'nginx.conf': site }), async (editor) => {
  const { workbench, workspace, host, page } = editor;
  await mkdir(join(workspace, 'certs'));
  await writeFile(join(workspace, 'certs/.keep'), '');
  const folder = workspace.split('/').at(-1) ?? '';
  await answer(workbench, 'TLSense: Set Up Mutual TLS…', [
    ...mutualTlsFromNothing('localhost', folder),
    writeFiles,
    pick('Which server uses the new files', 'nginx.conf:1'),
  ]);
  await workbench.notification('Mutual TLS works');
  await page.locator('.tab', { hasText: 'nginx.conf' }).waitFor();
  const text = await host.run(async (vscode) => {
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/nginx.conf'));
    return shown?.getText() ?? '';
  });
  assert.equal(
    text,
    `server {
    listen 443 ssl;
    server_name localhost;
    ssl_certificate localhost.pem;
    ssl_certificate_key localhost.key;
    ssl_verify_client on;
    ssl_client_certificate ca.pem;
}
`,
  );
});

test('mutual TLS in the samples, by the CA that is there', samples, async (editor) => {
  const { workbench, page, host } = editor;
  await answer(workbench, 'TLSense: Set Up Mutual TLS…', [
    pick('The certificate authority (CA)', 'Orders CA'),
    fill('Common name', 'localhost'),
    fill('DNS names and IP addresses', 'localhost, 127.0.0.1'),
    fill('The name of the first client', 'auditor'),
    pick('The folder', 'certs'),
    writeFiles,
  ]);
  await workbench.waitForInput('Which server uses the new files');
  await workbench.screenshot('mutual-tls-samples');
  await workbench.pickItem('Which server uses the new files', 'node/server.js:5');
  await workbench.notification('Mutual TLS works');
  assert.match(await report(editor, 'Test of mutual TLS'), /localhost ← Orders CA/);
  await page.locator('.tab', { hasText: 'server.js' }).waitFor();
  const text = await host.run(async (vscode) => {
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/node/server.js'));
    return shown?.getText() ?? '';
  });
  assert.match(text, /certs\/localhost\.pem/);
  assert.match(text, /certs\/localhost\.key/);
  assert.doesNotMatch(text, /rejectUnauthorized: false/);
});
