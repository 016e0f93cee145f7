import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate, makeRevocationList } from '../../support/certificates.ts';
import { answer, fill, pick } from '../answer.ts';
import { test } from '../test.ts';
import { type Fill, files } from '../workspace.ts';

const execute = promisify(execFile);
const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const named = { cn: 'orders.internal', usages: ['serverAuth'] as const, issuer: root };
const dns = ['orders.internal', 'orders.example'];
const server = await makeCertificate({ ...named, dns, ...span });
const renewed = await makeCertificate({ ...named, dns: [...dns, 'api.orders.example'], from: day(-1), to: day(90) });
const list = await makeRevocationList(root, [server], new Date());

const workspace: Fill = async (folder) => {
  await files({
    'old.pem': server.certificate,
    'new.pem': renewed.certificate,
    'server.key': server.privateKey,
    'root.pem': root.certificate,
    'server.der': derOf(server.certificate),
    'server.crt': derOf(server.certificate),
    'text.crt': server.certificate,
    'orders.crl': derOf(list),
    '.gitignore': '*.key\n',
  })(folder);
  const key = ['-inkey', 'server.key', '-in', 'old.pem', '-certfile', 'root.pem', '-name', 'orders'];
  const made = ['pkcs12', '-export', ...key, '-passout', 'pass:changeit', '-out', 'orders.p12'];
  await execute('openssl', made, { cwd: folder });
};

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}

test('a binary .crt opens as a page, once; a PEM one as text', workspace, async ({ workbench, page: window, host }) => {
  await workbench.openFile('text.crt');
  await workbench.lines(/BEGIN CERTIFICATE/);
  const page = await workbench.openPage('server.crt');
  await page.getByRole('heading', { name: 'Server certificate · orders.internal' }).waitFor();
  const tabs = window.locator('.tab[data-resource-name="server.crt"]');
  assert.equal(await tabs.count(), 1);
  // Whoever asks for the text editor gets it.
  await host.run(async (vscode) => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input as { uri: unknown };
    await vscode.commands.executeCommand('vscode.openWith', input.uri, 'default');
  });
  await window.getByText('because it is either binary').waitFor();
  await window.waitForTimeout(3_000);
  assert.ok(await window.getByText('because it is either binary').isVisible());
});

test('a key store is converted to PEM', workspace, async ({ workbench, workspace: folder }) => {
  await workbench.openPage('orders.p12');
  await answer(workbench, 'TLSense: Convert…', [
    pick('The file to convert', 'Key store (PKCS#12) · locked'),
    pick('What to convert to', 'PEM'),
    fill('The password of the key store', 'wrong'),
    pick('The folder', folder.split('/').at(-1) ?? ''),
  ]);
  await workbench.dialog('The password does not open the key store', 'OK');
  await workbench.waitForInput('The folder');
  await workbench.back();
  await workbench.fillInput('The password of the key store', 'changeit');
  await workbench.pickItem('The folder', folder.split('/').at(-1) ?? '');
  await workbench.pickItem('What will be written', 'Write Files');
  await workbench.pickItem('Git does not ignore the new private key', 'Add to .gitignore');
  await workbench.notification('Written: orders.pem');
  const path = join(folder, 'orders.pem');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.match(await readFile(path, 'utf8'), /^-----BEGIN CERTIFICATE-----[\s\S]*-----BEGIN PRIVATE KEY-----/);
});

test(
  'a page says how its object stands to the others, and leads to them',
  workspace,
  async ({ workbench, page: window, host }) => {
    const page = await workbench.openPage('server.der');
    await page.getByText('✖ Not trusted: “orders.internal” was revoked on').waitFor();
    await page.getByRole('list', { name: 'Files' }).getByRole('link', { name: 'root.pem' }).click();
    await window.locator('.tab.active[data-resource-name="root.pem"]').waitFor();
    await workbench.lines(/BEGIN CERTIFICATE/);
    const again = await workbench.openPage('server.der');
    await again.getByRole('list', { name: 'Actions' }).getByRole('link', { name: 'Copy…' }).click();
    await workbench.pickItem('What to copy of orders.internal', 'Serial number');
    await window.locator('.statusbar-item', { hasText: 'Copied: Serial number' }).waitFor();
    assert.match(await host.run(async (vscode) => vscode.env.clipboard.readText()), /^[0-9A-F]{32}$/);
  },
);

