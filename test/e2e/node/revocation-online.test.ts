import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeCertificate, makeRevocationList } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const received: string[] = [];
let list = '';
const lists = createServer(({ method, url }, response) => {
  received.push(`${method} ${url}`);
  const der = Buffer.from(list.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  response.writeHead(200, { 'content-type': 'application/pkix-crl' }).end(der);
});
lists.listen(0, '127.0.0.1').unref();
await once(lists, 'listening');
const address = `http://127.0.0.1:${(lists.address() as AddressInfo).port}/orders.crl`;

const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const server = await makeCertificate({
  cn: 'orders.internal',
  dns: ['orders.internal'],
  usages: ['serverAuth'],
  issuer: root,
  list: address,
  ...span,
});
list = await makeRevocationList(root, [server], new Date());

test(
  'revocation is checked online on command, after a preview',
  files({ 'server.pem': server.certificate, 'ca.pem': root.certificate }),
  async ({ workbench, page }) => {
    await workbench.openFile('server.pem');
    await workbench.setCursor(3, 10);
    await workbench.hover(/orders\.internal/, /Trusted/);
    await workbench.runCommand('TLSense: Check Revocation Online…');
    const preview = page.locator('.monaco-dialog-box', { hasText: 'Ask whether “orders.internal”' });
    await preview.filter({ hasText: address }).waitFor();
    await workbench.screenshot('revocation-preview');
    assert.deepEqual(received, [], 'nobody is asked before the person agreed');
    await preview.getByRole('button', { name: 'Ask', exact: true }).click();
    const answer = page.locator('.monaco-dialog-box', { hasText: 'is revoked since' });
    await answer.waitFor();
    await workbench.screenshot('revocation-answer');
    assert.deepEqual(received, ['GET /orders.crl']);
    await answer.getByRole('button', { name: 'Cancel' }).click();
    await answer.waitFor({ state: 'detached' });
  },
);
