/** The suites of TLS 1.3, which OpenSSL keeps in a list of their own (SSL_CTX_set_ciphersuites(3)). */
import { span } from '../../base/span.ts';
import type { SuiteItem, SuiteListReading, Tls13Suite } from '../lists.ts';
import { cipherSuites, type OpenSslVersion } from './cipher-suite.ts';
import type { Recommendation } from './recommendation.ts';

/** RFC 8446, 11. */
const yes: Recommendation = { value: 'Y', reference: 'RFC 8446' };
/** RFC 9847, 5. */
const discouraged: Recommendation = { value: 'D', reference: 'RFC 9847' };

const suites: readonly (Tls13Suite & { readonly since?: OpenSslVersion })[] = [
  { name: 'TLS_AES_128_GCM_SHA256', grade: 'recommended', recommendation: yes },
  { name: 'TLS_AES_256_GCM_SHA384', grade: 'recommended', recommendation: yes },
  { name: 'TLS_CHACHA20_POLY1305_SHA256', grade: 'recommended', recommendation: yes },
  { name: 'TLS_AES_128_CCM_SHA256', grade: 'recommended', recommendation: yes },
  // A tag of 8 bytes (RFC 8446, B.4): the IESG took the Y of RFC 8446 back in August 2018.
  { name: 'TLS_AES_128_CCM_8_SHA256', grade: 'legacy', recommendation: { value: 'N' } },
  // Integrity only (RFC 9150), since 3.4.
  { name: 'TLS_SHA256_SHA256', grade: 'broken', recommendation: discouraged, since: '3.5' },
  { name: 'TLS_SHA384_SHA384', grade: 'broken', recommendation: discouraged, since: '3.5' },
];

/** Signals of TLS 1.2 (RFC 5746, RFC 7507), which OpenSSL takes here as well. */
const signals = /^TLS_(?:EMPTY_RENEGOTIATION_INFO|FALLBACK)_SCSV$/;

export function tls13Suites(version: OpenSslVersion): readonly Tls13Suite[] {
  return suites.filter(({ since = version }) => since <= version);
}

export function readSuiteList(text: string, version: OpenSslVersion): SuiteListReading {
  const known: Tls13Suite[] = [];
  const items: SuiteItem[] = [];
  let at = 0;
  for (const part of text.slice(0, 8000).split(':')) {
    const start = at + part.length - part.trimStart().length;
    const name = part.trim();
    at += part.length + 1;
    if (name === '') continue;
    const suite = suites.find((one) => one.name === name && (one.since ?? version) <= version);
    const older = suite ? undefined : cipherSuites(version).find(({ ianaName }) => ianaName === name)?.name;
    items.push({ name, span: span(start, start + name.length), ...(suite && { suite }), ...(older && { older }) });
    if (suite) known.push(suite);
  }
  const isTaken = items.some(({ name, suite, older }) => suite ?? older ?? signals.test(name));
  // An empty list is taken, and leaves TLS 1.3 without a suite.
  return { items, suites: known, ...(!isTaken && text !== '' && { refused: true as const }) };
}
