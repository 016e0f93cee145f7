import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require keyUsage in CA certificates that `openssl req -x509` makes.',
  why: 'OpenSSL’s own configuration makes every certificate of `req -x509` a CA and gives it no keyUsage, which RFC 5280 asks of every CA. Python 3.13 and later, and others that check strictly, refuse all certificates below it. A certificate for one server made this way can sign for every name wherever it is trusted.',
  exceptions: 'Where the installed openssl.cnf is known to be another one.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl req -x509 -newkey rsa:3072 -keyout ca.key -subj "/CN=Example CA" -days 1825 -out ca.pem\n',
      fixed:
        'openssl req -x509 -addext keyUsage=critical,keyCertSign,cRLSign -newkey rsa:3072 -keyout ca.key -subj "/CN=Example CA" -days 1825 -out ca.pem\n',
    },
    {
      language: 'shell',
      text: 'openssl req -x509 -newkey rsa:3072 -noenc -keyout key.pem -subj /CN=localhost -out cert.pem\n',
      fixed:
        'openssl req -x509 -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature -addext extendedKeyUsage=serverAuth -addext subjectAltName=DNS:localhost -newkey rsa:3072 -noenc -keyout key.pem -subj /CN=localhost -out cert.pem\n',
    },
    {
      language: 'shell',
      text: "openssl req -x509 -key ca.key -subj '/CN=Example CA' -out ca.pem -config <(printf '[req]\\nx509_extensions=ca\\ndistinguished_name=dn\\n[dn]\\n[ca]\\nbasicConstraints=critical,CA:TRUE\\n')\n",
    },
    {
      language: 'openssl-conf',
      text: '[v3_ca]\nbasicConstraints = critical, CA:TRUE\nsubjectKeyIdentifier = hash\n',
      fixed:
        '[v3_ca]\nbasicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign, cRLSign\nsubjectKeyIdentifier = hash\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl req -x509 -key ca.key -subj "/CN=Example CA" -addext keyUsage=critical,keyCertSign,cRLSign -out ca.pem\n',
    },
    {
      language: 'shell',
      text: 'openssl req -x509 -config ca.cnf -key ca.key -out ca.pem\nopenssl req -new -key a.key -out a.csr\n',
    },
    {
      language: 'shell',
      text: 'openssl req -x509 -key a.key -subj /CN=a.example -addext basicConstraints=critical,CA:FALSE -out a.pem\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/ca-without-key-usage',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: [
    'RFC 5280, 4.2.1.3',
    'openssl-req(1)',
    'https://docs.python.org/3/library/ssl.html#ssl.VERIFY_X509_STRICT',
  ],
  messages: {
    ca: 'This CA certificate gets no keyUsage: Python 3.13 and other strict programs refuse everything below it. Add keyUsage=critical,keyCertSign,cRLSign with -addext.',
    section:
      'CA certificates with these extensions get no keyUsage: Python 3.13 and other strict programs refuse everything below them. Add keyUsage = critical, keyCertSign, cRLSign.',
    server:
      'req -x509 makes a CA, without keyUsage, unless it is told otherwise: strict programs refuse the certificate, and whoever has its key can sign for any name where it is trusted. Add basicConstraints=critical,CA:FALSE and the usages with -addext.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/ca-without-key-usage') return;
    const isCa = form !== 'server';
    const title = isCa ? message('Add keyUsage') : message('Make it a certificate of one server, not a CA');
    yield {
      span,
      message: form === 'section' ? 'section' : isCa ? 'ca' : 'server',
      ...(!isCa && { severity: 'information' }),
      ...(data && { data }),
      proposals: repair(observation, uri, title, isCa ? 'automatic' : 'suggestion'),
    };
  },
});
