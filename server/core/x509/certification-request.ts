import { readBitStringOctets } from '../asn1/bit-string.ts';
import type { DerReader } from '../asn1/der-reader.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { type Defect, nouns } from './defect.ts';
import { ExtensionValues, readExtensions } from './extension.ts';
import { extension as subjectAltName } from './extensions/subject-alt-name.ts';
import { readName } from './name.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import { readSubjectPublicKeyInfo } from './subject-public-key-info.ts';
import type { CertificationRequest, Extension } from './types.ts';

/** PKCS#9 extensionRequest (RFC 2985, 5.4.2), and the one Microsoft used before. */
const extensionRequests: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);

/** Reads a PKCS#10 certification request (RFC 2986, section 4). */
export function decodeCertificationRequest(bytes: Uint8Array): ObjectReading<CertificationRequest> {
  return readObject(bytes, nouns.request, 'CertificationRequest', (outer, der, add) => {
    const { bytes: certificationRequestInfo, inner } = outer.enterElement('certificationRequestInfo');
    const version = readSmallInteger(inner, 'version');
    const subject = readName(inner, 'subject');
    const subjectPublicKeyInfo = readSubjectPublicKeyInfo(inner, 'subjectPKInfo');
    // Old requests leave the attributes out altogether, which Go and others do not read.
    if (inner.atEnd && !inner.failure) inner.violate('attributes', { code: 'missing', expected: '[0]' });
    const attributes = inner.enterOptional('attributes', context(0, true));
    const { extensions, hasChallengePassword } = readAttributes(attributes, add);
    inner.end('certificationRequestInfo');
    const signatureAlgorithm = readAlgorithmIdentifier(outer, 'signatureAlgorithm');
    const signatureValue = readBitStringOctets(outer, 'signature');
    const extensionValues = new ExtensionValues(extensions);
    return {
      kind: 'certification-request',
      der,
      subject,
      subjectPublicKeyInfo,
      signatureAlgorithm,
      signatureValue,
      certificationRequestInfo,
      version,
      hasChallengePassword,
      extensions,
      extensionValues,
      get subjectAltName() {
        return extensionValues.get(subjectAltName);
      },
    };
  });
}

const challengePassword = '1.2.840.113549.1.9.7';

function readAttributes(
  attributes: DerReader | undefined,
  add: (defect: Defect) => void,
): Pick<CertificationRequest, 'extensions' | 'hasChallengePassword'> {
  const extensions: Extension[] = [];
  let hasChallengePassword = false;
  while (attributes && !attributes.atEnd) {
    const attribute = attributes.enter('attribute');
    const type = readObjectIdentifier(attribute, 'type');
    const values = attribute.enter('values', tags.set);
    if (extensionRequests.has(type)) extensions.push(...readExtensions(values, add));
    if (type === challengePassword) hasChallengePassword = true;
    attribute.end('attribute');
  }
  return { extensions, hasChallengePassword };
}
