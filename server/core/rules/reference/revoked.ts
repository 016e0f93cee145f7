import { message, verbatim } from '../../base/message.ts';
import { isoDate } from '../../describe/dates.ts';
import { displayName } from '../../describe/names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { reasonName } from '../../x509/extensions/reason-code.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report configurations that use a revoked certificate.',
  why: 'Its CA says that it must not be used any more, often because someone else has the key. Peers that look at revocation lists refuse it; the others believe whoever has the key.',
  exceptions:
    'Found by the revocation lists and OCSP responses of the workspace, which are believed where the path validates and their signature, currency and scope are right (RFC 5280, 6.3; RFC 6960, 3.2). Nothing is fetched.',
  invalid: [{ language: 'nginx', text, files: { 'server.pem': 'revoked', 'ca.pem': 'ca', 'ca.crl': 'crl' } }],
  valid: [
    { language: 'nginx', text, files: { 'server.pem': 'server', 'ca.pem': 'ca', 'ca.crl': 'crl' } },
    { language: 'nginx', text, files: { 'server.pem': 'revoked', 'ca.pem': 'ca' } },
  ],
};

const sourceNames = { list: message('The revocation list'), response: message('The OCSP response') };

export const rule = defineRule({
  id: 'reference/revoked',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 6.3'],
  messages: {
    revoked:
      'The certificate in {path} was revoked on {date} ({reason}). Get a new one with a new key; this one must not be used any more.',
    issuer:
      'The CA certificate of {name}, which stands above the certificate in {path}, was revoked on {date} ({reason}). Get a certificate from another CA.',
  },
  *check({ reference, target }, { workspace }) {
    if (reference.purpose !== 'certificate') return;
    const chain = workspace.servedChain(target);
    if (!chain?.revoked) return;
    const { certificate, date, reasonCode, kind, place } = chain.revoked;
    const reason = reasonCode === undefined ? message('no reason given') : verbatim(reasonName(reasonCode));
    yield {
      span: reference.span,
      message: certificate.sha256 === chain.leaf.certificate.sha256 ? 'revoked' : 'issuer',
      data: { path: reference.path, name: displayName(certificate), date: isoDate(date), reason },
      ...(chain.report ? { path: chain.report } : {}),
      related: [
        ...(place ? [{ uri: place.uri, span: place.object.span, message: sourceNames[kind] }] : []),
        { uri: chain.uri, span: chain.leaf.object.span, message: message('The certificate') },
      ],
    };
  },
});
