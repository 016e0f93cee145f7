import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answer, fill, pick, writeFiles } from '../answer.ts';
import { openssl } from '../client-certificate.ts';
import { test } from '../test.ts';
import { files } from '../workspace.ts';

const execute = promisify(execFile);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await holds()); ) {
    assert.ok(Date.now() < deadline, 'in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a CA, a server, a revocation, a PKCS#12 file', files({ 'README.md': 'Empty.\n' }), async (editor) => {
  const { workbench, workspace, host } = editor;
  const folder = workspace.split('/').at(-1) ?? '';

  await answer(workbench, 'TLSense: Create Certificate Authority…', [
    pick('Who signs', 'Itself: a root'),
    fill('The name of the certificate authority', 'Harbour CA'),
    fill('What it may issue for', 'localhost, 127.0.0.0/8'),
    fill('How many', '0'),
    fill('Days that', '3650'),
    pick('The kind of key', 'ECDSA P-384'),
    fill('A passphrase', 'correct horse'),
    fill('The passphrase again', 'correct horse'),
    pick('The folder', folder),
    writeFiles,
  ]);
  await workbench.notification('Written: ca.key, ca.pem', 'Open');
  assert.deepEqual((await readdir(workspace)).sort(), ['README.md', 'ca.key', 'ca.pem']);
  assert.equal((await stat(join(workspace, 'ca.key'))).mode & 0o777, 0o600);
  await workbench.codeLenses(/^CA certificate · Harbour CA/);

  await answer(workbench, 'TLSense: Generate Server Certificate…', [
    pick('The certificate authority (CA)', 'Harbour CA'),
    fill('The passphrase of the CA', 'battery'),
  ]);
  await workbench.refusal(/does not open/);
  await workbench.fillInput('(2/9)', 'correct horse');
  await workbench.fillInput('Common name', 'localhost');
  await workbench.fillInput('DNS names and IP addresses', 'localhost, 10.0.0.1');
  await workbench.fillInput('Days that', '397');
  await workbench.pickItem('The kind of key', 'ECDSA P-256');
  await workbench.fillInput('A passphrase', '');
  await workbench.pickItem('The folder', folder);
  // The CA may not issue for this address: said, and mended by going back.
  await workbench.dialog('10.0.0.1', 'OK');
  await workbench.waitForInput('The folder');
  for (const prompt of ['A passphrase', 'The kind of key', 'Days that', 'DNS names and IP addresses']) {
    await workbench.back();
    await workbench.waitForInput(prompt);
  }
  await workbench.fillInput('DNS names and IP addresses', 'localhost, 127.0.0.1');
  await workbench.fillInput('Days that', '397');
  await workbench.pickItem('The kind of key', 'ECDSA P-256');
  await workbench.fillInput('A passphrase', '');
  await workbench.pickItem('The folder', folder);
  await workbench.waitForInput('What will be written');
  await workbench.screenshot('issuance-preview');
  await workbench.pickItem('What will be written', 'Copy Equivalent openssl Commands');
  await workbench.notification('The openssl commands are in the clipboard');
  const commands = await host.run(async (vscode) => vscode.env.clipboard.readText());
  assert.match(commands, /openssl x509 -req .*-CA ca\.pem -CAkey ca\.key .*-out localhost\.pem$/m);
  assert.doesNotMatch(commands, /correct horse/);
  await workbench.pickItem('What will be written', 'Write Files');
  await workbench.notification('Written: localhost.key, localhost.pem');
  const verified = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', join(workspace, 'ca.pem')];
  assert.match(await openssl(...verified, join(workspace, 'localhost.pem')), /: OK$/m);

  await answer(workbench, 'TLSense: Revoke Certificate…', [
    pick('The certificate to revoke', 'localhost'),
    fill('The passphrase of the CA', 'correct horse'),
    pick('Why it is revoked', 'Someone else may have its private key'),
    fill('Days until', '7'),
    writeFiles,
  ]);
  await workbench.notification('Written: ca.index.txt, ca.crl');
  assert.match(await readFile(join(workspace, 'ca.index.txt'), 'utf8'), /^R\t.*,keyCompromise\t.*localhost\.pem/m);
  const revoked = ['-crl_check', '-CRLfile', join(workspace, 'ca.crl'), join(workspace, 'localhost.pem')];
  await assert.rejects(openssl(...verified, ...revoked), /certificate revoked/);

  await answer(workbench, 'TLSense: Export as PKCS#12…', [
    pick('The certificate to export', 'localhost'),
    pick('Who opens the file', 'Current systems'),
    fill('The passphrase of the PKCS#12 file', 'changeit'),
    fill('The passphrase again', 'changeit'),
    pick('The folder', folder),
    writeFiles,
  ]);
  await workbench.notification('Written: localhost.p12');
  const opened = ['pkcs12', '-in', join(workspace, 'localhost.p12'), '-passin', 'pass:changeit', '-noenc'];
  const { stdout } = await execute('openssl', opened);
  assert.equal(stdout.match(/BEGIN CERTIFICATE/g)?.length, 2);
});

test('a request that is signed, renewed and converted', files({ 'README.md': 'Empty.\n' }), async (editor) => {
  const { workbench, workspace } = editor;
  const folder = workspace.split('/').at(-1) ?? '';
  const tlsense = ['dist/cli.js', 'issue', 'ca', '--cn', 'Harbour CA', '--out', workspace];
  await execute(process.execPath, tlsense);

  await answer(workbench, 'TLSense: Create Certificate Signing Request…', [
    pick('What the certificate is for', 'A server'),
    fill('Common name', 'api'),
    fill('Subject alternative names', 'api.example.com, 10.0.0.7'),
    pick('The private key', 'Make a new private key'),
    pick('The kind of key', 'ECDSA P-256'),
    fill('A passphrase', ''),
    pick('The folder', folder),
    writeFiles,
  ]);
  await workbench.notification('Written: api.key, api.csr');

  await answer(workbench, 'TLSense: Sign Certificate Signing Request…', [
    pick('The certificate signing request', 'Certificate request · api'),
    pick('What the certificate is for', 'A server'),
    pick('The certificate authority (CA)', 'Harbour CA'),
    fill('Common name in place of', ''),
    fill('Alternative names in place of', ''),
    fill('Days that', '30'),
    pick('The folder', folder),
  ]);
  await workbench.waitForInput('What will be written');
  await workbench.screenshot('issuance-sign');
  await workbench.pickItem('What will be written', 'Write Files');
  await workbench.notification('Written: api.pem');
  const before = await readFile(join(workspace, 'api.pem'), 'utf8');

  await answer(workbench, 'TLSense: Renew Certificate…', [
    pick('The certificate to renew', 'api'),
    pick('The private key', 'Keep the private key'),
    fill('Days that', ''),
    pick('The folder', folder),
    writeFiles,
  ]);
  await workbench.dialog('There are files of these names already: api.pem', 'Replace');
  // What said that the first was written may still be there.
  await until(async () => (await readFile(join(workspace, 'api.pem'), 'utf8').catch(() => before)) !== before);
  assert.match(await openssl('verify', '-CAfile', join(workspace, 'ca.pem'), join(workspace, 'api.pem')), /: OK$/m);

  await answer(workbench, 'TLSense: Convert…', [
    pick('The file to convert', 'api'),
    pick('What to convert to', 'DER'),
    pick('The folder', folder),
    writeFiles,
  ]);
  await workbench.notification('Written: api.der');
  const der = await openssl('x509', '-inform', 'DER', '-in', join(workspace, 'api.der'), '-noout', '-subject');
  assert.match(der, /CN = api/);

  await answer(workbench, 'TLSense: Change Key Passphrase…', [
    pick('The private key', 'Private key · EC P-256'),
    fill('The new passphrase', 'correct horse'),
    fill('The passphrase again', 'correct horse'),
    writeFiles,
  ]);
  await workbench.dialog('There are files of these names already', 'Replace');
  await until(async () => /ENCRYPTED/.test(await readFile(join(workspace, 'api.key'), 'utf8').catch(() => '')));
  assert.match(await readFile(join(workspace, 'api.key'), 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);

  await answer(workbench, 'TLSense: Create or Refresh Revocation List…', [
    pick('The certificate authority (CA)', 'Harbour CA'),
    fill('Days until', '30'),
    writeFiles,
  ]);
  // More than a few notifications are not shown at once: the file tells.
  const list = join(workspace, 'ca.crl');
  await until(async () => (await readFile(list, 'utf8').catch(() => '')).includes('-----END X509 CRL-----'));
  assert.match(await openssl('crl', '-in', list, '-noout', '-issuer'), /CN = Harbour CA/);
});
