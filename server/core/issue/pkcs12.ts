/**
 * PKCS#12 (RFC 7292): a key with its certificates in one file, for browsers, Windows, macOS and Java. `modern` is what
 * OpenSSL 3 writes by default and what everything since some 2020 opens: PBES2 with AES-256-CBC, MAC with SHA-256.
 * `compatible` is for what came before: triple DES and SHA-1, which protect less.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encode, encodeNumber } from '../asn1/encode.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { derivePkcs12 } from '../encryption/pkcs12-derivation.ts';
import { encryptTripleDesCbc } from '../encryption/triple-des.ts';
import { type Encrypted, encryptPbes2 } from './encrypted-private-key.ts';

export const pkcs12Modes = ['modern', 'compatible'] as const;
export type Pkcs12Mode = (typeof pkcs12Modes)[number];

export interface Pkcs12Contents {
  /** DER of PrivateKeyInfo. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  /** DER; the first belongs to the key. */
  readonly certificates: readonly Uint8Array[];
  /** What stores show it as. */
  readonly friendlyName: string;
}

/**
 * Three derivations a file (certificates, key, MAC). .NET opens files with at most 600,000 iterations in all
 * (KB5025823), and the MAC is as good a target for guessing as the rest: the same for each.
 */
const modernIterations = 100_000;
/** What OpenSSL has always written; Windows before 2019 and Java 8 wait long for more. */
const compatibleIterations = 2048;

const oids = {
  data: encodeObjectIdentifier('1.2.840.113549.1.7.1'),
  encryptedData: encodeObjectIdentifier('1.2.840.113549.1.7.6'),
  shroudedKeyBag: encodeObjectIdentifier('1.2.840.113549.1.12.10.1.2'),
  certBag: encodeObjectIdentifier('1.2.840.113549.1.12.10.1.3'),
  x509Certificate: encodeObjectIdentifier('1.2.840.113549.1.9.22.1'),
  friendlyName: encodeObjectIdentifier('1.2.840.113549.1.9.20'),
  localKeyId: encodeObjectIdentifier('1.2.840.113549.1.9.21'),
  tripleDes: encodeObjectIdentifier('1.2.840.113549.1.12.1.3'),
  sha1: encodeObjectIdentifier('1.3.14.3.2.26'),
  sha256: encodeObjectIdentifier('2.16.840.1.101.3.4.2.1'),
};

/** DER of a PFX. */
export async function encodePkcs12(
  crypto: Crypto,
  contents: Pkcs12Contents,
  passphrase: string,
  mode: Pkcs12Mode,
): Promise<Uint8Array> {
  const encrypt = (plain: Uint8Array<ArrayBuffer>): Promise<Encrypted> =>
    mode === 'modern'
      ? encryptPbes2(crypto, plain, passphrase, modernIterations)
      : Promise.resolve(encryptTripleDes(crypto, plain, passphrase));
  const [leaf = new Uint8Array()] = contents.certificates;
  const attributes = bagAttributes(contents.friendlyName, sha1(leaf));
  const certificates = encode(
    tags.sequence,
    ...contents.certificates.map((der, i) =>
      bag(oids.certBag, certificateValue(der), i === 0 ? attributes : new Uint8Array()),
    ),
  );
  const key = await encrypt(contents.pkcs8);
  const shrouded = encode(tags.sequence, key.algorithm, encode(tags.octetString, key.encrypted));
  const keys = encode(tags.sequence, bag(oids.shroudedKeyBag, shrouded, attributes));
  const sealed = await encrypt(Uint8Array.from(certificates));
  const safe = encode(tags.sequence, encryptedData(sealed), data(keys));
  return encode(tags.sequence, encodeNumber(3), data(safe), macData(crypto, safe, passphrase, mode));
}

function encryptTripleDes(crypto: Crypto, plain: Uint8Array, passphrase: string): Encrypted {
  const salt = crypto.getRandomValues(new Uint8Array(8));
  const derive = (id: 1 | 2, length: number) =>
    derivePkcs12(sha1, { id, passphrase, salt, iterations: compatibleIterations, length });
  const padding = 8 - (plain.length % 8);
  const padded = new Uint8Array(plain.length + padding).fill(padding);
  padded.set(plain);
  const parameters = encode(tags.sequence, encode(tags.octetString, salt), encodeNumber(compatibleIterations));
  return {
    algorithm: encode(tags.sequence, oids.tripleDes, parameters),
    encrypted: encryptTripleDesCbc(derive(1, 24), derive(2, 8), padded),
  };
}

/** RFC 7292, 5.1: an HMAC over the authenticated safe. */
function macData(crypto: Crypto, safe: Uint8Array, passphrase: string, mode: Pkcs12Mode): Uint8Array {
  const isModern = mode === 'modern';
  const hash = isModern ? sha256 : sha1;
  const iterations = isModern ? modernIterations : compatibleIterations;
  const salt = crypto.getRandomValues(new Uint8Array(isModern ? 16 : 8));
  const key = derivePkcs12(hash, { id: 3, passphrase, salt, iterations, length: hash.outputLen });
  const algorithm = encode(tags.sequence, isModern ? oids.sha256 : oids.sha1, Uint8Array.of(tags.null, 0));
  const digest = encode(tags.sequence, algorithm, encode(tags.octetString, hmac(hash, key, safe)));
  return encode(tags.sequence, digest, encode(tags.octetString, salt), encodeNumber(iterations));
}

function data(contents: Uint8Array): Uint8Array {
  return encode(tags.sequence, oids.data, explicit(encode(tags.octetString, contents)));
}

function encryptedData({ algorithm, encrypted }: Encrypted): Uint8Array {
  const info = encode(tags.sequence, oids.data, algorithm, encode(context(0), encrypted));
  return encode(tags.sequence, oids.encryptedData, explicit(encode(tags.sequence, encodeNumber(0), info)));
}

function bag(type: Uint8Array, value: Uint8Array, attributes: Uint8Array): Uint8Array {
  return encode(tags.sequence, type, explicit(value), attributes);
}

function certificateValue(der: Uint8Array): Uint8Array {
  return encode(tags.sequence, oids.x509Certificate, explicit(encode(tags.octetString, der)));
}

/** By localKeyId, key and certificate find each other. */
function bagAttributes(friendlyName: string, localKeyId: Uint8Array): Uint8Array {
  const octets = Array.from(friendlyName, (character) => character.codePointAt(0) ?? 0)
    .filter((code) => code <= 0xffff)
    .flatMap((code) => [code >> 8, code & 0xff]);
  const attribute = (type: Uint8Array, value: Uint8Array) => encode(tags.sequence, type, encode(tags.set, value));
  const name = attribute(oids.friendlyName, encode(tags.bmpString, Uint8Array.from(octets)));
  const id = attribute(oids.localKeyId, encode(tags.octetString, localKeyId));
  // DER sorts a SET OF by its encodings: the shorter comes first here unless both are of one length.
  return encode(tags.set, ...(id.length < name.length ? [id, name] : [name, id]));
}

function explicit(contents: Uint8Array): Uint8Array {
  return encode(context(0, true), contents);
}
