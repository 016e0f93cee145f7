import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate, makeRevocationList } from '../../support/certificates.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Orders Root', ca: true, ...span });
const intermediate = await makeCertificate({ cn: 'Orders Servers CA', ca: true, depth: 0, issuer: root, ...span });
const server = await makeCertificate({
  cn: 'orders.internal',
  dns: ['orders.internal'],
  usages: ['serverAuth'],
  issuer: intermediate,
  ...span,
});

const workspace = files({
  'nginx.conf': `events {}
http {
    server {
        listen 8443 ssl;
        server_name orders.internal;
        ssl_certificate certs/server.pem;
        ssl_certificate_key certs/server.key;
    }
}
`,
  'certs/server.pem': server.certificate,
  'certs/server.key': server.privateKey,
  'ca/root.pem': root.certificate,
  'ca/intermediate.pem': intermediate.certificate,
  '.gitignore': '*.key\n',
});

test(
  'a chain without its intermediate is completed by a quick fix',
  workspace,
  async ({ workbench, page, ...editor }) => {
    await workbench.openFile('nginx.conf');
    await workbench.filterProblems('nginx.conf');
    await workbench.problems(/chain-incomplete/);
    await workbench.openFile('nginx.conf');
    await workbench.setCursor(6, 30);
    await workbench.quickFix('Append Orders Servers CA to certs/server.pem');
    // The list of problems is drawn anew more than once: that a row is gone says nothing before the edit is there.
    await editor.host.run(async (vscode) => {
      const isEdited = (): boolean =>
        vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.path.endsWith('certs/server.pem'));
      while (!isEdited()) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'chain-incomplete' });
    await problem.waitFor({ state: 'detached' });
    await editor.host.run(async (vscode) => {
      // The editor may save the file of a fix by itself, and saveAll does not wait for that.
      while (vscode.workspace.textDocuments.some(({ isDirty }) => isDirty)) {
        await vscode.workspace.saveAll();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    const text = await readFile(join(editor.workspace, 'certs/server.pem'), 'utf8');
    assert.equal(text, server.certificate + intermediate.certificate);
  },
);

test('a revocation list that is added turns the hover of what it revokes', workspace, async (editor) => {
  const { workbench, host } = editor;
  await workbench.openFile('certs/server.pem');
  await workbench.setCursor(3, 10);
  await workbench.hover(/Trusted: orders\.internal ← Orders Servers CA .* ← Orders Root/);
  await workbench.screenshot('hover-trusted');
  const list = (issuer: typeof root, revoked: readonly (typeof root)[]) =>
    makeRevocationList(issuer, revoked, new Date());
  await writeFile(join(editor.workspace, 'ca/root.crl'), await list(root, []));
  const revoking = await list(intermediate, [server]);
  const written = Date.now();
  await writeFile(join(editor.workspace, 'ca/intermediate.crl'), revoking);
  const milliseconds = await host.run(async (vscode, start) => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    for (;;) {
      const hovers: { contents: { value: string }[] }[] = await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        uri,
        new vscode.Position(2, 9),
      );
      const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join();
      if (text.includes('was revoked on')) return Date.now() - start;
      if (Date.now() - start > 30_000) return Number.POSITIVE_INFINITY;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, written);
  assert.ok(milliseconds < 1_000, `the hover turned after ${milliseconds} ms`);
  await workbench.hover(/Not trusted: “orders\.internal” was revoked on/, /Orders Servers CA/);
  await workbench.screenshot('hover-revoked');
  await workbench.codeLenses(/not trusted: revoked/);
});
