import { definiteLength } from '../../asn1/definite-length.ts';
import { limits } from '../../base/limits.ts';
import { describeScheme } from '../../encryption/scheme.ts';
import { digestName } from '../algorithm.ts';
import { decodeCertificate } from '../certificate.ts';
import { decodeCertificateList } from '../certificate-list.ts';
import { type Defect, nouns } from '../defect.ts';
import { type Member, member, tooManyMembers } from '../members.ts';
import { decodeEncryptedPkcs8, decodePkcs8 } from '../private-key.ts';
import { type ObjectReading, readObject } from '../read-object.ts';
import type { Integrity, KeyStore, PartEncryption } from './key-store.ts';
import { type Bag, type MacData, type Pfx, readBags, readPfx } from './pfx.ts';

/** PKCS#12 as far as it can be seen without its password. */
export function decodePkcs12(bytes: Uint8Array): ObjectReading<KeyStore> {
  const { value: pfx, defects } = decodePfx(bytes);
  if (!pfx) return { value: undefined, defects };
  const found: Bag[] = [];
  let hiddenParts = 0;
  for (const part of pfx.parts) {
    const bags = part.kind === 'open' ? readBags(part.bags) : undefined;
    if (bags) found.push(...bags);
    else hiddenParts++;
  }
  const { members, more } = membersFrom(found, readBag);
  return { value: keyStore(pfx, members, hiddenParts, false), defects: [...defects, ...more] };
}

export function decodePfx(bytes: Uint8Array): ObjectReading<Pfx> {
  return readObject(definiteLength(bytes), nouns.keyStore, 'PFX', (outer) => readPfx(outer));
}

export function keyStore(pfx: Pfx, members: readonly Member[], hiddenParts: number, opened: boolean): KeyStore {
  const { version, isSigned, mac } = pfx;
  const integrity: Integrity | undefined = isSigned
    ? { method: 'signature', algorithm: '', iterations: undefined }
    : mac && { method: 'mac', algorithm: macName(mac), iterations: mac.iterations };
  const schemes = pfx.parts.flatMap((part) => (part.kind === 'encrypted' ? [part.scheme] : []));
  return {
    kind: 'key-store',
    format: 'PKCS#12',
    version,
    integrity,
    encryption: distinct(schemes.map(describeScheme)),
    hiddenParts,
    opened,
    members,
  };
}

/** The members that bags are, as far as there may be. */
export function membersFrom(
  bags: readonly Bag[],
  read: (bag: Bag) => Member,
): { readonly members: readonly Member[]; readonly more: readonly Defect[] } {
  const more = bags.length > limits.members ? [tooManyMembers()] : [];
  return { members: bags.slice(0, limits.members).map(read), more };
}

export function readBag({ type, bytes, name }: Bag): Member {
  switch (type) {
    case 'certificate':
      return member(decodeCertificate(bytes), name);
    case 'list':
      return member(decodeCertificateList(bytes), name);
    case 'key':
      return member(decodePkcs8(bytes), name);
    case 'shrouded-key':
      return member(decodeEncryptedPkcs8(bytes), name);
    default:
      return member({ value: { kind: 'other', label: type === 'secret' ? 'SECRET' : 'BAG' }, defects: [] }, name);
  }
}

/** RFC 9579: PBMAC1 has its own parameters, and the fields of before are ignored. */
const pbmac1 = '1.2.840.113549.1.5.14';

function macName({ algorithm }: MacData): string {
  return algorithm.algorithm === pbmac1 ? 'PBMAC1' : `HMAC-${digestName(algorithm.algorithm)}`;
}

function distinct(all: readonly PartEncryption[]): readonly PartEncryption[] {
  return [...new Map(all.map((one) => [`${one.name} ${one.iterations}`, one])).values()];
}
