import { message } from '../../base/message.ts';
import { objectNoun } from '../../describe/nouns.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text =
  'server {\n    listen 443 ssl;\n    ssl_client_certificate ca.pem;\n    ssl_verify_client on;\n    ssl_crl ca.crl;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report files that are given as revocation list and hold none.',
  why: 'The service may start all the same (nginx before 1.27.2 does); then every client is refused, for want of a list (“unable to get certificate CRL”).',
  exceptions: 'A file in which nothing is found at all is passed over: it may be a template that is filled in later.',
  invalid: [{ language: 'nginx', text, files: { 'ca.crl': 'ca' } }],
  valid: [{ language: 'nginx', text, files: { 'ca.crl': 'crl' } }],
};

export const rule = defineRule({
  id: 'reference/crl-not-a-crl',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['nginx: ssl_crl', 'RFC 7468, 6'],
  messages: {
    notAList: '{path} holds {found} and no revocation list, which is expected here: every certificate is refused.',
    binary:
      '{path} is binary (DER) where PEM text is expected: “openssl crl -inform DER -in {path} -out FILE.pem” converts it.',
  },
  *check({ reference, target }) {
    if (reference.purpose !== 'revocation-list' || target.state !== 'found') return;
    const { objects, uri } = target;
    const [first] = objects;
    // What cannot be read has problems of its own, and may well be a list.
    if (!first?.value || objects.some(({ value }) => !value)) return;
    const lists = objects.filter(({ value }) => value?.kind === 'certificate-list');
    if (lists.some(({ block }) => block)) return;
    const [binary] = lists;
    yield {
      span: reference.span,
      message: binary ? 'binary' : 'notAList',
      data: { path: reference.path, found: objectNoun(first.value) },
      related: [{ uri, span: (binary ?? first).span, message: message('What is there') }],
    };
  },
});
