import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow signatures with MD5 and SHA-1.',
  why: 'Two documents with the same digest can be made, so a signature on one is a signature on the other. Clients refuse such certificates; OpenSSL does from security level 2 on.',
  exceptions: 'Fingerprints and checksums are not signatures, and are not reported.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl req -new -sha1 -key a.key -out a.csr\n',
      fixed: 'openssl req -new -sha256 -key a.key -out a.csr\n',
    },
    {
      language: 'shell',
      text: 'openssl ca -config ca.cnf -md md5 -in a.csr -out a.crt\n',
      fixed: 'openssl ca -config ca.cnf -md sha256 -in a.csr -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl dgst -sha1 -sign a.key -out a.sig a.txt\n',
      fixed: 'openssl dgst -sha256 -sign a.key -out a.sig a.txt\n',
    },
    { language: 'openssl-conf', text: '[req]\ndefault_md = sha1\n', fixed: '[req]\ndefault_md = sha256\n' },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl x509 -noout -fingerprint -sha1 -in a.crt\nopenssl dgst -md5 a.iso\n',
    },
    {
      language: 'shell',
      text: 'openssl req -new -sha256 -key a.key -out a.csr\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/weak-digest',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9155', 'RFC 6151', 'CWE-328'],
  messages: {
    found: 'Signatures with {digest} can be forged, and clients refuse them. Take -sha256.',
  },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'openssl/weak-digest') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Sign with SHA-256')),
    };
  },
});
