import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Conversion, convertFile } from '../../../server/core/issue/convert.ts';
import { fixtures } from '../../support/fixtures.ts';
import { folderWith } from '../../support/run-cli.ts';

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const hasKeytool = (() => {
  try {
    execFileSync('keytool', ['-help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

function keyStore(...more: readonly string[]): Uint8Array {
  const folder = folderWith({ 'a.key': get('server-key'), 'a.pem': get('server'), 'ca.pem': get('ca') });
  const from = ['-inkey', 'a.key', '-in', 'a.pem', '-certfile', 'ca.pem', '-name', 'mine'];
  execFileSync('openssl', ['pkcs12', '-export', ...from, '-passout', 'pass:söcret', '-out', 'a.p12', ...more], {
    cwd: folder,
  });
  return readFileSync(join(folder, 'a.p12'));
}

const convert = (bytes: Uint8Array, to: Conversion, password?: string) => convertFile(crypto, bytes, to, password);

async function pem(bytes: Uint8Array, password: string): Promise<readonly string[]> {
  const converted = await convert(bytes, 'pem', password);
  if (!converted.ok) throw new Error(converted.error.code);
  expect(converted.value.isSecret).toBe(true);
  return String(converted.value.contents).match(/-----BEGIN [\s\S]*?-----END [^-]+-----\n/g) ?? [];
}

function expectServer([server = '', ca = '', key = '']: readonly string[]): void {
  expect(server.trim()).toBe(get('server').trim());
  expect(ca.trim()).toBe(get('ca').trim());
  const own = new X509Certificate(server).publicKey.export({ type: 'spki', format: 'pem' });
  expect(createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'pem' })).toBe(own);
}

describe('a key store as PEM', () => {
  test.each([
    ['PBES2', []],
    ['triple DES', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['certificates in the open', ['-certpbe', 'NONE']],
    ['a key in the open', ['-keypbe', 'NONE']],
    ['no MAC', ['-nomac']],
  ])('of openssl, %s', async (_, more) => {
    const blocks = await pem(keyStore(...more), 'söcret');
    expect(blocks).toHaveLength(3);
    expectServer(blocks);
  });

  test.runIf(hasKeytool)('of Java', async () => {
    const folder = folderWith({ 'a.key': get('server-key'), 'a.pem': get('server'), 'ca.pem': get('ca') });
    const from = ['-inkey', 'a.key', '-in', 'a.pem', '-certfile', 'ca.pem', '-name', 'mine'];
    execFileSync('openssl', ['pkcs12', '-export', ...from, '-passout', 'pass:secret', '-out', 'a.p12'], {
      cwd: folder,
    });
    const source = ['-srckeystore', 'a.p12', '-srcstorepass', 'secret'];
    const store = ['-destkeystore', 'a.jks', '-deststoretype', 'JKS', '-deststorepass', 'secret'];
    execFileSync('keytool', ['-importkeystore', ...source, ...store, '-noprompt'], { cwd: folder, stdio: 'ignore' });
    expectServer(await pem(readFileSync(join(folder, 'a.jks')), 'secret'));
  });

  test('needs the right password', async () => {
    const bytes = keyStore();
    expect(await convert(bytes, 'pem')).toMatchObject({ ok: false, error: { code: 'key-store-locked' } });
    expect(await convert(bytes, 'pem', 'secret')).toMatchObject({ ok: false, error: { code: 'wrong-passphrase' } });
    expect(await convert(bytes.subarray(0, 400), 'pem', 'söcret')).toMatchObject({ ok: false });
  });

  // One wrong password in 256 gives a padding that looks right: some of these do.
  test.each([
    ['key', ['-keypbe', 'AES-256-CBC', '-certpbe', 'NONE']],
    ['certificates', ['-certpbe', 'AES-256-CBC', '-keypbe', 'NONE']],
  ])('needs it without a MAC too: %s encrypted', async (_, how) => {
    const bytes = keyStore('-iter', '1', '-nomac', ...how);
    const answers = new Set<string>();
    for (let i = 0; i < 1500; i++) {
      const converted = await convert(bytes, 'pem', `wrong ${i}`);
      answers.add(converted.ok ? 'opened' : converted.error.code);
    }
    expect([...answers]).toEqual(['wrong-passphrase']);
    expectServer(await pem(bytes, 'söcret'));
  });

  test('is also the way to the other forms', async () => {
    const bytes = keyStore();
    expect(await convert(bytes, 'pkcs7', 'söcret')).toMatchObject({ ok: true, value: { isSecret: false } });
    const jwk = await convert(bytes, 'jwk', 'söcret');
    expect(jwk.ok && jwk.value.isSecret && JSON.parse(String(jwk.value.contents))).toHaveProperty('d');
    expect(await convert(bytes, 'der', 'söcret')).toMatchObject({ ok: false, error: { code: 'nothing-to-convert' } });
  });
});
