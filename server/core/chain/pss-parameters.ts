import { DerCursor, guarded, tags } from '../asn1/der.ts';
import { readOid, readSmallInteger, sequence } from '../asn1/values.ts';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** RSASSA-PSS-params (RFC 4055, 3.1); undefined where malformed or of a kind WebCrypto cannot check. */
export function readPssParameters(
  der: Uint8Array | undefined,
): { readonly hash: string; readonly saltLength: number } | undefined {
  if (!der) return undefined;
  const read = guarded(() => {
    const inner = sequence(der, 'RSASSA-PSS-params');
    const hashElement = inner.optional(0xa0);
    inner.optional(0xa1);
    const salt = inner.optional(0xa2);
    const hash = hashElement ? hashes[readOid(inner.inside(hashElement).enter(tags.sequence).read(tags.oid))] : 'SHA-1';
    const saltLength = salt ? readSmallInteger(new DerCursor(salt.contents).read(tags.integer)) : 20;
    return hash === undefined ? undefined : { hash, saltLength };
  });
  return 'value' in read ? read.value : undefined;
}
