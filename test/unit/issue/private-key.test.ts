import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localizer } from '../../../server/core/base/message.ts';
import { encryptPrivateKey } from '../../../server/core/issue/encrypted-private-key.ts';
import { decryptPrivateKey } from '../../../server/core/issue/read-private-key.ts';
import { importSigningKey } from '../../../server/core/issue/signing-key.ts';
import { writePem } from '../../../server/core/pem/write-pem.ts';
import { type Bench, makeBench } from './openssl.ts';

const passphrase = 'correct horse – 电池';
const { crypto } = globalThis;

let bench: Bench;

beforeAll(() => {
  bench = makeBench();
  bench.write('pass', `${passphrase}\n`);
  bench.openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'ec.key');
  bench.openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'rsa.key');
  bench.openssl('genpkey', '-algorithm', 'ED25519', '-out', 'ed25519.key');
}, 60_000);
afterAll(() => bench.remove());

async function outcome(pem: string, given: string | undefined): Promise<string> {
  const read = await decryptPrivateKey(crypto, pem, given);
  if (!read.ok) return `${read.error.code}: ${localizer()(read.error.message)}`;
  bench.write('read.key', writePem('PRIVATE KEY', read.value));
  return bench.openssl('pkey', '-in', 'read.key', '-pubout');
}

function publicKey(file: string): string {
  return bench.openssl('pkey', '-in', file, '-passin', 'file:pass', '-pubout');
}

describe('private keys that openssl wrote', () => {
  it.each<[string, readonly string[]]>([
    ['PKCS#8', ['pkey', '-in', 'ec.key']],
    ['SEC 1', ['ec', '-in', 'ec.key']],
    ['SEC 1 without its public key', ['ec', '-in', 'ec.key', '-no_public']],
    ['SEC 1 after EC PARAMETERS', ['ecparam', '-name', 'secp384r1', '-genkey']],
    ['PKCS#1', ['rsa', '-in', 'rsa.key', '-traditional']],
    ['Ed25519', ['pkey', '-in', 'ed25519.key']],
    ['PBES2, AES-256', ['pkcs8', '-topk8', '-in', 'ec.key', '-v2', 'aes-256-cbc', '-passout', 'file:pass']],
    ['PBES2, AES-192', ['pkcs8', '-topk8', '-in', 'rsa.key', '-v2', 'aes-192-cbc', '-passout', 'file:pass']],
    ['PBES2, AES-128', ['pkcs8', '-topk8', '-in', 'ed25519.key', '-v2', 'aes-128-cbc', '-passout', 'file:pass']],
    ['PBES2, 3DES', ['pkcs8', '-topk8', '-in', 'rsa.key', '-v2', 'des3', '-passout', 'file:pass']],
    [
      'PBES2, HMAC-SHA-1',
      ['pkcs8', '-topk8', '-in', 'ec.key', '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA1', '-passout', 'file:pass'],
    ],
    [
      'PBES2, HMAC-SHA-512',
      ['pkcs8', '-topk8', '-in', 'ec.key', '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512', '-passout', 'file:pass'],
    ],
    ['legacy SEC 1, AES-256', ['ec', '-in', 'ec.key', '-aes256', '-passout', 'file:pass']],
    ['legacy PKCS#1, AES-128', ['rsa', '-in', 'rsa.key', '-traditional', '-aes128', '-passout', 'file:pass']],
    ['legacy PKCS#1, 3DES', ['rsa', '-in', 'rsa.key', '-traditional', '-des3', '-passout', 'file:pass']],
  ])('%s', async (_, args) => {
    bench.openssl(...args, '-out', 'given.key');
    const pem = bench.read('given.key');
    const isEncrypted = pem.includes('ENCRYPTED');
    expect(await outcome(pem, isEncrypted ? passphrase : undefined)).toBe(publicKey('given.key'));
    // Windows line ends, as editors make them.
    expect(await outcome(pem.replaceAll('\n', '\r\n'), passphrase)).toBe(publicKey('given.key'));
    if (!isEncrypted) return;
    expect(await outcome(pem, undefined)).toMatch(/^key-encrypted: .*its passphrase is needed/);
    expect(await outcome(pem, 'wrong')).toMatch(/^wrong-passphrase: The passphrase does not open/);
    expect(await outcome(pem, '')).toMatch(/^wrong-passphrase/);
  });

  it('never takes a wrong passphrase for the right one, even where the padding is right by chance', async () => {
    bench.openssl('ec', '-in', 'ec.key', '-aes256', '-passout', 'file:pass', '-out', 'given.key');
    const pem = bench.read('given.key');
    for (let i = 0; i < 600; i++) expect(await outcome(pem, `wrong ${i}`)).toMatch(/^wrong-passphrase/);
  });
});

