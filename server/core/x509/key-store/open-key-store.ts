import { failure, type Result, success } from '../../base/result.ts';
import { decodeCertificate } from '../certificate.ts';
import type { Defect } from '../defect.ts';
import { loadKeyArithmetic } from '../key-arithmetic.ts';
import { type Member, member } from '../members.ts';
import { decodeEncryptedPkcs8, decodePkcs8 } from '../private-key.ts';
import type { ObjectReading } from '../read-object.ts';
import { isJavaKeyStore, javaKeyStore } from './java-key-store.ts';
import type { KeyStore, OpenFailure } from './key-store.ts';
import type { Bag } from './pfx.ts';
import { keyStore, membersFrom, readBag } from './pkcs12.ts';
import { decryptJavaKey, unlockJavaKeyStore } from './unlock-java.ts';
import { decryptKeyBag, unlockPkcs12 } from './unlock-pkcs12.ts';

export type { OpenFailure } from './key-store.ts';

/**
 * A key store with all that its password opens. The password is used and dropped; of private keys only the public half
 * is kept. What is encrypted in a way that is not read here is told among the defects.
 */
export async function openKeyStore(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<ObjectReading<KeyStore>, OpenFailure>> {
  await loadKeyArithmetic();
  return isJavaKeyStore(bytes) ? openJavaKeyStore(bytes, password) : openPkcs12(crypto, bytes, password);
}

async function openPkcs12(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<ObjectReading<KeyStore>, OpenFailure>> {
  const unlocked = await unlockPkcs12(crypto, bytes, password);
  if (!unlocked.ok) return unlocked;
  const { pfx, bags, hiddenParts, defects } = unlocked.value;
  const added: Defect[] = [];
  const keys = new Map<Bag, Member>();
  for (const bag of bags) if (bag.type === 'shrouded-key') keys.set(bag, await openKey(crypto, bag, password, added));
  const { members, more } = membersFrom(bags, (bag) => keys.get(bag) ?? readBag(bag));
  const value = keyStore(pfx, members, hiddenParts, true);
  return success({ value, defects: [...defects, ...added, ...more] });
}

async function openKey(crypto: Crypto, { bytes, name }: Bag, password: string, added: Defect[]): Promise<Member> {
  const plain = await decryptKeyBag(crypto, bytes, password);
  if (plain.ok) {
    const key = decodePkcs8(plain.value);
    if (key.value) return member(key, name);
  } else if (plain.error !== 'wrong-password') added.push(plain.error);
  // A key may have a password of its own: what it is remains its secret.
  return member(decodeEncryptedPkcs8(bytes), name);
}

function openJavaKeyStore(bytes: Uint8Array, password: string): Result<ObjectReading<KeyStore>, OpenFailure> {
  const read = unlockJavaKeyStore(bytes, password);
  if (!read.ok) return failure(read.error);
  const members = read.value.entries.map(({ kind, alias, der }) => {
    if (kind === 'certificate') return member(decodeCertificate(der), alias);
    const plain = decryptJavaKey(der, password);
    const key = plain && decodePkcs8(plain);
    return member(key?.value ? key : decodeEncryptedPkcs8(der), alias);
  });
  return success({ value: javaKeyStore(read.value, members, true), defects: read.value.defects });
}
