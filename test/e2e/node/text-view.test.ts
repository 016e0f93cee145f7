import assert from 'node:assert/strict';
import { makeCertificate } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const ca = await makeCertificate({ cn: 'Orders CA', ca: true, from: day(-2), to: day(900) });
const made = (to: number, dns: readonly string[]) =>
  makeCertificate({ cn: 'orders.internal', dns, usages: ['serverAuth'], issuer: ca, from: day(-2), to: day(to) });
const workspace = files({
  'server.pem': (await made(200, ['orders.internal'])).certificate,
  'renewed.pem': (await made(300, ['orders.internal', 'www.orders.internal'])).certificate,
  'ca.pem': ca.certificate,
});

test('certificate views: shown as text, which can be searched', workspace, async ({ workbench, page }) => {
  await workbench.openFile('server.pem');
  await workbench.setCursor(3, 10);
  await workbench.runCommand('TLSense: Show as Text');
  const tab = page.locator('.tab', { hasText: 'server.pem.txt' });
  await tab.waitFor();
  const editor = page.locator('.editor-instance .view-lines', { hasText: 'Server certificate' });
  await editor.waitFor();
  const text = ((await editor.textContent()) ?? '').replaceAll('\u00a0', ' ');
  assert.match(text, /Valid for \(subjectAltName, 2\.5\.29\.17\)/);
  await workbench.screenshot('show-as-text');
});

test('certificate views: two are compared line by line', workspace, async ({ workbench, page }) => {
  await workbench.openFile('server.pem');
  await workbench.setCursor(3, 10);
  await workbench.runCommand('TLSense: Compare Certificates…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'renewed.pem' }).click();
  await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
  await page.locator('.modified .view-lines', { hasText: 'www.orders.internal' }).waitFor();
  await workbench.screenshot('compare');
});

test('certificate views: what is copied is chosen from a list', workspace, async ({ workbench, page }) => {
  await workbench.openFile('server.pem');
  await workbench.setCursor(3, 10);
  await workbench.runCommand('TLSense: Copy from Certificate…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'sha256//' }).waitFor();
  await workbench.screenshot('copy');
});

test('certificate views: the outline has the fields of a block', workspace, async ({ workbench, page }) => {
  await workbench.openFile('server.pem');
  await workbench.runCommand('Explorer: Focus on Outline View');
  const block = page.locator('.outline-pane .monaco-list-row', { hasText: 'Server certificate' });
  await block.click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.outline-pane .monaco-list-row', { hasText: 'Valid for' }).waitFor();
  await workbench.screenshot('outline');
});