describe('private keys that cannot be used', () => {
  it.each<[string, () => string, string | undefined, RegExp]>([
    ['no PEM at all', () => 'hello', undefined, /^key-missing: There is no private key in PEM form/],
    ['another object', () => writePem('CERTIFICATE', Uint8Array.of(1)), undefined, /^key-missing: .*only: CERTIFICATE/],
    ['OpenSSH', () => writePem('OPENSSH PRIVATE KEY', Uint8Array.of(1)), undefined, /^key-unsupported/],
    ['DSA', () => writePem('DSA PRIVATE KEY', Uint8Array.of(1)), undefined, /^key-unsupported/],
    ['damaged base64', () => bench.read('ec.key').replace('\nM', '\n!'), undefined, /^key-unreadable/],
    ['cut off', () => writePem('PRIVATE KEY', Uint8Array.of(0x30, 0x40, 2)), undefined, /^key-unreadable/],
    [
      'no curve',
      () => writePem('EC PRIVATE KEY', Uint8Array.of(0x30, 6, 2, 1, 1, 4, 1, 9)),
      undefined,
      /^key-unreadable/,
    ],
    ['huge', () => writePem('PRIVATE KEY', new Uint8Array(70_000)), undefined, /^key-unreadable/],
    ['damaged envelope', () => writePem('ENCRYPTED PRIVATE KEY', Uint8Array.of(0x30, 1, 5)), 'x', /^key-unreadable/],
    [
      'RC4',
      () =>
        bench.openssl(
          ...['pkcs8', '-topk8', '-in', 'ec.key', '-v1', 'PBE-SHA1-RC4-128', '-passout', 'file:pass'],
          ...['-provider', 'default', '-provider', 'legacy'],
        ),
      passphrase,
      /^key-encryption-unsupported/,
    ],
    [
      'scrypt',
      () => bench.openssl('pkcs8', '-topk8', '-in', 'ec.key', '-scrypt', '-passout', 'file:pass'),
      passphrase,
      /^key-encryption-unsupported/,
    ],
    [
      'a legacy cipher of the nineties',
      () =>
        '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,0011223344556677\n\nAAAAAAAAAAA=\n-----END RSA PRIVATE KEY-----\n',
      'x',
      /^key-encryption-unsupported/,
    ],
  ])('%s', async (_, pem, given, expected) => {
    expect(await outcome(pem(), given)).toMatch(expected);
  });

  it('refuses an iteration count that would keep the machine busy', async () => {
    const written = await encryptPrivateKey(crypto, Uint8Array.of(0x30, 0), 'x');
    // OCTET STRING of 16, INTEGER 600000 becomes OCTET STRING of 15, INTEGER 2147483647: as many octets.
    const at = written.findIndex((octet, i) => octet === 4 && written[i + 1] === 16 && written[i + 18] === 2);
    expect([...written.subarray(at + 18, at + 23)]).toEqual([2, 3, 0x09, 0x27, 0xc0]);
    written[at + 1] = 15;
    written.set([2, 4, 0x7f, 0xff, 0xff, 0xff], at + 17);
    const started = performance.now();
    expect(await outcome(writePem('ENCRYPTED PRIVATE KEY', written), 'x')).toMatch(/^key-encryption-unsupported/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['secp256k1', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], /^key-unsupported: .*secp256k1/],
    ['X25519', ['-algorithm', 'X25519'], /^key-unsupported: .*X25519/],
    ['RSA-PSS', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], /^key-unsupported: .*RSA-PSS/],
  ])('%s keys are read, but said to be of no use', async (_, args, expected) => {
    const read = await decryptPrivateKey(crypto, bench.openssl('genpkey', ...args), undefined);
    if (!read.ok) throw new Error(read.error.code);
    const imported = await importSigningKey(crypto, read.value);
    expect(imported.ok ? 'ok' : `${imported.error.code}: ${localizer()(imported.error.message)}`).toMatch(expected);
  });
});

describe('what is written', () => {
  it('is opened by openssl with the passphrase, and by nothing else', async () => {
    const pkcs8 = await decryptPrivateKey(crypto, bench.read('ec.key'), undefined);
    if (!pkcs8.ok) throw new Error(pkcs8.error.code);
    const pem = writePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(crypto, pkcs8.value, passphrase));
    bench.write('ours.key', pem);
    expect(publicKey('ours.key')).toBe(publicKey('ec.key'));
    expect(() => bench.openssl('pkey', '-in', 'ours.key', '-passin', 'pass:wrong')).toThrow();
    const structure = bench.openssl('asn1parse', '-in', 'ours.key');
    for (const part of ['PBES2', 'PBKDF2', 'hmacWithSHA256', 'aes-256-cbc', 'INTEGER           :0927C0']) {
      expect(structure).toContain(part);
    }
    expect(await outcome(pem, passphrase)).toBe(publicKey('ec.key'));
    // Salt and initialisation vector are fresh each time.
    expect(await encryptPrivateKey(crypto, pkcs8.value, passphrase)).not.toEqual(
      await encryptPrivateKey(crypto, pkcs8.value, passphrase),
    );
  });

  it('reads any damage as a failure, never as an exception', async () => {
    bench.openssl(
      'pkcs8',
      '-topk8',
      '-in',
      'ec.key',
      '-v2',
      'aes-256-cbc',
      '-iter',
      '10',
      '-passout',
      'file:pass',
      '-out',
      'light.key',
    );
    const pem = bench.read('light.key');
    await fc.assert(
      fc.asyncProperty(fc.nat(pem.length - 1), fc.constantFrom('A', '/', '=', '\n', '-'), async (at, character) => {
        const read = await decryptPrivateKey(crypto, pem.slice(0, at) + character + pem.slice(at + 1), passphrase);
        if (read.ok) await importSigningKey(crypto, read.value);
      }),
      { numRuns: 200 },
    );
  });
});
