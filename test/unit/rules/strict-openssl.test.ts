import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';

// What the rules say of strict clients, OpenSSL says itself, of each certificate below a sound CA.

let folder: string;
let made: ReadonlyMap<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-strict-'));
  made = await fixtures();
});
afterAll(() => rmSync(folder, { recursive: true }));

function verify(name: string, ...options: readonly string[]): string {
  const file = join(folder, `${name}.pem`);
  const anchor = join(folder, 'anchor.pem');
  writeFileSync(file, made.get(name) ?? '');
  writeFileSync(anchor, made.get('odd-ca') ?? '');
  const at = String(fixtureTime.getTime() / 1000);
  const call = ['verify', ...options, '-attime', at, '-trusted', anchor, file];
  const { status, stdout, stderr } = spawnSync('openssl', call, { encoding: 'utf8' });
  return status === 0 ? 'OK' : (/lookup: (.*)/.exec(stdout + stderr)?.[1] ?? stdout + stderr);
}

describe.skipIf(!hasOpenssl())('openssl verify', () => {
  test.each([
    ['ca-without-key-usage', 'CA cert does not include key usage extension'],
    ['basic-constraints-not-critical', 'Basic Constraints of CA cert not marked critical'],
    ['no-authority-key-identifier', 'Missing Authority Key Identifier'],
    ['ca-without-subject-key-identifier', 'Missing Subject Key Identifier'],
    ['key-cert-sign-without-ca', 'Key usage keyCertSign invalid for non-CA cert'],
    ['path-length-without-ca', 'Path length invalid for non-CA cert'],
    ['san-not-critical', 'Subject empty and Subject Alt Name extension not critical'],
    ['ca-without-name', 'Subject name empty'],
  ])('-x509_strict refuses %s', (name, error) => {
    expect(verify(name, '-x509_strict')).toBe(error);
    expect(verify(name)).toBe('OK');
  });

  test.each(['sound-leaf', 'sound-ca', 'san-critical', 'must-staple', 'http-links', 'ed25519'])(
    '-x509_strict accepts %s',
    (name) => {
      expect(verify(name, '-x509_strict')).toBe('OK');
    },
  );

  test.each([
    ['unknown-critical-extension', 'unhandled critical extension'],
    ['critical-key-identifier', 'unhandled critical extension'],
    ['precertificate', 'unhandled critical extension'],
    ['inverted-validity', 'certificate is not yet valid'],
    ['no-issuer', 'unable to get local issuer certificate'],
  ])('refuses %s', (name, error) => {
    expect(verify(name)).toBe(error);
  });

  test('anyExtendedKeyUsage alone is not for a TLS server', () => {
    expect(verify('any-purpose-only', '-purpose', 'sslserver')).toMatch(/purpose/);
    expect(verify('sound-leaf', '-purpose', 'sslserver')).toBe('OK');
  });
});

function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
}
