import { type Message, message, verbatim } from '../base/message.ts';
import type { PkiValue } from '../x509/types.ts';

/** What an object is, with its article: “a certificate”. */
export function objectNoun(value: PkiValue): Message {
  switch (value.kind) {
    case 'certificate':
      return message('a certificate');
    case 'private-key':
      return message('a private key');
    case 'public-key':
      return message('a public key');
    case 'certification-request':
      return message('a certificate request');
    case 'certificate-list':
      return message('a revocation list');
    case 'cms':
      return message('a PKCS#7 structure');
    case 'key-store':
      return value.format === 'PKCS#12' ? message('a PKCS#12 key store') : message('a Java key store');
    case 'parameters':
      return message('parameters');
    case 'attribute-certificate':
      return message('an attribute certificate');
    case 'ocsp-response':
      return message('an OCSP response');
    case 'other':
      return verbatim(value.label);
  }
}
