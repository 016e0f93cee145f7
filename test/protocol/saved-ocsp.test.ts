import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAuthority } from '../support/revocation-authority.ts';
import { runCli } from '../support/run-cli.ts';

test.each(['bad', 'good'])('an OCSP response that was saved in the workspace: %s', async (name) => {
  const { folder, openssl } = await startAuthority();
  const signing = ['-index', 'index', '-CA', 'ca.pem', '-rsigner', 'ca.pem', '-rkey', 'ca.key', '-ndays', '3'];
  openssl('ocsp', ...signing, '-issuer', 'ca.pem', '-cert', `${name}.pem`, '-respout', 'answer.ocsp');
  const now = `${new Date(Date.now() + 1_000).toISOString().slice(0, 19)}Z`;
  // The lists would say the same.
  for (const list of ['ca', 'stale', 'forged'])
    for (const form of ['.crl', '.pem.crl']) rmSync(join(folder, list + form));
  writeFileSync(join(folder, 'nginx.conf'), `server {\n  listen 443 ssl;\n  ssl_certificate ${name}.pem;\n}\n`);
  const { stdout } = await runCli(folder, ['check', '.', '--format', 'json', '--at', now]);
  const files: { findings: { rule: string; related: { file: string }[] }[] }[] = JSON.parse(stdout);
  const revoked = files.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'reference/revoked');
  expect(revoked).toHaveLength(name === 'bad' ? 1 : 0);
  if (name === 'bad') expect(revoked[0]?.related.map(({ file }) => file)).toEqual(['answer.ocsp', 'bad.pem']);
});
