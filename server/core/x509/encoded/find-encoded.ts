// PKI objects in texts of other kinds, without boundary lines: base64 of PEM (Kubernetes Secrets, kubeconfig), the bare
// base64 of SAML metadata, JSON Web Keys. Where they are written as PEM, escaped or indented, pem/ finds them.

import type { Steps } from '../../base/steps.ts';
import type { PkiReading } from '../types.ts';
import { encodedPemStart, readEncodedPem } from './base64-of-pem.ts';
import { readWebKeys } from './web-keys.ts';
import { readXmlCertificates } from './xml-certificates.ts';

/** Every one of them, in the order of the text, step by step. */
export function* readEncodedObjects(text: string): Steps<PkiReading> {
  const found: PkiReading[] = [];
  if (text.includes(encodedPemStart)) found.push(readEncodedPem(text));
  yield;
  if (text.includes('X509Certificate')) found.push(readXmlCertificates(text));
  yield;
  if (text.includes('"kty"')) found.push(yield* readWebKeys(text));
  return {
    objects: found.flatMap(({ objects }) => objects),
    problems: found.flatMap(({ problems }) => problems),
  };
}
