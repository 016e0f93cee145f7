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
    case 'other':
      return verbatim(value.label);
  }
}
