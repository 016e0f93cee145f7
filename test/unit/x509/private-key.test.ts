import { spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';

const cases = [
  ['RSA', { modulusLength: 2048 }, 'pkcs8', 'rsa', 2048],
  ['RSA', { modulusLength: 1024 }, 'pkcs1', 'rsa', 1024],
  ['EC', { namedCurve: 'P-256' }, 'pkcs8', 'ec', 256],
  ['EC', { namedCurve: 'P-384' }, 'sec1', 'ec', 384],
  ['EC', { namedCurve: 'secp256k1' }, 'sec1', 'ec', 256],
  ['Ed25519', {}, 'pkcs8', 'ed25519', undefined],
] as const;

test.each(cases)('%s %o as %s: type, size and public half', (keyType, options, format, algorithm, bits) => {
  const pair = generateKeyPairSync(algorithm as 'rsa', options as { modulusLength: number });
  const pem = pair.privateKey.export({ type: format as 'pkcs8', format: 'pem' }).toString();
  const [object] = readPkiObjects(pem).objects;
  expect(object?.problems).toEqual([]);
  const value = object?.value;
  if (value?.kind !== 'private-key') throw new Error('not read as a private key');
  expect([value.keyType, value.bits, value.encrypted]).toEqual([keyType, bits, false]);
  const wanted = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  expect(Buffer.from(value.publicKey?.der ?? []).equals(wanted)).toBe(true);
});

test('nothing of the secret is reachable from what is returned', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const text = JSON.stringify(readPkiObjects(pem), (_, value) =>
    value instanceof Uint8Array ? `${Buffer.from(value.buffer as ArrayBuffer).toString('hex')}` : value,
  );
  expect(text).not.toContain(seed.toString('hex'));
});

test.each([
  ['pkcs8', ['pkcs8', '-topk8', '-passout', 'pass:x']],
  ['legacy', ['rsa', '-traditional', '-aes128', '-passout', 'pass:x']],
])('an encrypted key (%s) is recognised and said to be encrypted', (_, args) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const input = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { stdout } = spawnSync('openssl', args, { input, encoding: 'utf8' });
  const [object] = readPkiObjects(stdout).objects;
  expect(object?.problems).toEqual([]);
  expect(object?.value).toMatchObject({ kind: 'private-key', encrypted: true });
});
