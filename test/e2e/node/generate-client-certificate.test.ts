import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from '../../support/certificates.ts';
import { answer, fill, pick } from '../answer.ts';
import { expectClientCertificate, expectHandshake, openssl } from '../client-certificate.ts';
import { type Editor, test } from '../test.ts';
import { type Fill, files } from '../workspace.ts';

const execute = promisify(execFile);
const dayMs = 86_400_000;

/** A git repository with a CA, whose key it keeps out of git by its name. */
const repository: Fill = async (folder) => {
  const [from, to] = [new Date(Date.now() - dayMs), new Date(Date.now() + 365 * dayMs)];
  const ca = await makeCertificate({ cn: 'Orders CA', ca: true, from, to });
  await files({
    'certs/ca.pem': ca.certificate,
    'certs/ca.key': ca.privateKey,
    '.gitignore': 'node_modules/\n/certs/ca.key\n',
  })(folder);
  await execute('git', ['init', '--quiet', folder]);
};

test('a client certificate from a CA of the workspace', repository, async (editor) => {
  const { workbench, workspace } = editor;
  await answer(workbench, 'TLSense: Generate Client Certificate…', [
    pick('The certificate authority (CA)', 'Orders CA'),
    fill('Common name', 'api-client'),
  ]);

  await workbench.fillInput('Subject alternative names', 'ada@, client.example.com');
  await workbench.refusal(/ada@/);
  assert.equal(await workbench.inputTitle(), 'Generate Client Certificate (3/8)');
  await workbench.fillInput('(3/8)', 'ada@example.com, client.example.com, spiffe://example.com/api');

  await workbench.waitForInput('Days that');
  assert.equal(await workbench.inputValue(), '90');
  await workbench.back();
  await workbench.waitForInput('Subject alternative names');
  assert.equal(await workbench.inputValue(), 'ada@example.com, client.example.com, spiffe://example.com/api');
  await workbench.fillInput('Subject alternative names', 'ada@example.com, client.example.com');
  await workbench.fillInput('Days that', '30');

  await workbench.pickItem('The kind of key', 'RSA 2048');
  await workbench.fillInput('A passphrase', '');
  await workbench.pickItem('The folder', 'certs');
  await workbench.pickItem('What will be written', 'Write Files');
  await workbench.pickItem('Git does not ignore the new private key: certs/api-client.key', 'Add to .gitignore');

  await expectShown(editor, 'certs/api-client.pem', 'api-client');
  // The first of its 30 days has begun.
  await workbench.codeLenses(/^Client certificate · api-client · expires in 29 days · trusted: Orders CA$/);
  assert.deepEqual((await readdir(join(workspace, 'certs'))).sort(), [
    'api-client.key',
    'api-client.pem',
    'ca.index.txt',
    'ca.key',
    'ca.pem',
  ]);
  assert.match(await readFile(join(workspace, '.gitignore'), 'utf8'), /^node_modules\/\n\/certs\/ca\.key\n/);
  await execute('git', ['check-ignore', 'certs/api-client.key'], { cwd: workspace });

  const issued = {
    ca: join(workspace, 'certs/ca.pem'),
    certificate: join(workspace, 'certs/api-client.pem'),
    privateKey: join(workspace, 'certs/api-client.key'),
  };
  await expectClientCertificate(issued, 30);
  const names = await openssl('x509', '-in', issued.certificate, '-noout', '-subject', '-ext', 'subjectAltName');
  assert.match(names, /^subject=CN = api-client\n/);
  assert.match(names, /\n +DNS:client\.example\.com, email:ada@example\.com\n/);
  assert.match(await openssl('pkey', '-in', issued.privateKey, '-noout', '-text'), /^(?:RSA )?Private-Key: \(2048 bit/);
  await expectHandshake(issued, 'api-client', workspace);
});

test('a client certificate with a new CA and a passphrase', files({ 'README.md': 'Empty.\n' }), async (editor) => {
  const { workbench, workspace } = editor;
  const folder = workspace.split('/').at(-1) ?? '';
  await workbench.runCommand('TLSense: Generate Client Certificate…');
  await workbench.pickItem('The certificate authority (CA)', 'Create a new certificate authority');
  await workbench.waitForInput('The name of the new certificate authority');
  assert.equal(await workbench.inputValue(), `${folder} CA`);
  await workbench.fillInput('The name of the new certificate authority', 'Garden CA');
  await workbench.fillInput('Common name', '');
  await workbench.refusal(/empty/);
  await workbench.fillInput('(3/9)', 'Ada Lovelace');
  await workbench.fillInput('Subject alternative names', '');
  await workbench.fillInput('Days that', '90');
  await workbench.pickItem('The kind of key', 'Ed25519');
  await workbench.fillInput('A passphrase', 'correct horse');
  await workbench.fillInput('The passphrase again', 'battery');
  await workbench.refusal(/another passphrase/);
  await workbench.fillInput('(8/10)', 'correct horse');
  await workbench.pickItem('The folder', folder);
  await workbench.pickItem('What will be written', 'Write Files');

  await expectShown(editor, 'ada-lovelace.pem', 'Ada Lovelace');
  const written = ['ada-lovelace.key', 'ada-lovelace.pem', 'ca.index.txt', 'ca.key', 'ca.pem'];
  assert.deepEqual((await readdir(workspace)).sort(), ['README.md', ...written]);
  const issued = {
    ca: join(workspace, 'ca.pem'),
    certificate: join(workspace, 'ada-lovelace.pem'),
    privateKey: join(workspace, 'ada-lovelace.key'),
    passphrase: 'correct horse',
  };
  await expectClientCertificate(issued, 90);
  assert.equal((await stat(join(workspace, 'ca.key'))).mode & 0o777, 0o600);
  const ca = await openssl('x509', '-in', issued.ca, '-noout', '-subject', '-ext', 'basicConstraints,keyUsage');
  assert.match(ca, /^subject=CN = Garden CA\n/);
  assert.match(ca, /Basic Constraints: critical\n +CA:TRUE/);
  assert.match(ca, /Key Usage: critical\n +Certificate Sign, CRL Sign\n/);
  const peer = join(workspace, 'peer');
  await mkdir(peer);
  await expectHandshake(issued, 'Ada Lovelace', peer);
});

/** The certificate is in front, and beside it a page that says how it is used; the check on that page succeeds. */
async function expectShown({ host, workspace, page }: Editor, certificate: string, name: string): Promise<void> {
  await page.locator(`.tab.active[data-resource-name="${certificate.split('/').at(-1)}"]`).waitFor();
  await page.locator('.tab.active', { hasText: `How to use ${name}` }).waitFor();
  // The extension host hears of an editor some time after it is drawn.
  const { active, usage } = await host.run(async (vscode) => {
    for (const deadline = Date.now() + 30_000; ; ) {
      const shown = vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'markdown');
      if (shown || Date.now() > deadline) {
        return { active: vscode.window.activeTextEditor?.document.uri.path, usage: shown?.document.getText() };
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  assert.equal(active, join(workspace, certificate));
  assert.ok(usage, 'the page is in view');
  for (const title of ['Node.js', 'Python', 'nginx', 'curl']) assert.match(usage, new RegExp(`^## ${title}$`, 'm'));
  assert.match(usage, new RegExp(`readFileSync\\('${certificate}'\\)`));
  const command = /^openssl (verify .*)$/m.exec(usage)?.[1] ?? '';
  const { stdout } = await execute('openssl', command.split(' '), { cwd: workspace });
  assert.equal(stdout, `${certificate}: OK\n`);
}
