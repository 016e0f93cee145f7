import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow keys and parameters that are too short.',
  why: 'OpenSSL makes RSA keys of 512 bits without a word; such keys are broken in hours, those of 1024 bits are within reach of states. Programs refuse them from security level 2 on.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl genrsa -out server.key 1024\n',
      fixed: 'openssl genrsa -out server.key 3072\n',
    },
    {
      language: 'shell',
      text: 'openssl req -new -newkey rsa:1024 -noenc -keyout a.key -out a.csr\n',
      fixed: 'openssl req -new -newkey rsa:3072 -noenc -keyout a.key -out a.csr\n',
    },
    {
      language: 'yaml',
      text: 'steps:\n  - run: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out a.key\n',
      fixed: 'steps:\n  - run: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out a.key\n',
    },
    {
      language: 'makefile',
      text: 'dh.pem:\n	openssl dhparam -out $@ 1024\n',
      fixed: 'dh.pem:\n	openssl dhparam -out $@ 2048\n',
    },
    {
      language: 'shell',
      text: 'openssl ecparam -genkey -name secp160r1 -out a.key\n',
      fixed: 'openssl ecparam -genkey -name prime256v1 -out a.key\n',
    },
    { language: 'openssl-conf', text: '[req]\ndefault_bits = 1024\n', fixed: '[req]\ndefault_bits = 3072\n' },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl genrsa -out server.key 2048\nopenssl ecparam -genkey -name prime256v1 -out a.key\n',
    },
    {
      language: 'shell',
      text: 'openssl genrsa -out server.key "$BITS"\nopenssl rand -hex 16\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/short-key',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['NIST SP 800-131A', 'CWE-326'],
  messages: {
    rsa: 'RSA keys of {bits} bits can be factored. Take 2048 bits at least, better 3072.',
    dsa: 'DSA keys of {bits} bits are too short, and TLS 1.3 has no DSA. Take an EC or RSA key.',
    dh: 'Diffie-Hellman parameters of {bits} bits can be broken once for all who use them. Take 2048 bits at least, or none: clients prefer ECDHE.',
    curve: '{curve} gives less than 112 bits of security, and TLS does not have it any more. Take P-256.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/short-key') return;
    yield {
      span,
      message: form === 'dsa' || form === 'dh' || form === 'curve' ? form : 'rsa',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Make it long enough')),
    };
  },
});
