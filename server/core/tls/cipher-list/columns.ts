/** The words of `openssl ciphers -v`, in the order in which the table of suites counts them. */
export const keyExchanges = ['ECDH', 'DH', 'RSA', 'PSK', 'RSAPSK', 'ECDHEPSK', 'DHEPSK', 'SRP'] as const;
export const authentications = ['ECDSA', 'RSA', 'DSS', 'PSK', 'SRP', 'None'] as const;
export const encryptions = [
  'AESGCM(128)',
  'AESGCM(256)',
  'CHACHA20/POLY1305(256)',
  'AESCCM(128)',
  'AESCCM(256)',
  'AESCCM8(128)',
  'AESCCM8(256)',
  'ARIAGCM(128)',
  'ARIAGCM(256)',
  'AES(128)',
  'AES(256)',
  'Camellia(128)',
  'Camellia(256)',
  'None',
] as const;
export const macs = ['AEAD', 'SHA384', 'SHA256', 'SHA1', 'MD5'] as const;
export const minimumVersions = ['SSLv3', 'TLSv1', 'TLSv1.2'] as const;

export type KeyExchange = (typeof keyExchanges)[number];
export type Authentication = (typeof authentications)[number];
export type Encryption = (typeof encryptions)[number];
export type Mac = (typeof macs)[number];
