/** The extensions that a profile's certificates have (RFC 5280, 4.2), as DER. */
import { DerReader } from '../asn1/der-reader.ts';
import { encode, encodeNumber } from '../asn1/encode.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';
import { readSubjectPublicKeyInfo } from '../x509/subject-public-key-info.ts';
import type { Extension } from '../x509/types.ts';
import { encodeNameConstraints, type NameConstraints } from './name-constraints.ts';
import { type KeyUsageBit, keyUsageBits, type Profile } from './profile.ts';
import { type AlternativeName, encodeSubjectAltName } from './subject-alt-name.ts';

export const extensionIds = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const;

export interface ExtensionContents {
  readonly profile: Profile;
  readonly subjectAltName: readonly AlternativeName[];
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** For a CA: how many CAs may follow below it. */
  readonly pathLen?: number | undefined;
  /** For a CA. */
  readonly nameConstraints?: NameConstraints | undefined;
}

/** Of a certificate. The subject is never empty here, so subjectAltName is not critical. */
export async function certificateExtensions(
  crypto: Crypto,
  contents: ExtensionContents,
  issuerKeyIdentifier: Uint8Array,
): Promise<Extension[]> {
  const { profile, pathLen, nameConstraints } = contents;
  const list: Extension[] = [
    extension('basicConstraints', true, basicConstraints(profile.isCa, pathLen)),
    keyUsage(profile, contents.publicKey),
    ...(await keyIdentifiers(crypto, contents.publicKey, issuerKeyIdentifier)),
  ];
  if (profile.extKeyUsage.length > 0) list.push(extKeyUsage(profile));
  list.push(...alternativeNames(contents.subjectAltName));
  if (nameConstraints) list.push(extension('nameConstraints', true, encodeNameConstraints(nameConstraints)));
  return list;
}

/** That a request asks for: what the requester knows, without the key identifiers. */
export function requestedExtensions({ profile, publicKey, subjectAltName }: ExtensionContents): Extension[] {
  const list = [extension('basicConstraints', true, basicConstraints(profile.isCa, undefined))];
  list.push(keyUsage(profile, publicKey));
  if (profile.extKeyUsage.length > 0) list.push(extKeyUsage(profile));
  list.push(...alternativeNames(subjectAltName));
  return list;
}

/** The two that name the keys of a certificate and of its issuer. */
export async function keyIdentifiers(
  crypto: Crypto,
  publicKey: Uint8Array,
  issuerKeyIdentifier: Uint8Array,
): Promise<Extension[]> {
  const own = await keyIdentifier(crypto, publicKey);
  return [
    extension('subjectKeyIdentifier', false, encode(tags.octetString, own)),
    extension('authorityKeyIdentifier', false, encode(tags.sequence, encode(0x80, issuerKeyIdentifier))),
  ];
}

/** RFC 5280, 4.2.1.2, method 1: SHA-1 over the bits of the key. */
export async function keyIdentifier(crypto: Crypto, publicKey: Uint8Array): Promise<Uint8Array> {
  const bits = readSubjectPublicKeyInfo(DerReader.over(publicKey)).publicKey;
  return new Uint8Array(await crypto.subtle.digest('SHA-1', Uint8Array.from(bits)));
}

/** The bits of keyUsage for a profile and a key. */
function keyUsageOf(profile: Profile, publicKey: Uint8Array): readonly KeyUsageBit[] {
  const { keyType } = readSubjectPublicKeyInfo(DerReader.over(publicKey));
  const all = [...profile.keyUsage, ...(profile.keyUsageByType?.[keyType] ?? [])];
  return keyUsageBits.filter((bit) => all.includes(bit));
}

function keyUsage(profile: Profile, publicKey: Uint8Array): Extension {
  const bits = keyUsageOf(profile, publicKey).map((bit) => keyUsageBits.indexOf(bit));
  const last = Math.max(...bits);
  const octet = bits.reduce((flags, bit) => flags | (0x80 >> bit), 0);
  // Trailing zero bits are left out of a named bit list (X.690, 11.2.2).
  return extension('keyUsage', true, encode(tags.bitString, Uint8Array.of(7 - last, octet)));
}

function extKeyUsage({ extKeyUsage: purposes }: Profile): Extension {
  return extension('extKeyUsage', false, encode(tags.sequence, ...purposes.map(encodeObjectIdentifier)));
}

function alternativeNames(names: readonly AlternativeName[]): Extension[] {
  return names.length > 0 ? [extension('subjectAltName', false, encodeSubjectAltName(names))] : [];
}

/** FALSE is the default, and DER leaves defaults out. */
function basicConstraints(isCa: boolean, pathLen: number | undefined): Uint8Array {
  if (!isCa) return encode(tags.sequence);
  const isCaTrue = encode(tags.boolean, Uint8Array.of(0xff));
  return encode(tags.sequence, isCaTrue, ...(pathLen === undefined ? [] : [encodeNumber(pathLen)]));
}

function extension(name: keyof typeof extensionIds, critical: boolean, value: Uint8Array): Extension {
  return { oid: extensionIds[name], critical, value };
}
