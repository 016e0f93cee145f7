/**
 * TLSRef 6.0, intermediate, for TLS 1.2: six suites that every current client has one of
 * (https://docs.tlsref.org/; the same in 5.8).
 */
export const recommendedCiphers =
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:' +
  'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:' +
  'ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305';

/** The same guideline's suites of TLS 1.3. */
export const recommendedSuites = 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256';
