import { toHex } from '../asn1/values.ts';
import { attribute, formatName } from '../x509/name.ts';
import type { Certificate, GeneralName, SubjectPublicKeyInfo } from '../x509/types.ts';
import { visible } from './visible.ts';

const prefixes: Readonly<Record<GeneralName['type'], string>> = {
  dNSName: 'DNS',
  rfc822Name: 'email',
  uniformResourceIdentifier: 'URI',
  iPAddress: 'IP Address',
  registeredID: 'Registered ID',
  directoryName: 'DirName',
  otherName: 'othername',
  x400Address: 'X400Name',
  ediPartyName: 'EdiPartyName',
};

/** `DNS:api.example`, `IP Address:10.0.0.7`: as openssl prints it. */
export function formatGeneralName(name: GeneralName): string {
  return `${prefixes[name.type]}:${bareGeneralName(name)}`;
}

/** The name alone, for people. */
export function bareGeneralName(name: GeneralName): string {
  switch (name.type) {
    case 'directoryName':
      return visible(formatName(name.value));
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
      return `#${toHex(name.value)}`;
    default:
      return visible(name.value);
  }
}

/** What a person calls this certificate: its common name, else its first name, organisation or serial number. */
export function displayName(certificate: Certificate): string {
  const first = certificate.subjectAltName?.[0];
  const name =
    attribute(certificate.subject, 'CN') ??
    (first ? bareGeneralName(first) : undefined) ??
    attribute(certificate.subject, 'O') ??
    attribute(certificate.subject, 'OU');
  return name === undefined ? serialText(certificate.serialNumber) : visible(name);
}

/** `EC P-256`, `RSA 2048`, `Ed25519`. */
export function keyText({ keyType, curve, bits }: Pick<SubjectPublicKeyInfo, 'keyType' | 'curve' | 'bits'>): string {
  if (curve !== undefined) return `${keyType} ${curve}`;
  return bits === undefined ? keyType : `${keyType} ${bits}`;
}

/** Upper-case hexadecimal without a sign octet, as `openssl x509 -serial` prints it. */
export function serialText(serial: Uint8Array): string {
  const digits = toHex(serial).toUpperCase();
  return digits.length > 2 && digits.startsWith('00') ? digits.slice(2) : digits;
}

/** `AB:CD:EF` */
export function colonHex(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':');
}
