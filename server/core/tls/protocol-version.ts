/** TLS protocol versions in OpenSSL's spelling (RFC 8446, 4.2.1; SSL 2.0 and 3.0 for old configurations). */
export const protocolVersions = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type ProtocolVersion = (typeof protocolVersions)[number];

/** RFC 6176 (SSL 2.0), RFC 7568 (SSL 3.0), RFC 8996 (TLS 1.0 and 1.1). */
export function isDeprecated(version: ProtocolVersion): boolean {
  return version !== 'TLSv1.2' && version !== 'TLSv1.3';
}
