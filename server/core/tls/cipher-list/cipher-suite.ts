/** The cipher suites of TLS 1.2 and earlier that OpenSSL 3.0 to 4.0 knows. */
import {
  type Authentication,
  authentications,
  type Encryption,
  encryptions,
  type KeyExchange,
  keyExchanges,
  type Mac,
  macs,
  minimumVersions,
} from './columns.ts';
import { suiteRows } from './generated/suite-rows.ts';
import { type Recommendation, recommendationOf } from './recommendation.ts';

/**
 * What a string is read as. 3.0: the long-term release of many distributions. 3.5: IANA names are names too (since
 * 3.2), and suites with an 8-byte tag weigh 64 bits and are MEDIUM (since 3.2).
 */
export type OpenSslVersion = '3.0' | '3.5';

export interface CipherSuite {
  /** IANA's code point. */
  readonly id: number;
  /** OpenSSL's name. */
  readonly name: string;
  readonly ianaName: string;
  readonly keyExchange: KeyExchange;
  readonly authentication: Authentication;
  readonly encryption: Encryption;
  readonly mac: Mac;
  /** The oldest version that speaks it. */
  readonly minimumVersion: (typeof minimumVersions)[number];
  readonly strengthBits: number;
  readonly strength: 'HIGH' | 'MEDIUM' | 'NONE';
  readonly fips: boolean;
  /** Only where it is asked for: `COMPLEMENTOFDEFAULT`. */
  readonly notDefault: boolean;
  /** What IANA says of it. */
  readonly recommendation: Recommendation;
}

const tables = new Map<OpenSslVersion, readonly CipherSuite[]>();

/** In the order in which OpenSSL begins to sort them: by code point, highest first. */
export function cipherSuites(version: OpenSslVersion): readonly CipherSuite[] {
  let table = tables.get(version);
  if (!table) {
    table = suiteRows
      .trim()
      .split('\n')
      .map((row) => readRow(row, version))
      .reverse();
    tables.set(version, table);
  }
  return table;
}

function readRow(row: string, version: OpenSslVersion): CipherSuite {
  const [id = '', name = '', iana = '', columns = ''] = row.split(' ');
  const digit = (at: number): number => Number.parseInt(columns[at] ?? '0', 36);
  const keyExchange = pick(keyExchanges, digit(0));
  const authentication = pick(authentications, digit(1));
  const encryption = pick(encryptions, digit(2));
  const isShortTag = encryption.startsWith('AESCCM8') && version !== '3.0';
  const flags = digit(5);
  return {
    id: Number.parseInt(id, 16),
    name,
    ianaName: `TLS_${iana}`,
    keyExchange,
    authentication,
    encryption,
    mac: pick(macs, digit(3)),
    minimumVersion: pick(minimumVersions, digit(4)),
    strengthBits: isShortTag ? 64 : Number(/\d+(?=\)$)/.exec(encryption)?.[0] ?? 0),
    strength: (flags & 2) === 0 ? 'NONE' : isShortTag ? 'MEDIUM' : 'HIGH',
    fips: (flags & 4) !== 0,
    notDefault: (flags & 1) !== 0,
    recommendation: recommendationOf({ keyExchange, authentication, encryption }),
  };
}

function pick<T>(column: readonly T[], index: number): T {
  const value = column[index];
  if (value === undefined) throw new RangeError('a row of suites does not fit its columns');
  return value;
}
