import { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { bitLength, readInteger, unsigned } from '../asn1/integer.ts';
import { tags } from '../asn1/tags.ts';
import { type Defect, malformed, nouns } from './defect.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import { curveFacts } from './subject-public-key-info.ts';

/** Domain parameters on their own, as `openssl ecparam`, `dhparam` and `dsaparam` write them. */
export interface Parameters {
  readonly kind: 'parameters';
  readonly of: 'EC' | 'DH' | 'DSA';
  readonly bits: number | undefined;
  readonly curve: string | undefined;
  /** In hexadecimal; of DH and DSA. */
  readonly generator: string | undefined;
  /** Size of the subgroup, where it is given. */
  readonly subgroupBits: number | undefined;
}

/** EcpkParameters (RFC 3279, 2.3.5): the name of a curve, or the curve spelt out. */
export function decodeEcParameters(bytes: Uint8Array): ObjectReading<Parameters> {
  const der = DerReader.over(bytes);
  der.element('EcpkParameters');
  der.end('EcpkParameters');
  const isKnownForm = bytes[0] === tags.objectIdentifier || bytes[0] === tags.sequence;
  if (!isKnownForm) der.fail('EcpkParameters', { code: 'tag', expected: 'OBJECT IDENTIFIER', found: 'another' }, 0);
  const defects: Defect[] = der.failure ? [malformed(nouns.parameters, der.failure)] : [];
  const value: Parameters = {
    kind: 'parameters',
    of: 'EC',
    ...curveFacts(bytes),
    generator: undefined,
    subgroupBits: undefined,
  };
  return { value: der.failure ? undefined : value, defects };
}

/** DHParameter (PKCS#3): prime, base, and perhaps the length of the private value. */
export function decodeDhParameters(bytes: Uint8Array): ObjectReading<Parameters> {
  return readObject(bytes, nouns.parameters, 'DHParameter', (der) => {
    const prime = readInteger(der, 'prime');
    const base = readInteger(der, 'base');
    if (der.peekTag() === tags.integer) readInteger(der, 'privateValueLength');
    return finite('DH', prime, base, undefined);
  });
}

/** DomainParameters (RFC 3279, 2.3.3): p, g, q, and what may follow. */
export function decodeX942Parameters(bytes: Uint8Array): ObjectReading<Parameters> {
  return readObject(bytes, nouns.parameters, 'DomainParameters', (der) => {
    const p = readInteger(der, 'p');
    const g = readInteger(der, 'g');
    const q = readInteger(der, 'q');
    if (der.peekTag() === tags.integer) readInteger(der, 'j');
    der.optional('validationParms', tags.sequence);
    return finite('DH', p, g, q);
  });
}

/** Dss-Parms (RFC 3279, 2.3.2). */
export function decodeDsaParameters(bytes: Uint8Array): ObjectReading<Parameters> {
  return readObject(bytes, nouns.parameters, 'Dss-Parms', (der) => {
    const p = readInteger(der, 'p');
    const q = readInteger(der, 'q');
    return finite('DSA', p, readInteger(der, 'g'), q);
  });
}

function finite(of: 'DH' | 'DSA', p: Uint8Array, g: Uint8Array, q: Uint8Array | undefined): Parameters {
  return {
    kind: 'parameters',
    of,
    bits: bitLength(p),
    curve: undefined,
    generator: toHex(unsigned(g)).replace(/^0(?=.)/, ''),
    subgroupBits: q && bitLength(q),
  };
}
