import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { KeyType } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';
import type { AlternativeName } from './subject-alt-name.ts';

export type ProfileName = 'ca' | 'intermediate' | 'client' | 'server' | 'email';

/** RFC 5280, 4.2.1.3, in the order of their bits. */
export const keyUsageBits = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;
export type KeyUsageBit = (typeof keyUsageBits)[number];

/** What a kind of certificate has in common, as data. */
export interface Profile {
  readonly name: ProfileName;
  readonly isCa: boolean;
  readonly defaultDays: number;
  readonly keyUsage: readonly KeyUsageBit[];
  /** More that only keys of some type can do. */
  readonly keyUsageByType?: Partial<Readonly<Record<KeyType, readonly KeyUsageBit[]>>>;
  /** Dotted identifiers; none for a CA, whose purposes stay open. */
  readonly extKeyUsage: readonly string[];
  /** The kinds of names that it may have. */
  readonly names: readonly AlternativeName['type'][];
}

/**
 * digitalSignature alone for clients and servers: all a TLS 1.3 or ECDHE handshake needs, also with RSA keys. Mail is
 * also encrypted to its certificate: with RSA by keyEncipherment, with EC keys by keyAgreement (RFC 8551, RFC 5753).
 * Ten years for a CA, 90 days for a client; 397 days are the most the web PKI ever recommended after 2020.
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  ca: {
    name: 'ca',
    isCa: true,
    defaultDays: 3650,
    keyUsage: ['keyCertSign', 'cRLSign'],
    extKeyUsage: [],
    names: [],
  },
  intermediate: {
    name: 'intermediate',
    isCa: true,
    defaultDays: 1825,
    keyUsage: ['keyCertSign', 'cRLSign'],
    extKeyUsage: [],
    names: [],
  },
  client: {
    name: 'client',
    isCa: false,
    defaultDays: 90,
    keyUsage: ['digitalSignature'],
    extKeyUsage: ['1.3.6.1.5.5.7.3.2'],
    names: ['dNSName', 'rfc822Name', 'uniformResourceIdentifier'],
  },
  server: {
    name: 'server',
    isCa: false,
    defaultDays: 397,
    keyUsage: ['digitalSignature'],
    extKeyUsage: ['1.3.6.1.5.5.7.3.1'],
    names: ['dNSName', 'iPAddress'],
  },
  email: {
    name: 'email',
    isCa: false,
    defaultDays: 397,
    keyUsage: ['digitalSignature'],
    keyUsageByType: { RSA: ['keyEncipherment'], EC: ['keyAgreement'] },
    extKeyUsage: ['1.3.6.1.5.5.7.3.4'],
    names: ['rfc822Name'],
  },
};

export const daysLimit = 3650;

export function checkDays(days: number): Result<number, IssueFailure> {
  if (Number.isInteger(days) && days >= 1 && days <= daysLimit) return success(days);
  return refuse('days', message('A certificate can be valid for 1 to {limit} days.', { limit: daysLimit }));
}
