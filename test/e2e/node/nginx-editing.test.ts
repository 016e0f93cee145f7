import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Editor, test } from '../test.ts';
import { type Fill, samples } from '../workspace.ts';

const execute = promisify(execFile);

/** The samples, with a server to be written. */
const site: Fill = async (folder) => {
  await samples(folder);
  const text = 'server {\n    listen 127.0.0.1:8444 ssl;\n    \n}\n';
  await writeFile(join(folder, 'nginx/site.conf'), text);
};

async function textOf({ workspace }: Editor, path: string): Promise<string> {
  return readFile(join(workspace, path), 'utf8');
}

for (const theme of ['dark', 'light'] as const) {
  test(
    `completion in nginx, ${theme}`,
    site,
    async (editor) => {
      const { workbench } = editor;
      await workbench.openFile('nginx/site.conf');
      await workbench.setCursor(3, 5);
      await workbench.type('ssl_verify');
      await workbench.completions(/^ssl_verify_client\b/m, /Enables verification of client certificates/);
      await workbench.screenshot(`completion-directive-${theme}`);
      await workbench.complete('ssl_verify_client');
      await workbench.completions(/^optional_no_ca\b/m);
      await workbench.complete('on');
      await workbench.beginLine();
      await workbench.type('ssl_certificate ');
      await workbench.completions(/certs\/server\.pem/);
      await workbench.screenshot(`completion-path-${theme}`);
      await workbench.complete('../certs/server.pem');
      await workbench.type(';');
      await workbench.beginLine();
      await workbench.type('ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:');
      await workbench.completions(/^ECDHE-RSA-AES128-GCM-SHA256 ?recommended$/m);
      await workbench.screenshot(`completion-cipher-${theme}`);
      await workbench.complete('ECDHE-RSA-AES128-GCM-SHA256');
      await workbench.type(';');
      await workbench.save();
      const text = await textOf(editor, 'nginx/site.conf');
      assert.match(text, /^ {4}ssl_verify_client on;$/m);
      assert.match(text, /^ {4}ssl_certificate \.\.\/certs\/server\.pem;$/m);
      assert.match(text, /^ {4}ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256;$/m);
    },
    { theme },
  );

  test(
    `hover in nginx, ${theme}`,
    site,
    async (editor) => {
      const { workbench, workspace } = editor;
      const text =
        'server {\n    listen 127.0.0.1:8444 ssl;\n    ssl_verify_client optional;\n    ssl_ciphers HIGH:!aNULL:RC4-SHA;\n}\n';
      await writeFile(join(workspace, 'nginx/site.conf'), text);
      await workbench.openFile('nginx/site.conf');
      await workbench.setCursor(3, 8);
      await workbench.hover(/Enables verification of client certificates/, /Contexts/, /nginx\.org documentation/);
      await workbench.screenshot(`hover-directive-${theme}`);
      await workbench.setCursor(4, 18);
      await workbench.hover(/Cipher list/, /ECDHE-ECDSA-AES256-GCM-SHA384/, /without forward secrecy/);
      await workbench.screenshot(`hover-cipher-list-${theme}`);
      await workbench.setCursor(4, 30);
      await workbench.hover(/RC4-SHA/, /without a word/);
      await workbench.screenshot(`hover-cipher-item-${theme}`);
    },
    { theme },
  );
}

test('upstreams that nobody verifies are mended for real', samples, async (editor) => {
  const { workbench, workspace } = editor;
  await workbench.openFile('nginx/nginx.conf');
  await workbench.filterProblems('nginx.conf');
  await workbench.problems(/no-disabled-verification/);
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(23, 34);
  const titles = await workbench.quickFixes();
  const title = titles.find((text) => text.includes('certs/ca.pem'));
  assert.ok(title, `one of ${titles.join(', ')} names the CA`);
  assert.ok(titles.some((text) => text.startsWith('Suppress tls/no-disabled-verification')));
  await workbench.quickFix(title);
  await workbench.screenshot('fix-unverified-upstream');
  await workbench.save();
  const text = await textOf(editor, 'nginx/nginx.conf');
  assert.match(text, /proxy_ssl_verify on;/);
  assert.match(text, /proxy_ssl_trusted_certificate \.\.\/certs\/ca\.pem;/);
  // The key of the sample belongs to another certificate: that is the sample's own mistake.
  await writeFile(join(workspace, 'nginx/check.conf'), text.replace('client.key', 'server.key'));
  const folder = join(workspace, 'nginx');
  await execute('nginx', ['-t', '-q', '-p', folder, '-c', join(folder, 'check.conf')]);
});

test('a suppression is written with its reason selected', samples, async (editor) => {
  const { workbench } = editor;
  await workbench.openFile('nginx/nginx.conf');
  await workbench.filterProblems('nginx.conf');
  await workbench.problems(/no-disabled-verification/);
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(23, 34);
  await workbench.quickFix('Suppress tls/no-disabled-verification on this line, with a reason');
  await workbench.type('a sidecar verifies it');
  await workbench.screenshot('suppression');
  await workbench.save();
  assert.match(
    await textOf(editor, 'nginx/nginx.conf'),
    /^ {12}# tlsense-disable-next-line tls\/no-disabled-verification -- a sidecar verifies it\n {12}proxy_ssl_verify off;$/m,
  );
});

test('the recommended settings are shown before they are written', samples, async (editor) => {
  const { workbench, page } = editor;
  await workbench.openFile('nginx/nginx.conf');
  await workbench.setCursor(16, 10);
  await workbench.problems(/no-deprecated-protocol/);
  await workbench.openFile('nginx/nginx.conf');
  await workbench.runCommand('TLSense: Apply Recommended TLS Settings Here');
  await page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor();
  await page.waitForTimeout(1000);
  await workbench.screenshot('recommended-preview');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await workbench.save();
  const text = await textOf(editor, 'nginx/nginx.conf');
  assert.match(text, /ssl_protocols {7}TLSv1\.2 TLSv1\.3;/);
  assert.doesNotMatch(text, /Strict-Transport-Security/);
});
