import type { CipherSuite } from './cipher-suite.ts';
import type { Expansion } from './expand.ts';

/** Of builds since 1.1.0 that say nothing else; the distributions and 3.2 have 2, which is the same for suites. */
const defaultLevel = 1;

/** Bits of symmetric strength that SSL_CTX_set_security_level(3) asks for. */
const leastBits = [0, 80, 112, 128, 192, 256];

/**
 * The suites that a handshake of TLS 1.2 can end with, in order: what `openssl ciphers -s -tls1_2` lists. Suites with
 * pre-shared keys or SRP need a callback that configurations do not set.
 */
export function usableSuites({ suites, securityLevel = defaultLevel }: Expansion): CipherSuite[] {
  return suites.filter((suite) => !needsCallback(suite) && isAllowed(suite, securityLevel));
}

export function needsCallback({ keyExchange, authentication }: CipherSuite): boolean {
  return keyExchange.endsWith('PSK') || keyExchange === 'SRP' || authentication === 'SRP';
}

function isAllowed({ strengthBits, authentication, mac, keyExchange }: CipherSuite, level: number): boolean {
  if (level === 0) return true;
  if (strengthBits < (leastBits[level] ?? 256)) return false;
  if (authentication === 'None' || mac === 'MD5') return false;
  // SHA-1 is counted as 160 bits.
  if (level >= 4 && mac === 'SHA1') return false;
  return level < 3 || keyExchange === 'ECDH' || keyExchange === 'DH';
}
