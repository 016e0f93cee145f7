import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report options of openssl commands that do nothing.',
  why: 'OpenSSL takes them with a warning or without a word: `-days` of `req` without `-x509`, a passphrase for a key where no cipher is named, so that the key is written as it is.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl req -new -key a.key -days 365 -out a.csr\n',
      fixed: 'openssl req -new -key a.key -out a.csr\n',
    },
    {
      language: 'shell',
      text: 'openssl genrsa -passout file:passphrase.txt -out a.key 3072\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl req -new -x509 -key a.key -addext basicConstraints=critical,CA:FALSE -days 90 -out a.crt\nopenssl genrsa -aes256 -passout file:passphrase.txt -out a.key 3072\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/ineffective-option',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['openssl-req(1)', 'openssl-genrsa(1)'],
  messages: {
    days: 'A request has no lifetime: -days does nothing without -x509. Give it where the certificate is issued.',
    passphrase: 'The key is not encrypted: without a cipher the passphrase is not used. Add -aes256.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/ineffective-option') return;
    yield {
      span,
      message: form === 'passphrase' ? 'passphrase' : 'days',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Remove what does nothing')),
    };
  },
});
