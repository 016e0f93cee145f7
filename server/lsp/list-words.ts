/** What the words of OpenSSL's lists mean: names of suites, keywords of cipher strings, groups. */
import { type Message, message } from '../core/base/message.ts';
import type { CipherSuite } from '../core/tls/cipher-list/cipher-suite.ts';
import type { Recommendation } from '../core/tls/cipher-list/recommendation.ts';
import type { Flaw, Verdict } from '../core/tls/cipher-list/verdict.ts';

export function suiteMeaning({ ianaName, keyExchange, authentication, encryption }: CipherSuite): Message {
  return message('{iana}: key exchange {exchange}, certificate {certificate}, cipher {cipher}.', {
    iana: ianaName,
    exchange: { ECDH: 'ECDHE', DH: 'DHE' }[String(keyExchange)] ?? keyExchange,
    certificate: authentication === 'None' || authentication === 'PSK' ? message('none') : authentication,
    cipher: encryption === 'None' ? message('none') : encryption,
  });
}

/** What IANA says of a suite. */
export function recommendationText({ value, reference = '' }: Recommendation): Message {
  switch (value) {
    case 'Y':
      return message('IANA: Y, recommended ({reference}).', { reference });
    case 'N':
      return message('IANA: N, neither recommended nor discouraged.');
    case 'D':
      return message('IANA: D, discouraged ({reference}).', { reference });
  }
}

export function verdictText({ grade, flaws }: Verdict): Message[] {
  if (grade === 'recommended') return [message('recommended')];
  if (grade === 'acceptable') return [message('good, rarely supported')];
  return flaws.map(flawText);
}

function flawText(flaw: Flaw): Message {
  switch (flaw) {
    case 'no-encryption':
      return message('no encryption');
    case 'anonymous':
      return message('no certificate');
    case 'md5':
      return message('MD5');
    case 'static-rsa':
    case 'shared-key':
      return message('no forward secrecy');
    case 'finite-field':
      return message('finite-field Diffie-Hellman');
    case 'cbc':
      return message('CBC');
    case 'short-tag':
      return message('short tag');
    case 'dss':
      return message('DSA certificates');
  }
}

/** A keyword of ciphers(1); undefined for one that says nothing more than its name. */
export function keywordMeaning(word: string): Message | undefined {
  switch (word) {
    case 'HIGH':
      return message('Ciphers with keys of 128 bits and more, including those that prove no identity (anonymous).');
    case 'MEDIUM':
    case 'LOW':
    case '3DES':
      return message('Today’s builds of OpenSSL have hardly anything of it.');
    case 'ALL':
      return message('Every suite but those without encryption.');
    case 'COMPLEMENTOFALL':
      return message('The suites without encryption.');
    case 'COMPLEMENTOFDEFAULT':
      return message('What ALL has and DEFAULT has not.');
    case 'ECDHE':
    case 'EECDH':
      return message('Key exchange by elliptic curves, with a certificate: forward secrecy.');
    case 'kECDHE':
    case 'kEECDH':
    case 'ECDH':
      return message('Key exchange by elliptic curves, with or without a certificate.');
    case 'DHE':
    case 'EDH':
    case 'kDHE':
    case 'kEDH':
    case 'DH':
      return message('Diffie-Hellman in the finite field, deprecated by RFC 10015.');
    case 'RSA':
    case 'kRSA':
      return message('Key exchange with the RSA key of the certificate: no forward secrecy, deprecated by RFC 10015.');
    case 'aRSA':
      return message('For certificates with an RSA key.');
    case 'aECDSA':
    case 'ECDSA':
      return message('For certificates with an ECDSA or EdDSA key.');
    case 'aDSS':
    case 'DSS':
      return message('For certificates with a DSA key, which no CA issues.');
    case 'aNULL':
    case 'ADH':
    case 'AECDH':
      return message('Without a certificate: whoever is in between can play the server.');
    case 'eNULL':
    case 'NULL':
      return message('Without encryption.');
    case 'SHA':
    case 'SHA1':
    case 'SHA256':
    case 'SHA384':
      return message('Suites with an HMAC of this hash, which are in CBC mode; not those in GCM.');
    case 'CBC':
      return message('Suites in CBC mode: MAC first, then encryption.');
    case 'MD5':
      return message('Suites with MD5 (RFC 6151).');
    case 'SSLv3':
    case 'TLSv1':
    case 'TLSv1.0':
    case 'TLSv1.2':
      return message('Suites that came with this version; nothing about which versions are spoken.');
    case 'AESGCM':
    case 'AESCCM':
    case 'AESCCM8':
    case 'CHACHA20':
    case 'ARIAGCM':
      return message('Authenticated encryption with {cipher}.', { cipher: word });
    case 'FIPS':
      return message('Suites that FIPS 140 allows.');
    default:
      return /PSK|SRP/.test(word)
        ? message('With a pre-shared key or a password, which a program has to provide.')
        : undefined;
  }
}

export function groupMeaning(group: string): Message {
  if (/MLKEM/.test(group)) {
    return /^MLKEM/.test(group)
      ? message('Post-quantum alone, without a classic half.')
      : message('Post-quantum and elliptic curve together: safe as long as one of them is.');
  }
  if (/^x(?:25519|448)$/i.test(group)) return message('Montgomery curve (RFC 7748).');
  if (/^(?:secp(?:256|384|521)r1|prime256v1|P-(?:256|384|521))$/.test(group)) return message('NIST curve (RFC 8422).');
  if (/^ffdhe/.test(group)) return message('Diffie-Hellman in the finite field (RFC 7919).');
  return message('Rarely supported.');
}
