/**
 * Server side TLS guidelines of TLSRef, before 2026 of Mozilla (https://docs.tlsref.org/): the numbers of versions 6.0,
 * which for these settings are those of 5.8, and of 5.7, which still had Diffie-Hellman of the finite field.
 */
import type { OpenSslVersion } from './cipher-list/cipher-suite.ts';
import type { ProtocolVersion } from './protocol-version.ts';

export const guidelineNames = ['modern', 'intermediate', 'modern-5.7', 'intermediate-5.7'] as const;
export type GuidelineName = (typeof guidelineNames)[number];

export interface Guideline {
  readonly title: string;
  readonly protocols: readonly ProtocolVersion[];
  /** Suites of TLS 1.2, as OpenSSL names them; none where TLS 1.2 is not spoken. */
  readonly ciphers: readonly string[];
  /** Suites of TLS 1.3. */
  readonly suites: readonly string[];
  /** In order; those that a library does not know yet are to be left out. */
  readonly groups: readonly string[];
  /** Seconds of Strict-Transport-Security. */
  readonly hstsMaxAge: number;
}

const suites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];
const ciphers = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];
const finiteField = ['DHE-RSA-AES128-GCM-SHA256', 'DHE-RSA-AES256-GCM-SHA384', 'DHE-RSA-CHACHA20-POLY1305'];
const classicGroups = ['X25519', 'prime256v1', 'secp384r1'];
const groups = ['X25519MLKEM768', ...classicGroups];
const hstsMaxAge = 63_072_000;

export const guidelines: Readonly<Record<GuidelineName, Guideline>> = {
  modern: { title: 'TLSRef 6.0, modern', protocols: ['TLSv1.3'], ciphers: [], suites, groups, hstsMaxAge },
  intermediate: {
    title: 'TLSRef 6.0, intermediate',
    protocols: ['TLSv1.2', 'TLSv1.3'],
    ciphers,
    suites,
    groups,
    hstsMaxAge,
  },
  'modern-5.7': {
    title: 'Mozilla 5.7, modern',
    protocols: ['TLSv1.3'],
    ciphers: [],
    suites,
    groups: classicGroups,
    hstsMaxAge,
  },
  'intermediate-5.7': {
    title: 'Mozilla 5.7, intermediate',
    protocols: ['TLSv1.2', 'TLSv1.3'],
    ciphers: [...ciphers, ...finiteField],
    suites,
    groups: classicGroups,
    hstsMaxAge,
  },
};

/** For TLS 1.2: six suites that every current client has one of. */
export const recommendedCiphers = ciphers.join(':');

export const recommendedSuites = suites.join(':');

/** What a list for TLS 1.2 is replaced by; where the guideline has no such suites, by what is best of them. */
export function ciphersOf(name: GuidelineName): string {
  return guidelines[name].ciphers.join(':') || recommendedCiphers;
}

/** Without those that the library does not have yet. */
export function groupsOf(name: GuidelineName, version: OpenSslVersion): readonly string[] {
  return guidelines[name].groups.filter((group) => version !== '3.0' || !group.includes('MLKEM'));
}
