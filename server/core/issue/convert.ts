import { isText } from '../base/is-text.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { PemBlock } from '../pem/block.ts';
import { readPem } from '../pem/read-pem.ts';
import { writePem } from '../pem/write-pem.ts';
import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import type { KeyStore } from '../x509/key-store/key-store.ts';
import { readDerFile } from '../x509/read-der-file.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import type { PkiValue } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { privateJwk, publicJwk } from './jwk.ts';
import { keyStorePem } from './key-store-pem.ts';
import { encodePkcs7 } from './pkcs7.ts';
import { openPrivateKey } from './private-key.ts';

export const conversions = ['pem', 'der', 'pkcs7', 'jwk'] as const;
export type Conversion = (typeof conversions)[number];

export interface Converted {
  readonly contents: string | Uint8Array;
  /** It holds a private key: nobody else may read it. */
  readonly isSecret: boolean;
}

type Converting = Promise<Result<Converted, IssueFailure>>;

/** A file of certificates, requests, lists or keys in another form. The passphrase opens a key store, and a private key for a JWK. */
export async function convertFile(
  crypto: Crypto,
  bytes: Uint8Array,
  to: Conversion,
  passphrase: string | undefined,
): Converting {
  const read = isText(bytes) ? success(new TextDecoder().decode(bytes)) : await pemOf(crypto, bytes, passphrase);
  if (!read.ok) return read;
  const pem = read.value;
  const blocks = readPem(pem).blocks.filter(({ der }) => der);
  if (blocks.length === 0) return nothing();
  switch (to) {
    case 'pem':
      return success({
        contents: blocks.map(writeBlock).join(''),
        isSecret: blocks.some(({ label }) => label.endsWith('PRIVATE KEY')),
      });
    case 'der':
      return toDer(blocks);
    case 'pkcs7':
      return toPkcs7(blocks);
    case 'jwk':
      return toJwk(crypto, pem, blocks, passphrase);
  }
}

const labels = {
  certificate: 'CERTIFICATE',
  'certification-request': 'CERTIFICATE REQUEST',
  'certificate-list': 'X509 CRL',
  'public-key': 'PUBLIC KEY',
  cms: 'PKCS7',
  'attribute-certificate': 'ATTRIBUTE CERTIFICATE',
} as const;

async function pemOf(
  crypto: Crypto,
  bytes: Uint8Array,
  passphrase: string | undefined,
): Promise<Result<string, IssueFailure>> {
  const { objects } = await withKeyArithmetic(() => readDerFile(bytes));
  const value = objects[0]?.value;
  if (value?.kind === 'key-store') return keyStorePem(crypto, bytes, passphrase);
  const pem = value && pemOfObject(value, bytes);
  return pem === undefined ? nothing() : success(pem);
}

function pemOfObject(value: Exclude<PkiValue, KeyStore>, bytes: Uint8Array): string | undefined {
  if (value.kind === 'other') return writePem(value.label, bytes);
  if (value.kind === 'parameters') return writePem(`${value.of} PARAMETERS`, bytes);
  if (value.kind === 'ocsp-response') return undefined;
  if (value.kind !== 'private-key') return writePem(labels[value.kind], bytes);
  const label = {
    'PKCS#1': 'RSA PRIVATE KEY',
    'SEC 1': 'EC PRIVATE KEY',
    DSA: 'DSA PRIVATE KEY',
    OpenSSH: undefined,
    JWK: undefined,
  };
  const known = value.format === 'PKCS#8' ? 'PRIVATE KEY' : label[value.format];
  return known && writePem(value.encrypted ? `ENCRYPTED ${known}` : known, bytes);
}

/** Headers of an encrypted key are part of it: such a block is left as it is. */
function writeBlock(block: PemBlock): string {
  if (block.headers.length === 0) return writePem(block.label, block.der ?? new Uint8Array());
  const headers = block.headers.map(({ name, value }) => `${name}: ${value}\n`).join('');
  return writePem(block.label, block.der ?? new Uint8Array()).replace('\n', `\n${headers}\n`);
}

async function toDer(blocks: readonly PemBlock[]): Converting {
  const [first, second] = blocks;
  if (second) {
    return refuse(
      'nothing-to-convert',
      message('A DER file holds one object, and there are {count}.', { count: blocks.length }),
      message('PKCS#7 holds several certificates.'),
    );
  }
  if (first && first.headers.length > 0) {
    return refuse('key-encrypted', message('A key that is encrypted in this old way exists as PEM alone.'));
  }
  const isSecret = first?.label.endsWith('PRIVATE KEY') ?? false;
  return success({ contents: first?.der ?? new Uint8Array(), isSecret });
}

async function toPkcs7(blocks: readonly PemBlock[]): Converting {
  const certificates = blocks.flatMap(({ label, der }) => (label === 'CERTIFICATE' && der ? [der] : []));
  if (certificates.length === 0) return nothing();
  return success({ contents: encodePkcs7(certificates), isSecret: false });
}

async function toJwk(
  crypto: Crypto,
  pem: string,
  blocks: readonly PemBlock[],
  passphrase: string | undefined,
): Converting {
  const json = (jwk: JsonWebKey) => `${JSON.stringify(jwk, undefined, 2)}\n`;
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY'))) {
    const key = await openPrivateKey(crypto, pem, passphrase);
    return key.ok ? success({ contents: json(await privateJwk(crypto, key.value)), isSecret: true }) : key;
  }
  const { objects } = readPkiObjects(pem);
  const certificates = objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
  const publicKeys = objects.flatMap(({ value }) =>
    value?.kind === 'public-key' || value?.kind === 'certification-request' ? [value.subjectPublicKeyInfo] : [],
  );
  const key = certificates[0]?.subjectPublicKeyInfo ?? publicKeys[0];
  if (!key) return nothing();
  const jwk = await publicJwk(
    crypto,
    key,
    certificates.map(({ der }) => der),
  );
  return jwk.ok ? success({ contents: json(jwk.value), isSecret: false }) : jwk;
}

function nothing(): Result<never, IssueFailure> {
  return refuse('nothing-to-convert', message('There is nothing in the file that could be converted so.'));
}
