// The outer structure of PKCS#12 (RFC 7292, section 4), and the bags that are in it.

import { contentsOf, definiteLength, fromPieces } from '../../asn1/definite-length.ts';
import { DerReader } from '../../asn1/der-reader.ts';
import { readSmallInteger } from '../../asn1/integer.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { readString } from '../../asn1/string.ts';
import { context, tags } from '../../asn1/tags.ts';
import { type EncryptionScheme, readScheme } from '../../encryption/scheme.ts';
import { readAlgorithmIdentifier } from '../algorithm.ts';
import type { AlgorithmIdentifier } from '../types.ts';

export interface MacData {
  readonly algorithm: AlgorithmIdentifier;
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** One ContentInfo of the authenticated safe: bags in the open, or encrypted; `sealed` is for the holder of a key. */
export type Part =
  | { readonly kind: 'open'; readonly bags: Uint8Array }
  | { readonly kind: 'encrypted'; readonly scheme: EncryptionScheme; readonly encrypted: Uint8Array }
  | { readonly kind: 'sealed' };

export interface Pfx {
  readonly version: number;
  readonly isSigned: boolean;
  readonly mac: MacData | undefined;
  /** What the MAC is computed over. */
  readonly safe: Uint8Array;
  readonly parts: readonly Part[];
}

const types = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  encryptedData: '1.2.840.113549.1.7.6',
};

/** Reads the contents of the outer SEQUENCE. */
export function readPfx(outer: DerReader): Pfx {
  const version = readSmallInteger(outer, 'version');
  const authSafe = outer.enter('authSafe');
  const type = readObjectIdentifier(authSafe, 'contentType');
  const content = authSafe.enterOptional('content', context(0, true));
  const isSigned = type === types.signedData;
  const safe =
    content && !isSigned ? content.element('AuthenticatedSafe', tags.octetString).contents : new Uint8Array();
  if (isSigned) content?.element('SignedData');
  const mac = outer.peekTag() === tags.sequence ? readMacData(outer.enter('macData')) : undefined;
  const parts: Part[] = [];
  if (!outer.failure && safe.length > 0) {
    const inner = DerReader.over(definiteLength(safe));
    const list = inner.enter('AuthenticatedSafe');
    while (!list.atEnd) parts.push(readPart(list.enter('ContentInfo')));
    // What is wrong inside is said of the whole.
    if (inner.failure) outer.fail(inner.failure.what, inner.failure, inner.failure.offset);
  }
  return { version, isSigned, mac, safe, parts };
}

function readMacData(der: DerReader): MacData {
  const info = der.enter('mac');
  const algorithm = readAlgorithmIdentifier(info, 'digestAlgorithm');
  const digest = info.element('digest', tags.octetString).contents;
  const salt = der.element('macSalt', tags.octetString).contents;
  return { algorithm, digest, salt, iterations: der.atEnd ? 1 : readSmallInteger(der, 'iterations') };
}

function readPart(der: DerReader): Part {
  const type = readObjectIdentifier(der, 'contentType');
  const content = der.enterOptional('content', context(0, true));
  if (type === types.data && content) {
    return { kind: 'open', bags: content.element('SafeContents', tags.octetString).contents };
  }
  if (type !== types.encryptedData || !content) {
    content?.element('content');
    return { kind: 'sealed' };
  }
  const data = content.enter('EncryptedData');
  readSmallInteger(data, 'version');
  const info = data.enter('encryptedContentInfo');
  readObjectIdentifier(info, 'contentType');
  const scheme = readScheme(info);
  return { kind: 'encrypted', scheme, encrypted: readOctets(info) };
}

/** `[0] IMPLICIT OCTET STRING`, in one piece or in several. */
function readOctets(der: DerReader): Uint8Array {
  if (der.peekTag() !== context(0, true)) return der.element('encryptedContent', context(0)).contents;
  const pieces = der.enter('encryptedContent', context(0, true));
  const octets: Uint8Array[] = [];
  while (!pieces.atEnd) octets.push(pieces.element('piece', tags.octetString).contents);
  const whole = new Uint8Array(octets.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of octets) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export interface Bag {
  readonly type: 'key' | 'shrouded-key' | 'certificate' | 'list' | 'secret' | 'other';
  readonly bytes: Uint8Array;
  readonly name: string | undefined;
}

const bagTypes: Readonly<Record<string, Bag['type'] | 'nested'>> = {
  '1.2.840.113549.1.12.10.1.1': 'key',
  '1.2.840.113549.1.12.10.1.2': 'shrouded-key',
  '1.2.840.113549.1.12.10.1.3': 'certificate',
  '1.2.840.113549.1.12.10.1.4': 'list',
  '1.2.840.113549.1.12.10.1.5': 'secret',
  '1.2.840.113549.1.12.10.1.6': 'nested',
};

/** The bags of a SafeContents (4.2); undefined where it is damaged, as it is under a wrong password. */
export function readBags(bytes: Uint8Array, depth = 0): readonly Bag[] | undefined {
  const outer = DerReader.over(definiteLength(bytes));
  const list = outer.enter('SafeContents');
  const bags: Bag[] = [];
  while (!list.atEnd) {
    const bag = list.enter('SafeBag');
    const type = bagTypes[readObjectIdentifier(bag, 'bagId')] ?? 'other';
    const value = fromPieces(bag.enter('bagValue', context(0, true)).element('bagValue').bytes);
    const name = readFriendlyName(bag.enterOptional('bagAttributes', tags.set));
    if (type === 'nested') {
      // Nobody nests them; those who do, to no depth.
      const inner = depth < 4 && !outer.failure ? readBags(value, depth + 1) : undefined;
      if (inner) bags.push(...inner);
    } else if (!outer.failure) bags.push({ type, bytes: unwrapped(type, value), name });
  }
  return outer.failure ? undefined : bags;
}

/** CertBag and CRLBag (4.2.3, 4.2.4): a type, and the object in an OCTET STRING. */
function unwrapped(type: Bag['type'], value: Uint8Array): Uint8Array {
  if (type !== 'certificate' && type !== 'list') return value;
  const bag = DerReader.over(value).enter('bag');
  readObjectIdentifier(bag, 'type');
  const held = bag.enter('value', context(0, true)).element('value').bytes;
  return contentsOf(held);
}

/** RFC 2985, 5.5.1. */
const friendlyName = '1.2.840.113549.1.9.20';

function readFriendlyName(attributes: DerReader | undefined): string | undefined {
  let name: string | undefined;
  while (attributes && !attributes.atEnd) {
    const attribute = attributes.enter('attribute');
    const type = readObjectIdentifier(attribute, 'attrId');
    const values = attribute.enter('attrValues', tags.set);
    if (type === friendlyName && !values.atEnd) name ??= readString(values, 'friendlyName');
  }
  return name;
}
