import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow taking every extension from a request.',
  why: 'Whoever writes the request decides what the certificate is: with `CA:TRUE` in it, a CA. `ca` with `copy` takes only what the CA’s own section does not set; `x509` takes everything that `-extfile` does not set.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -copy_extensions copyall -in a.csr -CA ca.pem -CAkey ca.key -out a.crt\n',
      fixed:
        '(echo basicConstraints=critical,CA:FALSE) | openssl x509 -req -extfile /dev/stdin -copy_extensions copy -in a.csr -CA ca.pem -CAkey ca.key -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -copy_extensions copyall -extfile a.ext -in a.csr -CA ca.pem -CAkey ca.key -out a.crt\n',
      files: { 'a.ext': 'keyUsage = digitalSignature\n' },
    },
    {
      language: 'openssl-conf',
      text: '[CA_default]\ndefault_md = sha256\ncopy_extensions = copyall\n',
      fixed: '[CA_default]\ndefault_md = sha256\ncopy_extensions = copy\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -copy_extensions copyall -extfile a.ext -in a.csr -CA ca.pem -CAkey ca.key -out a.crt\n',
      files: { 'a.ext': 'basicConstraints = critical, CA:FALSE\n' },
    },
    {
      language: 'shell',
      text: 'openssl ca -config ca.cnf -in a.csr -out a.crt\n',
    },
    {
      language: 'shell',
      text: "openssl x509 -req -copy_extensions copyall -extfile <(echo 'basicConstraints=critical,CA:FALSE') -in a.csr -CA ca.pem -CAkey ca.key\n",
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/copyall-extensions',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['openssl-ca(1)', 'RFC 5280, 4.2.1.9'],
  messages: {
    section:
      'Requests overrule the extensions that this CA sets itself: one that asks for CA:TRUE becomes a CA. Take copy.',
    found:
      'Requests decide about all extensions: one that asks for CA:TRUE becomes a CA. Set basicConstraints=CA:FALSE yourself and take copy.',
  },
  *check({ observation }, { uri }) {
    const { code, span, data, elsewhere } = observation;
    if (code !== 'openssl/copyall-extensions') return;
    yield {
      span,
      message: observation.form === 'section' ? 'section' : 'found',
      ...(data && { data }),
      ...(elsewhere && { related: [{ ...elsewhere, message: message('The file') }] }),
      proposals: repair(observation, uri, message('Do not let requests become CAs')),
    };
  },
});
