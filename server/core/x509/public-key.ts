import { readInteger } from '../asn1/integer.ts';
import { nouns } from './defect.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import { makeSubjectPublicKeyInfo, readKeyContents, rsaAlgorithm } from './subject-public-key-info.ts';
import type { PublicKey } from './types.ts';

/** A SubjectPublicKeyInfo on its own (RFC 7468, section 13). */
export function decodePublicKey(bytes: Uint8Array): ObjectReading<PublicKey> {
  return readObject(bytes, nouns.publicKey, 'SubjectPublicKeyInfo', (contents, der) => ({
    kind: 'public-key',
    subjectPublicKeyInfo: readKeyContents(contents, der),
  }));
}

/** RSAPublicKey (RFC 8017, A.1.1), given the SubjectPublicKeyInfo it stands for. */
export function decodeRsaPublicKey(bytes: Uint8Array): ObjectReading<PublicKey> {
  return readObject(bytes, nouns.publicKey, 'RSAPublicKey', (contents, der) => {
    readInteger(contents, 'modulus');
    readInteger(contents, 'publicExponent');
    return { kind: 'public-key', subjectPublicKeyInfo: makeSubjectPublicKeyInfo(rsaAlgorithm, der) };
  });
}
