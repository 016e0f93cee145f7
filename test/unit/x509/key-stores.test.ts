import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { describe, expect, it } from 'vitest';
import { findPkiObject } from '../../../server/core/x509/find-pki-objects.ts';
import { keyFingerprint } from '../../../server/core/x509/key-fingerprint.ts';
import type { KeyStore } from '../../../server/core/x509/key-store/key-store.ts';
import { openStoreFile } from '../../../server/core/x509/key-store/open-store-file.ts';
import type { PkiReading } from '../../../server/core/x509/types.ts';
import { makeCertificate } from '../../support/certificates.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { fixtureTime } from '../../support/fixtures.ts';
import { folderWith } from '../../support/run-cli.ts';

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const span = { from: day(-1), to: day(100) };
const ca = await makeCertificate({ cn: 'Store CA', ca: true, ...span });
const leaf = await makeCertificate({ cn: 'store.example', issuer: ca, ...span });
const password = 'correct horse é';

/** Kinds and names, in the order of the file. */
function contents({ objects }: PkiReading): string[] {
  return objects.slice(1).map(({ value, within }) => {
    const what =
      value?.kind === 'private-key' ? (value.encrypted ? 'encrypted key' : `key ${value.keyType}`) : value?.kind;
    return within?.name === undefined ? `${what}` : `${what} “${within.name}”`;
  });
}

function storeOf({ objects }: PkiReading): KeyStore {
  const value = objects[0]?.value;
  if (value?.kind !== 'key-store') throw new Error(`no key store but ${value?.kind}`);
  return value;
}

/** The certificate of the key has the key's public half: both were opened, and right. */
function keyFits({ objects }: PkiReading): boolean {
  const values = objects.map(({ value }) => value);
  const keys = values.flatMap((value) => (value?.kind === 'private-key' && value.publicKey ? [value.publicKey] : []));
  const certified = values.flatMap((value) => (value?.kind === 'certificate' ? [value.subjectPublicKeyInfo] : []));
  return keys.length > 0 && keys.every((key) => certified.some((one) => keyFingerprint(one) === keyFingerprint(key)));
}

