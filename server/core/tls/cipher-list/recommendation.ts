/**
 * The column “Recommended” of IANA's registry of cipher suites. The registry cannot be asked from here; what stands in
 * it was fixed by RFCs, family by family.
 */
import type { Authentication, Encryption, KeyExchange } from './columns.ts';

export interface Recommendation {
  /**
   * `Y`: the IETF recommends it for what it was made for. `N`: no statement, or for few uses. `D`: discouraged
   * (RFC 9847, 3).
   */
  readonly value: 'Y' | 'N' | 'D';
  /** The document that set it to `Y` or `D`. */
  readonly reference?: string;
}

interface Family {
  readonly keyExchange: KeyExchange;
  readonly authentication: Authentication;
  readonly encryption: Encryption;
}

/** Of TLS 1.2 and earlier. Suites of none of these families keep the `N` that RFC 8447, 8 gave to all others. */
export function recommendationOf({ keyExchange, authentication, encryption }: Family): Recommendation {
  switch (keyExchange) {
    // RFC 10015, 5: with a pre-shared key beside it or without a certificate all the same.
    case 'RSA':
    case 'RSAPSK':
    case 'DH':
    case 'DHEPSK':
      return { value: 'D', reference: 'RFC 10015' };
    case 'ECDH':
      // Among the static ones of RFC 10015, 5.2: TLS_ECDH_anon.
      if (authentication === 'None') return { value: 'D', reference: 'RFC 10015' };
      break;
    default:
  }
  // RFC 9847, 5, besides Kerberos, RC4, DES, IDEA and EXPORT, which no current OpenSSL has.
  if (encryption === 'None') return { value: 'D', reference: 'RFC 9847' };
  // RFC 8447, 8: not so AES-CCM with ECDSA (RFC 7251), which no document of the standards track defines.
  const isEphemeral = keyExchange === 'ECDH' || keyExchange === 'ECDHEPSK';
  if (isEphemeral && /^(?:AESGCM|CHACHA20)/.test(encryption)) return { value: 'Y', reference: 'RFC 8447' };
  return { value: 'N' };
}
