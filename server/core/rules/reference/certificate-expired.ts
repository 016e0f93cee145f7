import { message } from '../../base/message.ts';
import { isoDate } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { Certificate, PkiObject } from '../../x509/types.ts';

export const docs: RuleDocs = {
  summary: 'Report configurations that use an expired certificate.',
  why: 'Peers refuse the certificate; an expired CA makes every certificate it issued unacceptable. nginx, Node.js and Python all start with it and say nothing.',
  exceptions: 'A bundle of CA certificates is reported only where none of them is valid any more.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/server.pem': 'expired' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/certificate-expired',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    certificate: 'The certificate in {path} expired on {date}: peers refuse it. Renew it.',
    anchors: 'The CA certificate in {path} expired on {date}: nothing it issued is accepted any more.',
  },
  *check({ reference, target }, { now }) {
    if (target.state !== 'found') return;
    const { span, path, purpose } = reference;
    if (purpose !== 'certificate' && purpose !== 'trust-anchors') return;
    const held = target.objects.flatMap((object) =>
      object.value?.kind === 'certificate' ? [{ object, certificate: object.value }] : [],
    );
    // Of a chain file only the leaf is the identity; its issuers are judged in their own file.
    const looked = purpose === 'certificate' ? held.slice(0, 1) : held;
    const latest = looked.reduce<Held | undefined>(
      (best, one) => (best && best.certificate.validity.notAfter >= one.certificate.validity.notAfter ? best : one),
      undefined,
    );
    if (!latest || latest.certificate.validity.notAfter >= now) return;
    const date = isoDate(latest.certificate.validity.notAfter);
    yield {
      span,
      message: purpose === 'certificate' ? 'certificate' : 'anchors',
      data: { path, date },
      related: [{ uri: target.uri, span: latest.object.span, message: message('Expired on {date}', { date }) }],
    };
  },
});

interface Held {
  readonly object: PkiObject;
  readonly certificate: Certificate;
}
