import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../../support/certificates.ts';
import { type Editor, test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
/** Whoever is written in the files: nobody may ask it. */
const received: string[] = [];
const responder = createServer(({ method, url }, response) => {
  received.push(`${method} ${url}`);
  response.writeHead(404).end();
});
responder.on('connection', () => received.push('connection'));
responder.listen(0, '127.0.0.1').unref();
await once(responder, 'listening');
const { port } = responder.address() as AddressInfo;

const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const server = await makeCertificate({
  ...{ cn: 'orders.internal', dns: ['orders.internal'], usages: ['serverAuth'], issuer: root, ...span },
  list: `http://127.0.0.1:${port}/orders.crl`,
});
const workspace = files({
  'certs/server.pem': server.certificate,
  'certs/ca.pem': root.certificate,
  'client.js':
    "const https = require('node:https');\nhttps.get('https://orders.internal', { rejectUnauthorized: false });\n",
});
const look = { isTrusted: false };

async function isTrusted({ host }: Editor): Promise<boolean> {
  return host.run(async (vscode) => vscode.workspace.isTrusted);
}

test(
  'in Restricted Mode files are read, judged and mended',
  workspace,
  async (editor) => {
    const { workbench } = editor;
    assert.equal(await isTrusted(editor), false);
    await workbench.openFile('certs/server.pem');
    await workbench.codeLenses(/orders\.internal .*trusted: Orders Root/);
    await workbench.setCursor(3, 10);
    await workbench.hover(/Trusted: orders\.internal ← Orders Root/);
    await workbench.openFile('client.js');
    await workbench.problems(/no-disabled-verification/);
    await workbench.openFile('client.js');
    await workbench.setCursor(2, 50);
    const titles = await workbench.quickFixes();
    const fix = titles.find((title) => title.includes('certs/ca.pem'));
    assert.ok(fix, `one of ${titles.join(', ')} names the CA`);
    await workbench.quickFix(fix);
    await workbench.lines(/readFileSync\(.*certs\/ca\.pem/);
  },
  look,
);

test(
  'in Restricted Mode nobody is asked over the network, and it is said why',
  workspace,
  async (editor) => {
    const { workbench, page, host } = editor;
    await workbench.openFile('certs/server.pem');
    await workbench.codeLenses(/Check Revocation Online…/);
    // The palette does not offer what is off.
    for (const title of ['TLSense: Check Revocation Online…', 'TLSense: Test TLS Handshake…']) {
      assert.ok(!(await workbench.commandsFor(title)).includes(title), `${title} is off`);
    }
    await page.locator('.codelens-decoration a', { hasText: 'Check Revocation Online' }).click();
    await workbench.notification(
      'In Restricted Mode TLSense does not use the network: whom to ask is written in the files.',
    );
    await workbench.screenshot('restricted-revocation');
    // A key binding may call what the palette does not offer.
    await host.run(async (vscode) => {
      void vscode.commands.executeCommand('tlsense.testTlsHandshake');
    });
    await workbench.notification('testing handshakes is off', 'Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').waitFor();
    await workbench.screenshot('restricted-trust-editor');
    assert.deepEqual(received, []);

    // With the person's word the same command goes on: to its preview, before anybody is asked.
    await page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
    await page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await page.locator('.workspace-trust-editor').waitFor({ state: 'detached' });
    while (!(await isTrusted(editor))) await page.waitForTimeout(200);
    await workbench.codeLenses(/Check Revocation Online…/);
    await page.locator('.codelens-decoration a', { hasText: 'Check Revocation Online' }).click();
    await workbench.dialog('Ask whether “orders.internal”', 'Cancel');
    assert.deepEqual(received, []);
  },
  look,
);
