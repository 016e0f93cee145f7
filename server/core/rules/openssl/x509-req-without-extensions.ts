import { type Message, message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require extensions for what `openssl x509 -req` issues.',
  why: 'Without `-extfile`, `x509 -req` drops what the request asks for. OpenSSL before 3.2 makes a certificate of version 1, later ones add key identifiers alone: no subjectAltName, so that no client finds a name in it, no usage, and nothing says that it is not a CA.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -days 90 -out server.crt\n',
      fixed:
        '(echo basicConstraints=critical,CA:FALSE; echo keyUsage=critical,digitalSignature; echo extendedKeyUsage=serverAuth; echo subjectKeyIdentifier=hash; echo authorityKeyIdentifier=keyid) | openssl x509 -req -extfile /dev/stdin -in server.csr -CA ca.pem -CAkey ca.key -days 90 -out server.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl req -new -key client.key -subj /CN=alice -addext subjectAltName=email:alice@example.com -out client.csr\nopenssl x509 -req -in client.csr -CA ca.pem -CAkey ca.key -out client.crt\n',
      fixed:
        'openssl req -new -key client.key -subj /CN=alice -addext subjectAltName=email:alice@example.com -out client.csr\n(echo basicConstraints=critical,CA:FALSE; echo keyUsage=critical,digitalSignature; echo extendedKeyUsage=clientAuth; echo subjectKeyIdentifier=hash; echo authorityKeyIdentifier=keyid) | openssl x509 -req -extfile /dev/stdin -copy_extensions copy -in client.csr -CA ca.pem -CAkey ca.key -out client.crt\n',
    },
    {
      language: 'makefile',
      text: 'server.crt: server.csr\n	openssl x509 -req -in $< -CA ca.pem -CAkey ca.key -extensions v3_req -out $@\n',
    },
    {
      language: 'markdown',
      text: '```sh\nopenssl x509 -req -days 365 -in server.csr -signkey server.key -out server.crt\n```\n',
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile server.ext -out server.crt\n',
      fixed:
        'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile server.ext -extensions v3 -out server.crt\n',
      files: { 'server.ext': '[v3]\nbasicConstraints = critical, CA:FALSE\nsubjectAltName = DNS:db.internal\n' },
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile server.ext -extensions v3_req\n',
      files: { 'server.ext': '[v3]\nbasicConstraints = critical, CA:FALSE\n' },
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile <(echo "# none yet")\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile server.ext -extensions v3\n',
      files: { 'server.ext': '[v3]\nbasicConstraints = critical, CA:FALSE\n' },
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -extfile server.ext -out server.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -out server.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl x509 -in server.crt -noout -text && openssl x509 -req $EXTENSIONS -in a.csr -CA ca.pem\n',
    },
  ],
};

const forms = ['ignored', 'self-signed', 'unnamed-section', 'empty-section', 'no-section'] as const;
type Form = (typeof forms)[number] | 'issued';

export const rule = defineRule<'observation', Form>({
  id: 'openssl/x509-req-without-extensions',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['openssl-x509(1)', 'RFC 5280, 4.2', 'RFC 9525'],
  messages: {
    issued:
      'The certificate gets no extensions, whatever the request asks for: no name that a client looks for, no usage, and before OpenSSL 3.2 only version 1. Give them with -extfile.',
    'self-signed':
      'The certificate gets no extensions, whatever the request asks for: no name that a client looks for, no usage, and before OpenSSL 3.2 only version 1. Give them with -extfile, or use req -x509 with -addext.',
    ignored:
      '-extensions is ignored without -extfile: the certificate gets no extensions. Name the file that has the section with -extfile.',
    'unnamed-section':
      'Without -extensions, only what stands before the first section of {file} counts, and nothing does: the certificate gets no extensions. Name the section with -extensions.',
    'empty-section':
      'There are no extensions for this certificate in {file}: it gets none. Write them there, or name their section with -extensions.',
    'no-section': 'There is no section {section} in {file}: openssl stops there. Correct the name, or add the section.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data, elsewhere } = observation;
    if (code !== 'openssl/x509-req-without-extensions') return;
    yield {
      span,
      message: messageOf(form),
      ...(data && { data }),
      ...(elsewhere && { related: [{ ...elsewhere, message: message('The file') }] }),
      proposals: repair(observation, uri, titleOf(form), 'suggestion'),
    };
  },
});

function messageOf(form: string | undefined): Form {
  return forms.find((known) => known === form) ?? 'issued';
}

function titleOf(form: string | undefined): Message {
  return form === 'unnamed-section'
    ? message('Name the section with -extensions')
    : message('Give it extensions with -extfile');
}
