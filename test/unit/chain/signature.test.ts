/** Every algorithm against openssl: what it signed is valid, the same with one bit changed is not. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { verifySignature } from '../../../server/core/chain/signature.ts';
import { readPkiFile } from '../../../server/core/workspace/pki-file.ts';
import type { Certificate } from '../../../server/core/x509/types.ts';
import { folderWith } from '../../support/run-cli.ts';

/** A certificate that openssl signed with its own key. */
async function selfSigned(genpkey: readonly string[], sign: readonly string[] = []): Promise<Certificate> {
  const cwd = folderWith({});
  execFileSync('openssl', ['genpkey', '-out', 'key.pem', ...genpkey], { cwd, stdio: 'pipe' });
  const subject = ['-subj', '/CN=test', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-key', 'key.pem', '-out', 'cert.pem', ...subject, ...sign], {
    cwd,
    stdio: 'pipe',
  });
  const [object] = (await readPkiFile(readFileSync(join(cwd, 'cert.pem')))).pki.objects;
  if (object?.value?.kind !== 'certificate') throw new Error('openssl made no certificate');
  return object.value;
}

const ec = (curve: string): string[] => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const pss = (salt: string): string[] => ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', `rsa_pss_saltlen:${salt}`];

test.each<[string, readonly string[], readonly string[]]>([
  ['RSA with SHA-256', rsa, ['-sha256']],
  ['RSA with SHA-384', rsa, ['-sha384']],
  ['RSA with SHA-512', rsa, ['-sha512']],
  ['RSA-PSS with SHA-256', rsa, ['-sha256', ...pss('32')]],
  ['RSA-PSS with SHA-512 and a short salt', rsa, ['-sha512', ...pss('20')]],
  ['a key for RSA-PSS alone', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-sha256']],
  ['ECDSA P-256', ec('P-256'), ['-sha256']],
  ['ECDSA P-384 with SHA-256', ec('P-384'), ['-sha256']],
  ['ECDSA P-521', ec('P-521'), ['-sha512']],
  ['ECDSA secp256k1', ec('secp256k1'), ['-sha256']],
  ['ECDSA brainpoolP256r1', ec('brainpoolP256r1'), ['-sha256']],
  ['ECDSA brainpoolP384r1 with SHA-512', ec('brainpoolP384r1'), ['-sha512']],
  ['ECDSA brainpoolP512r1', ec('brainpoolP512r1'), ['-sha512']],
  ['ECDSA brainpoolP192r1', ec('brainpoolP192r1'), ['-sha256']],
  ['ECDSA brainpoolP224r1', ec('brainpoolP224r1'), ['-sha256']],
  ['ECDSA brainpoolP320r1', ec('brainpoolP320r1'), ['-sha384']],
  ['ECDSA P-192', ec('prime192v1'), ['-sha256']],
  ['ECDSA P-224', ec('secp224r1'), ['-sha256']],
  ['ECDSA P-224 with SHA-224', ec('secp224r1'), ['-sha224']],
  ['ECDSA P-256 with SHA-224', ec('P-256'), ['-sha224']],
  ['ECDSA P-521 with SHA-224', ec('P-521'), ['-sha224']],
  ['RSA with SHA-224', rsa, ['-sha224']],
  ['Ed25519', ['-algorithm', 'ED25519'], []],
  ['Ed448', ['-algorithm', 'ED448'], []],
])('%s', async (_, genpkey, sign) => {
  const certificate = await selfSigned(genpkey, sign);
  const verify = (data: Uint8Array): Promise<string> =>
    verifySignature(
      crypto,
      certificate.signatureAlgorithm,
      certificate.subjectPublicKeyInfo,
      data,
      certificate.signatureValue,
    );
  expect(await verify(certificate.tbsCertificate)).toBe('valid');
  const changed = Uint8Array.from(certificate.tbsCertificate);
  changed[20] = (changed[20] ?? 0) ^ 1;
  expect(await verify(changed)).toBe('invalid');
});

test.each(['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'])('%s', async (name) => {
  const { publicKey, privateKey } = (await crypto.subtle.generateKey({ name }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const { readPublicKey } = await import('../../../server/core/x509/read-value.ts');
  const key = readPublicKey(spki).value?.subjectPublicKeyInfo;
  const data = Uint8Array.of(1, 2, 3);
  const signature = new Uint8Array(await crypto.subtle.sign({ name }, privateKey, data));
  if (!key) throw new Error('not a key');
  expect(key.keyType).toBe('ML-DSA');
  expect(await verifySignature(crypto, key.algorithm, key, data, signature)).toBe('valid');
  expect(await verifySignature(crypto, key.algorithm, key, Uint8Array.of(1, 2, 4), signature)).toBe('invalid');
});

test.each([
  ['2048', '256', '-sha256'],
  ['2048', '224', '-sha256'],
  ['1024', '160', '-sha224'],
])('DSA of %s and %s bits with %s', async (p, q, hash) => {
  const cwd = folderWith({});
  const run = (...words: string[]): void => void execFileSync('openssl', words, { cwd, stdio: 'pipe' });
  const sizes = ['-pkeyopt', `dsa_paramgen_bits:${p}`, '-pkeyopt', `dsa_paramgen_q_bits:${q}`];
  run('genpkey', '-genparam', '-algorithm', 'DSA', ...sizes, '-out', 'parameters.pem');
  run('genpkey', '-paramfile', 'parameters.pem', '-out', 'key.pem');
  run('req', '-x509', '-key', 'key.pem', '-out', 'cert.pem', '-subj', '/CN=test', '-days', '2', hash);
  const [object] = (await readPkiFile(readFileSync(join(cwd, 'cert.pem')))).pki.objects;
  if (object?.value?.kind !== 'certificate') throw new Error('openssl made no certificate');
  const { signatureAlgorithm, subjectPublicKeyInfo, tbsCertificate, signatureValue } = object.value;
  const verify = (data: Uint8Array): Promise<string> =>
    verifySignature(crypto, signatureAlgorithm, subjectPublicKeyInfo, data, signatureValue);
  expect(await verify(tbsCertificate)).toBe('valid');
  expect(await verify(tbsCertificate.with(20, (tbsCertificate[20] ?? 0) ^ 1))).toBe('invalid');
});

test('what cannot be checked is neither valid nor invalid', async () => {
  const certificate = await selfSigned(ec('secp160r1'), ['-sha256']);
  const state = await verifySignature(
    crypto,
    certificate.signatureAlgorithm,
    certificate.subjectPublicKeyInfo,
    certificate.tbsCertificate,
    certificate.signatureValue,
  );
  expect(state).toBe('unsupported');
});

test('a key that many certificates have is imported once, wherever each of them was read', async () => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const { readPublicKey } = await import('../../../server/core/x509/read-value.ts');
  const data = Uint8Array.of(1, 2, 3);
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, privateKey, data));
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  try {
    for (let i = 0; i < 3; i++) {
      const key = readPublicKey(spki.slice()).value?.subjectPublicKeyInfo;
      if (!key) throw new Error('not a key');
      expect(await verifySignature(crypto, key.algorithm, key, data, signature)).toBe('valid');
    }
    expect(importKey).toHaveBeenCalledTimes(1);
  } finally {
    importKey.mockRestore();
  }
});
