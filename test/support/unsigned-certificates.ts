import { encode } from '../../server/core/asn1/encode.ts';
import { writePem } from '../../server/core/pem/write-pem.ts';

const utf8 = (tag: number, text: string): Uint8Array => encode(tag, new TextEncoder().encode(text));
const oid = (...octets: number[]): Uint8Array => encode(6, Uint8Array.from(octets));
const attribute = (last: number, text: string): Uint8Array =>
  encode(0x31, encode(0x30, oid(0x55, 4, last), utf8(0x0c, text)));

export interface UnsignedCertificate {
  /** Common name and organisation of subject and issuer. */
  readonly name: string;
  /** Alternative names, before a link and a directory name that hold `name` too. */
  readonly dns: readonly string[];
}

/** A certificate of any text at all, also of texts that no program would put into one. Nobody signed it. */
export async function unsignedCertificate({ name, dns }: UnsignedCertificate): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const names = encode(0x30, attribute(3, name), attribute(10, name));
  const signature = encode(0x30, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
  const alternative = encode(
    0x30,
    ...dns.map((one) => utf8(0x82, one)),
    utf8(0x86, `http://${name}`),
    encode(0xa4, names),
  );
  const extension = encode(0x30, oid(0x55, 0x1d, 0x11), encode(4, alternative));
  const info = encode(
    0x30,
    encode(0xa0, Uint8Array.of(2, 1, 2)),
    Uint8Array.of(2, 1, 5),
    signature,
    names,
    encode(0x30, utf8(0x17, '261101000000Z'), utf8(0x17, '270101000000Z')),
    names,
    key,
    encode(0xa3, encode(0x30, extension)),
  );
  return writePem('CERTIFICATE', encode(0x30, info, signature, encode(3, Uint8Array.of(0, 1, 2, 3))));
}

/** Certificates of one name, each with a key of its own, all of which may have signed each. */
export async function unsignedNamesakes(count: number): Promise<string> {
  const certificate = { name: 'Example CA', dns: ['ca.example.org'] };
  return (await Promise.all(Array.from({ length: count }, () => unsignedCertificate(certificate)))).join('');
}
