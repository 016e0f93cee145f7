import { DerReader } from '../asn1/der-reader.ts';
import { encode } from '../asn1/encode.ts';
import { context, tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { PemBlock } from '../pem/block.ts';
import { readPem } from '../pem/read-pem.ts';
import { rsaAlgorithm } from '../x509/subject-public-key-info.ts';
import { decryptPrivateKeyInfo } from './encrypted-private-key.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { decryptLegacy, isLegacyEncrypted } from './legacy-encryption.ts';

/** An RSA-16384 key is some 10 kB; above that it is no key, and decrypting it would only take time. */
const keyBytes = 64 * 1024;

/** id-ecPublicKey, as DER. */
const ecPublicKey = Uint8Array.of(6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1);
const version0 = Uint8Array.of(2, 1, 0);

/**
 * The first private key of a PEM text as the DER of a PrivateKeyInfo (PKCS#8), whatever form it is in: PKCS#8, PKCS#1
 * or SEC 1, plain or encrypted.
 */
export async function decryptPrivateKey(
  crypto: Crypto,
  pem: string,
  passphrase: string | undefined,
): Promise<Result<Uint8Array<ArrayBuffer>, IssueFailure>> {
  const { blocks } = readPem(pem);
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!block) return missing(blocks);
  if (!['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'].includes(block.label)) {
    return refuse(
      'key-unsupported',
      message('A key in the form “{label}” cannot be used here.', { label: block.label }),
      block.label === 'OPENSSH PRIVATE KEY'
        ? message('Convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY')
        : message('RSA, ECDSA and Ed25519 keys can be used.'),
    );
  }
  if (!block.der || block.der.length > keyBytes) return unreadable();
  const isEncrypted = block.label === 'ENCRYPTED PRIVATE KEY' || isLegacyEncrypted(block);
  if (!isEncrypted) return toPkcs8(block.label, block.der, parametersBefore(block, blocks)) ?? unreadable();
  if (passphrase === undefined) {
    return refuse('key-encrypted', message('The private key is encrypted: its passphrase is needed.'));
  }
  const decrypted = await decrypt(crypto, block, block.der, passphrase);
  if (decrypted === 'unreadable') return unreadable();
  if (decrypted === 'unsupported') {
    return refuse(
      'key-encryption-unsupported',
      message('The private key is encrypted in a way that cannot be read here.'),
      message('Encrypt a copy anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -in KEY -out COPY'),
    );
  }
  const key =
    decrypted === 'wrong-passphrase' ? undefined : toPkcs8(block.label, decrypted, parametersBefore(block, blocks));
  // Padding is right by chance once in some 250 wrong passphrases; what comes out is no key then.
  return key ?? refuse('wrong-passphrase', message('The passphrase does not open the private key.'));
}

async function decrypt(
  crypto: Crypto,
  block: PemBlock,
  der: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported' | 'unreadable'> {
  if (block.label !== 'ENCRYPTED PRIVATE KEY') return decryptLegacy(crypto, block, der, passphrase);
  return decryptPrivateKeyInfo(crypto, der, passphrase);
}

/** Undefined where the bytes are not the key that the label promises. */
function toPkcs8(
  label: string,
  der: Uint8Array,
  curve: Uint8Array | undefined,
): Result<Uint8Array<ArrayBuffer>, never> | undefined {
  const outer = DerReader.over(der);
  const key = outer.enter(label);
  outer.end(label);
  key.element('version', tags.integer);
  if (label === 'RSA PRIVATE KEY') return key.failure ? undefined : success(wrap(rsaAlgorithm, der));
  if (label === 'EC PRIVATE KEY') {
    key.element('privateKey', tags.octetString);
    const parameters = key.optional('parameters', context(0, true))?.contents ?? curve;
    if (key.failure || !parameters) return undefined;
    return success(wrap(encode(tags.sequence, ecPublicKey, parameters), der));
  }
  key.element('privateKeyAlgorithm', tags.sequence);
  key.element('privateKey', tags.octetString);
  return key.failure ? undefined : success(Uint8Array.from(der));
}

/** RFC 5958, section 2: version, algorithm, key. */
function wrap(algorithm: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encode(tags.sequence, version0, algorithm, encode(tags.octetString, key)));
}

/** `openssl ecparam -genkey` writes the curve as a block of its own before the key, which may leave it out then. */
function parametersBefore(block: PemBlock, blocks: readonly PemBlock[]): Uint8Array | undefined {
  const before = blocks[blocks.indexOf(block) - 1];
  return before?.label === 'EC PARAMETERS' ? before.der : undefined;
}

function missing(blocks: readonly PemBlock[]): Result<never, IssueFailure> {
  return refuse(
    'key-missing',
    blocks.length === 0
      ? message('There is no private key in PEM form in the key file.')
      : message('There is no private key in the key file, only: {labels}.', { labels: labelsOf(blocks) }),
  );
}

function unreadable(): Result<never, IssueFailure> {
  return refuse('key-unreadable', message('The private key is damaged: it cannot be read.'));
}

/** At most five different labels. */
export function labelsOf(blocks: readonly PemBlock[]): readonly string[] {
  return [...new Set(blocks.map(({ label }) => label))].slice(0, 5);
}
