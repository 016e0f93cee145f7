import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { type IssueFailure, refuse } from './failure.ts';

export type ProfileName = 'ca' | 'client' | 'server';

/** What a kind of certificate has in common, as data. */
export interface Profile {
  readonly name: ProfileName;
  readonly defaultDays: number;
  /** RFC 5280 names of the bits of keyUsage, in its order. */
  readonly keyUsage: readonly ('digitalSignature' | 'keyCertSign' | 'cRLSign')[];
  /** Dotted identifiers; none for a CA, whose purposes stay open. */
  readonly extKeyUsage: readonly string[];
}

/**
 * digitalSignature alone for clients and servers: all a TLS 1.3 or ECDHE handshake needs, also with RSA keys.
 * Ten years for a CA, 90 days for a client; 397 days are the most the web PKI ever recommended after 2020.
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  ca: { name: 'ca', defaultDays: 3650, keyUsage: ['keyCertSign', 'cRLSign'], extKeyUsage: [] },
  client: { name: 'client', defaultDays: 90, keyUsage: ['digitalSignature'], extKeyUsage: ['1.3.6.1.5.5.7.3.2'] },
  server: { name: 'server', defaultDays: 397, keyUsage: ['digitalSignature'], extKeyUsage: ['1.3.6.1.5.5.7.3.1'] },
};

export const daysLimit = 3650;

export function checkDays(days: number): Result<number, IssueFailure> {
  if (Number.isInteger(days) && days >= 1 && days <= daysLimit) return success(days);
  return refuse('days', message('A certificate can be valid for 1 to {limit} days.', { limit: daysLimit }));
}