async function open(bytes: Uint8Array, word = password): Promise<PkiReading> {
  const opened = await openStoreFile(crypto, bytes, word);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

function openssl(...options: string[]): Uint8Array {
  const folder = folderWith({
    'a.key': leaf.privateKey,
    'a.pem': leaf.certificate,
    'ca.pem': ca.certificate,
    pw: password,
  });
  execFileSync(
    'openssl',
    [
      'pkcs12',
      '-export',
      '-inkey',
      'a.key',
      '-in',
      'a.pem',
      '-certfile',
      'ca.pem',
      '-name',
      'mine',
      '-out',
      'out.p12',
    ].concat(['-passout', 'file:pw'], options),
    { cwd: folder, stdio: 'pipe' },
  );
  return readFileSync(join(folder, 'out.p12'));
}

const everything = ['certificate “mine”', 'certificate', 'key EC “mine”'];

describe('PKCS#12 of OpenSSL', () => {
  it.each<[string, string[], string[], string | undefined]>([
    ['as it writes by default', [], ['AES-256-CBC, PBKDF2-HMAC-SHA-256'], 'HMAC-SHA-256'],
    ['-legacy', ['-legacy'], ['RC2-40-CBC, PKCS#12 SHA-1'], 'HMAC-SHA-1'],
    ['-legacy -descert', ['-legacy', '-descert'], ['DES-EDE3-CBC, PKCS#12 SHA-1'], 'HMAC-SHA-1'],
    ['RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128'], ['RC2-128-CBC, PKCS#12 SHA-1'], 'HMAC-SHA-1'],
    ['two keys of DES', ['-legacy', '-certpbe', 'PBE-SHA1-2DES'], ['DES-EDE2-CBC, PKCS#12 SHA-1'], 'HMAC-SHA-1'],
    ['AES-128', ['-certpbe', 'AES-128-CBC'], ['AES-128-CBC, PBKDF2-HMAC-SHA-256'], 'HMAC-SHA-256'],
    ['without a MAC', ['-nomac', '-certpbe', 'AES-256-CBC'], ['AES-256-CBC, PBKDF2-HMAC-SHA-256'], undefined],
    ['a MAC of SHA-512', ['-macalg', 'sha512'], ['AES-256-CBC, PBKDF2-HMAC-SHA-256'], 'HMAC-SHA-512'],
  ])('%s', async (_, options, encryption, mac) => {
    const bytes = openssl(...options);
    const locked = await findPkiObject(bytes);
    expect(storeOf(locked)).toMatchObject({ format: 'PKCS#12', opened: false, hiddenParts: 1 });
    expect(storeOf(locked).encryption.map(({ name }) => name)).toEqual(encryption);
    expect(storeOf(locked).integrity?.algorithm).toBe(mac);
    expect(contents(locked)).toEqual(['encrypted key “mine”']);
    const opened = await open(bytes);
    expect(storeOf(opened)).toMatchObject({ opened: true, hiddenParts: 0 });
    expect(contents(opened)).toEqual(everything);
    expect(keyFits(opened)).toBe(true);
    expect(opened.objects.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('refuses another password, whether a MAC or only the padding tells', async () => {
    for (const bytes of [openssl(), openssl('-legacy')]) {
      expect(await openStoreFile(crypto, bytes, 'wrong')).toEqual({ ok: false, error: 'wrong-password' });
    }
    // Padding is right by chance once in 256: nothing else is there to be taken for.
    const unsure = await openStoreFile(crypto, openssl('-nomac', '-certpbe', 'AES-256-CBC'), 'wrong');
    if (unsure.ok) expect(contents(unsure.value)).toEqual(['encrypted key “mine”']);
    else expect(unsure.error).toBe('wrong-password');
  });

  it('shows certificates that are not encrypted without any password', async () => {
    const locked = await findPkiObject(openssl('-certpbe', 'NONE'));
    expect(contents(locked)).toEqual(['certificate “mine”', 'certificate', 'encrypted key “mine”']);
    expect(storeOf(locked).hiddenParts).toBe(0);
  });

  it('says which cipher it cannot open', async () => {
    const opened = await open(openssl('-legacy', '-certpbe', 'PBE-SHA1-RC4-128'));
    expect(contents(opened)).toEqual(['key EC “mine”']);
    expect(storeOf(opened).hiddenParts).toBe(1);
    expect(opened.objects[0]?.problems[0]?.message).toMatchObject({ data: { algorithm: 'RC4-128, PKCS#12 SHA-1' } });
  });

  it('opens with an empty password', async () => {
    const folder = folderWith({ 'a.key': leaf.privateKey, 'a.pem': leaf.certificate });
    const options = ['-inkey', 'a.key', '-in', 'a.pem', '-out', 'out.p12', '-passout', 'pass:'];
    execFileSync('openssl', ['pkcs12', '-export', ...options], { cwd: folder });
    expect(contents(await open(readFileSync(join(folder, 'out.p12')), ''))).toEqual(['certificate', 'key EC']);
  });
});

describe('PKCS#12 of pkijs', () => {
  it('opens with its password', async () => {
    pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: crypto as never }));
    const bytes = await pkijsStore();
    expect(storeOf(await findPkiObject(bytes)).integrity?.algorithm).toBe('HMAC-SHA-256');
    const opened = await open(bytes, 'pkijs');
    expect(contents(opened)).toEqual(['key EC', 'certificate']);
    expect(keyFits(opened)).toBe(true);
    expect(await openStoreFile(crypto, bytes, 'Pkijs')).toMatchObject({ ok: false });
  });
});

async function pkijsStore(): Promise<Uint8Array> {
  const word = new TextEncoder().encode('pkijs').buffer;
  const der = (pem: string): ArrayBuffer =>
    Uint8Array.from(Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64')).buffer;
  const key = pkijs.PrivateKeyInfo.fromBER(der(leaf.privateKey));
  const certificate = pkijs.Certificate.fromBER(der(leaf.certificate));
  const shrouded = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: key });
  const pfx = new pkijs.PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new pkijs.AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            {
              privacyMode: 0,
              value: new pkijs.SafeContents({
                safeBags: [new pkijs.SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: shrouded })],
              }),
            },
            {
              privacyMode: 1,
              value: new pkijs.SafeContents({
                safeBags: [
                  new pkijs.SafeBag({
                    bagId: '1.2.840.113549.1.12.10.1.3',
                    bagValue: new pkijs.CertBag({ parsedValue: certificate }),
                  }),
                ],
              }),
            },
          ],
        },
      }),
    },
  });
  const how = { password: word, iterationCount: 2048, hmacHashAlgorithm: 'SHA-256' };
  const contentEncryptionAlgorithm = { name: 'AES-CBC', length: 256 } as never;
  await shrouded.makeInternalValues({ ...how, contentEncryptionAlgorithm });
  const safe = pfx.parsedValue?.authenticatedSafe;
  await safe?.makeInternalValues({ safeContents: [{}, { ...how, contentEncryptionAlgorithm }] });
  await pfx.makeInternalValues({
    password: word,
    iterations: 2048,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  } as never);
  return new Uint8Array(pfx.toSchema().toBER());
}

