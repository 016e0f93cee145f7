import { message } from '../../base/message.ts';
import { isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report configurations that use a certificate whose validity has not begun.',
  why: 'Peers refuse it until then. Often the certificate for later was rolled out too early, or a clock is wrong.',
  exceptions: 'A bundle of CA certificates is reported only where none of them is valid yet.',
  invalid: [{ language: 'nginx', text, files: { 'certs/server.pem': 'not-yet-valid' } }],
  valid: [{ language: 'nginx', text, files: { 'certs/server.pem': 'server' } }],
};

export const rule = defineRule({
  id: 'reference/not-yet-valid',
  subject: 'reference',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    notYet: 'The certificate in {path} is not valid before {date}: peers refuse it until then.',
  },
  *check({ reference, target }, { now }) {
    if (target.state !== 'found') return;
    const { span, path, purpose } = reference;
    if (purpose !== 'certificate' && purpose !== 'trust-anchors') return;
    const held = target.objects.flatMap((object) =>
      object.value?.kind === 'certificate' ? [{ object, notBefore: object.value.validity.notBefore }] : [],
    );
    const looked = purpose === 'certificate' ? held.slice(0, 1) : held;
    const [earliest] = [...looked].sort((a, b) => a.notBefore.getTime() - b.notBefore.getTime());
    if (!earliest || earliest.notBefore <= now) return;
    const date = isoDateTime(earliest.notBefore);
    yield {
      span,
      message: 'notYet',
      data: { path, date },
      related: [{ uri: target.uri, span: earliest.object.span, message: message('Valid from {date}', { date }) }],
    };
  },
});
