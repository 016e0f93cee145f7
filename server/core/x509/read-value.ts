import type { Read } from '../base/problem.ts';
import { span } from '../base/span.ts';
import { placeDefects } from './defect.ts';
import { readByLabel } from './read-by-label.ts';
import type { Certificate, CertificateList, CertificationRequest, PkiValue, PublicKey } from './types.ts';

// Readers of bytes that are known to be one kind of object. Problems have no place: their spans are empty.

export function readCertificate(der: Uint8Array): Read<Certificate> {
  return read('CERTIFICATE', der, 'certificate');
}

export function readCertificationRequest(der: Uint8Array): Read<CertificationRequest> {
  return read('CERTIFICATE REQUEST', der, 'certification-request');
}

export function readCertificateList(der: Uint8Array): Read<CertificateList> {
  return read('X509 CRL', der, 'certificate-list');
}

export function readPublicKey(der: Uint8Array): Read<PublicKey> {
  return read('PUBLIC KEY', der, 'public-key');
}

function read<K extends PkiValue['kind']>(
  label: string,
  der: Uint8Array,
  kind: K,
): Read<Extract<PkiValue, { readonly kind: K }>> {
  const decoded = readByLabel(label, der);
  const { value } = decoded;
  const problems = (): Read<never>['problems'] => placeDefects(decoded.defects, span(0, 0));
  if (!isKind(value, kind)) return { problems: problems() };
  return {
    value,
    get problems() {
      return problems();
    },
  };
}

function isKind<K extends PkiValue['kind']>(
  value: PkiValue | undefined,
  kind: K,
): value is Extract<PkiValue, { readonly kind: K }> {
  return value?.kind === kind;
}
