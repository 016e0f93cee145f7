import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report keys of CAs that are stored without a passphrase.',
  why: 'Whoever reads the file can issue certificates for every name, and nobody will notice. A CA signs seldom and by hand, so it can ask for its passphrase; the keys of servers, which start by themselves, are not reported.',
  exceptions: 'A CA that lives for one test, or whose key is kept by the machine in another way.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl req -x509 -newkey rsa:3072 -nodes -keyout ca.key -addext keyUsage=critical,keyCertSign -out ca.pem\n',
    },
    {
      language: 'shell',
      text: 'openssl genrsa -out ca.key 4096\n',
    },
    {
      language: 'shell',
      text: 'openssl ecparam -genkey -name prime256v1 -out issuing.pem\nopenssl x509 -req -in a.csr -CA issuing.crt -CAkey issuing.pem -extfile a.ext -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl rsa -in ca.key -out plain.key\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl genrsa -aes256 -out ca.key 4096\nopenssl genrsa -out server.key 3072\n',
    },
    {
      language: 'shell',
      text: 'openssl ecparam -genkey -name prime256v1 | openssl ec -aes256 -out ca.key\n',
    },
    {
      language: 'shell',
      text: 'openssl rsa -in ca.key -pubout -out ca.pub\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/unencrypted-ca-key',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-312', 'openssl-genpkey(1)'],
  messages: {
    made: 'The key of this CA is stored without a passphrase: whoever reads the file can issue certificates for every name. Encrypt it, with -aes256 or without -noenc.',
    written:
      'This writes the key of a CA without a passphrase: whoever reads the file can issue certificates for every name. Encrypt it with -aes256.',
  },
  *check({ observation }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/unencrypted-ca-key') return;
    yield { span, message: form === 'written' ? 'written' : 'made', ...(data && { data }) };
  },
});
