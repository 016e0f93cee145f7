import type { PeerName } from './peers.ts';

export type Refusal = 'none' | 'otherCa' | 'expired' | 'serverAuth' | 'revoked';

/** Why each server refuses, in its own words: any other failure would prove nothing. */
export const refusals: Readonly<Record<PeerName, Readonly<Record<Refusal, RegExp>>>> = {
  nginx: {
    none: /client sent no required SSL certificate/,
    otherCa: /client SSL certificate verify error: \((?:20|21):/,
    expired: /client SSL certificate verify error: \(10:/,
    serverAuth: /client SSL certificate verify error: \(26:/,
    revoked: /client SSL certificate verify error: \(23:/,
  },
  node: {
    none: /PEER_DID_NOT_RETURN_A_CERTIFICATE/,
    otherCa: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_GET_CRL/,
    expired: /CERT_HAS_EXPIRED/,
    serverAuth: /INVALID_PURPOSE/,
    revoked: /CERT_REVOKED/,
  },
  python: {
    none: /peer did not return a certificate/,
    otherCa: /unable to get local issuer certificate/,
    expired: /certificate has expired/,
    serverAuth: /unsuitable certificate purpose/,
    revoked: /certificate revoked/,
  },
  openssl: {
    none: /peer did not return a certificate/,
    otherCa: /verify error:num=(?:20|21):/,
    expired: /verify error:num=10:/,
    serverAuth: /verify error:num=26:/,
    revoked: /verify error:num=23:/,
  },
};
