import assert from 'node:assert/strict';
import { expectClientCard } from '../samples.ts';
import { test } from '../test.ts';
import { samples } from '../workspace.ts';

test('hover on a certificate shows its card', samples, async (editor) => {
  await expectClientCard(editor);
  await editor.workbench.screenshot('hover-certificate');
  await editor.workbench.codeLenses(/orders-client.*expires in 1[12] days/);
});

test('a card leads to what can be done with its certificate', samples, async ({ workbench, page, host }) => {
  await workbench.openFile('certs/client.pem');
  await workbench.setCursor(3, 10);
  await workbench.hover(/orders-client/, /Copy…/);
  await page.locator('.monaco-hover a', { hasText: 'Copy…' }).first().click();
  await workbench.pickItem('What to copy of orders-client', 'SHA-256 fingerprint');
  await page.locator('.statusbar-item', { hasText: 'Copied: SHA-256 fingerprint' }).waitFor();
  const copied = await host.run(async (vscode) => vscode.env.clipboard.readText());
  assert.match(copied, /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

test('hover on a path shows the card of its certificate', samples, async ({ workbench }) => {
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(14, 35);
  await workbench.hover(/localhost[\s\S]*Orders CA/);
  await workbench.screenshot('hover-path');
});