for (const theme of ['dark', 'light'] as const) {
  test(
    `a key store is opened with its password (${theme})`,
    workspace,
    async ({ workbench, page: window }) => {
      const page = await workbench.openPage('orders.p12');
      await page.getByRole('heading', { name: 'Key store (PKCS#12) · locked' }).waitFor();
      await workbench.screenshot(`viewer-locked-${theme}`);
      await page.getByText('Enter the password').click();
      await workbench.fillInput('kept in memory', 'wrong');
      await page.getByRole('alert').getByText('does not open it').waitFor();
      await page.getByText('Enter the password').click();
      await workbench.fillInput('kept in memory', 'changeit');
      await page.getByRole('heading', { name: 'Server certificate · orders.internal' }).waitFor();
      await page.getByRole('heading', { name: 'Private key · EC P-256' }).waitFor();
      await page.getByRole('row', { name: 'Valid for' }).first().getByText('orders.example').waitFor();
      await workbench.screenshot(`viewer-opened-${theme}`);
      await page.getByRole('heading', { name: 'Private key · EC P-256' }).scrollIntoViewIfNeeded();
      await workbench.screenshot(`viewer-key-${theme}`);
      await page.getByRole('list', { name: 'Actions' }).getByRole('link', { name: 'Copy…' }).click();
      await workbench.pickItem('What to copy from', 'orders.internal');
      await workbench.pickItem('What to copy of orders.internal', 'Serial number');
      await window.locator('.statusbar-item', { hasText: 'Copied: Serial number' }).waitFor();
    },
    { theme },
  );

  test(
    `binary files open as pages, with their ASN.1 (${theme})`,
    workspace,
    async ({ workbench, page: window }) => {
      const page = await workbench.openPage('server.der');
      await workbench.screenshot(`viewer-certificate-${theme}`);
      const encoding = page.getByText('ASN.1 and octets');
      // With the keyboard: opened, and one value of it closed again.
      await encoding.focus();
      await window.keyboard.press('Enter');
      const identifier = page.getByText('2.5.29.17 (subjectAltName)');
      await identifier.waitFor();
      await page.getByText('06 03').first().waitFor();
      await encoding.evaluate((element) => element.scrollIntoView());
      await workbench.screenshot(`viewer-encoding-${theme}`);
      await window.keyboard.press('Tab');
      await window.keyboard.press('Space');
      await identifier.waitFor({ state: 'hidden' });

      const revoked = await workbench.openPage('orders.crl');
      await revoked.getByRole('heading', { name: 'Revocation list · 1 revoked' }).waitFor();
      await workbench.screenshot(`viewer-list-${theme}`);
      await workbench.runCommand('TLSense: Show as Text');
      await workbench.lines(/Revocation list · 1 revoked/);
    },
    { theme },
  );
}

test(
  'certificates hovered, outlined, as text and compared, in the light theme',
  workspace,
  async ({ workbench, page, host }) => {
    await workbench.openFile('old.pem');
    await workbench.setCursor(3, 10);
    await host.run(async (vscode) => vscode.commands.executeCommand('outline.focus'));
    await workbench.outline(/Server certificate · orders\.internal/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await workbench.outline(/Valid for\s*orders\.internal/);
    await workbench.openFile('old.pem');
    await workbench.setCursor(3, 10);
    await workbench.hover(/orders\.internal/, /Orders Root/, /orders\.example/);
    await workbench.screenshot('outline-hover-light');
    await page.keyboard.press('Escape');

    await workbench.runCommand('TLSense: Show as Text');
    await page.locator('.tab.active[data-resource-name="old.pem.txt"]').waitFor();
    await workbench.lines(/Server certificate · orders\.internal/, /Valid for/);
    await workbench.screenshot('show-as-text-light');

    await page.locator('.tab[data-resource-name="old.pem"]').click();
    await workbench.runCommand('TLSense: Compare Certificates…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'new.pem' }).click();
    await page.locator('.monaco-diff-editor .view-line').first().waitFor();
    await workbench.screenshot('compare-light');
    const lines = await workbench.lines(/orders\.example/, /api\.orders\.example/);
    assert.match(lines, /orders\.internal/);
  },
  { theme: 'light' },
);
