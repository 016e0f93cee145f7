import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report weak ciphers and key derivation for what openssl encrypts.',
  why: 'Keys and files are kept for years, and whoever gets a copy has all the time in the world. 3DES, RC2, RC4 and single DES are broken or too small, `-legacy` takes them for PKCS#12, and `enc` without `-pbkdf2` hashes the passphrase once, so that millions of guesses a second are possible.',
  exceptions: 'A PKCS#12 file for a program that reads nothing newer.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl genrsa -des3 -out ca.key 4096\n',
      fixed: 'openssl genrsa -aes256 -out ca.key 4096\n',
    },
    {
      language: 'shell',
      text: 'openssl enc -aes-256-cbc -in a.txt -out a.enc -kfile passphrase.txt\n',
    },
    {
      language: 'shell',
      text: 'openssl pkcs12 -export -legacy -in a.crt -inkey a.key -passout file:passphrase.txt -out a.p12\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl genrsa -aes256 -out ca.key 4096\nopenssl enc -aes-256-cbc -pbkdf2 -in a.txt -out a.enc -kfile passphrase.txt\n',
    },
    {
      language: 'shell',
      text: 'openssl enc -d -aes-256-cbc -in a.enc -kfile passphrase.txt\nopenssl pkcs12 -legacy -in old.p12 -nokeys\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/weak-encryption',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8429', 'RFC 8018, 5.1', 'openssl-enc(1)', 'openssl-pkcs12(1)'],
  messages: {
    cipher: '{cipher} is broken or too small for what is kept for years. Encrypt with -aes256.',
    pkcs12:
      'With {option} the file is encrypted as in the nineties, or in part not at all. Leave it out: AES-256 is the default.',
    derivation:
      'The key is one hash of the passphrase, so millions of guesses a second are possible. Add -pbkdf2, with -iter 600000, here and where it is decrypted.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/weak-encryption') return;
    const isOld = form === 'cipher' && data?.['cipher'] === 'des3';
    yield {
      span,
      message: form === 'pkcs12' || form === 'derivation' ? form : 'cipher',
      // Nobody breaks 3DES for one key yet.
      ...(isOld && { severity: 'information' }),
      ...(data && { data }),
      proposals: repair(observation, uri, message('Encrypt with AES-256')),
    };
  },
});
