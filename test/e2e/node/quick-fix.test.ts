import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '../test.ts';
import { samples } from '../workspace.ts';

test('a quick fix puts the CA in place of "rejectUnauthorized: false"', samples, async ({ workbench, workspace }) => {
  await workbench.openFile('node/client.js');
  await workbench.filterProblems('client.js');
  await workbench.problems(/no-disabled-verification/);
  await workbench.openFile('node/client.js');
  await workbench.setCursor(13, 10);
  const titles = await workbench.quickFixes();
  await workbench.screenshot('quick-fixes');
  const title = titles.find((text) => text.includes('certs/ca.pem'));
  assert.ok(title, `one of ${titles.join(', ')} names the CA`);
  await workbench.quickFix(title);
  await workbench.save();
  const text = await readFile(join(workspace, 'node/client.js'), 'utf8');
  assert.doesNotMatch(text, /rejectUnauthorized: false/);
  assert.match(text, /ca: fs\.readFileSync\('certs\/ca\.pem'\)/);
});

test('a quick fix keeps the deprecated protocols out of nginx', samples, async ({ workbench, workspace, page }) => {
  await workbench.openFile('nginx/nginx.conf');
  await workbench.filterProblems('nginx.conf');
  await workbench.problems(/no-deprecated-protocol/);
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(16, 32);
  const [title] = await workbench.quickFixes();
  assert.ok(title);
  await workbench.quickFix(title);
  await workbench.save();
  assert.match(await readFile(join(workspace, 'nginx/nginx.conf'), 'utf8'), /ssl_protocols\s+TLSv1\.2( TLSv1\.3)?;/);
  await page
    .locator('.markers-panel .monaco-list-row', { hasText: 'deprecated' })
    .first()
    .waitFor({ state: 'detached' });
});
