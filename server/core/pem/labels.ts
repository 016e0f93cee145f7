/** Labels whose meaning we know (RFC 7468; OpenSSL's `PEM_STRING_…`): also written in lower case or with four hyphens. */
const known = new Set([
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'X.509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'CERTIFICATE REQUEST',
  'NEW CERTIFICATE REQUEST',
  'X509 CRL',
  'CRL',
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
  'PKCS7',
  'PKCS #7 SIGNED DATA',
  'CMS',
  'ATTRIBUTE CERTIFICATE',
  'EC PARAMETERS',
  'DH PARAMETERS',
  'X9.42 DH PARAMETERS',
  'DSA PARAMETERS',
]);

const interned = new Map([...known].map((label) => [label, label]));

/** The same label as a string of its own: a slice of a document would keep all of the document alive. */
export function internLabel(label: string): string {
  return interned.get(label) ?? [...label].join('');
}

export function isKnownLabel(label: string): boolean {
  return known.has(label);
}

/** Whether a block of this label holds a secret that nothing may keep. */
export function isPrivateLabel(label: string): boolean {
  return label.toUpperCase().includes('PRIVATE KEY');
}

/** Formats that borrow the boundary lines but have no base64 of one binary object between them (RFC 9580, 6.2). */
export function isForeignLabel(label: string): boolean {
  return /^(?:PGP|SSH2|OPENVPN STATIC KEY)\b/.test(label);
}