const keytool = spawnSync('keytool', ['-help'], { stdio: 'pipe' });
const noKeytool = keytool.error !== undefined;

describe('key stores of Java', { skip: noKeytool }, () => {
  const made = (...options: string[]): string => {
    const folder = folderWith({ 'ca.pem': ca.certificate });
    const run = (...more: string[]): void => {
      execFileSync('keytool', [...more, ...options, '-keystore', 'store', '-storepass', 'changeit', '-noprompt'], {
        cwd: folder,
        stdio: 'pipe',
        // Java reads its arguments in the machine's encoding, which need not be UTF-8.
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
    };
    run('-genkeypair', '-alias', 'me', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=me');
    run('-importcert', '-alias', 'root ä', '-file', 'ca.pem');
    return join(folder, 'store');
  };

  it.each<[string, string[], string]>([
    ['JKS', ['-storetype', 'JKS'], 'JKS'],
    ['JCEKS', ['-storetype', 'JCEKS'], 'JCEKS'],
  ])('%s shows its certificates without a password', async (_, options, format) => {
    const bytes = readFileSync(made(...options));
    const locked = await findPkiObject(bytes);
    expect(storeOf(locked)).toMatchObject({ format, opened: false, hiddenParts: 0 });
    expect(contents(locked).sort()).toEqual(['certificate “me”', 'certificate “root ä”', 'encrypted key “me”']);
    expect(await openStoreFile(crypto, bytes, 'changed')).toEqual({ ok: false, error: 'wrong-password' });
  });

  it('JKS opens with its password, its key too', async () => {
    const opened = await open(readFileSync(made('-storetype', 'JKS')), 'changeit');
    expect(contents(opened).sort()).toEqual(['certificate “me”', 'certificate “root ä”', 'key EC “me”']);
    expect(keyFits(opened)).toBe(true);
  });

  it.each<[string, string[]]>([
    ['as it is written by default', []],
    ['as it was before Java 9', ['-J-Dkeystore.pkcs12.legacy']],
  ])('PKCS#12, %s, opens with its password', async (_, options) => {
    const bytes = readFileSync(made(...options));
    expect(storeOf(await findPkiObject(bytes)).format).toBe('PKCS#12');
    const opened = await open(bytes, 'changeit');
    expect(contents(opened).sort()).toEqual(['certificate “me”', 'certificate “root ä”', 'key EC “me”']);
    expect(keyFits(opened)).toBe(true);
  });

  it('is told where it is cut off, and what came before is still there', async () => {
    const bytes = readFileSync(made('-storetype', 'JKS'));
    for (const end of [6, 30, 200, bytes.length - 300]) {
      const { objects } = await findPkiObject(bytes.subarray(0, end));
      expect(objects[0]?.problems.map(({ code }) => code)).toEqual(['key-store-malformed']);
    }
  });
});

if (noKeytool) {
  it.skip('key stores of Java: keytool is not installed, so nothing can write one', () => {});
}

describe('hostile key stores', () => {
  it('asks for no more iterations than take a moment', async () => {
    // INTEGER 2_000_000 in the MAC becomes the greatest of three octets.
    const bytes = Uint8Array.from(openssl('-legacy', '-maciter', '-iter', '70000'));
    const at = bytes.length - 3;
    expect([...bytes.subarray(at - 2)]).toEqual([2, 3, 1, 0x11, 0x70]);
    bytes.set([0x7f, 0xff, 0xff], at);
    const used = cpuTime();
    const opened = await open(bytes);
    expect(used()).toBeLessThan(2_000);
    // The MAC is not worked out: that the contents make sense tells the password.
    expect(contents(opened)).toEqual(everything);
  });

  it('damaged ones never throw', async () => {
    const whole = openssl();
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      await findPkiObject(bytes);
      await findPkiObject(whole.subarray(0, at));
    }
  });
});
