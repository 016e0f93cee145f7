import { message } from '../../base/message.ts';
import { dayCount } from '../../base/quantity.ts';
import { daysBetween, isoDate } from '../../describe/dates.ts';
import { expiresSoon } from '../../describe/validity-state.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report configurations whose certificate expires soon (within `tlsense.expiryWarningDays`, 30 by default).',
  why: 'The service goes on with the old certificate until it is told of the new one: here is where it has to be rolled out.',
  exceptions:
    'A bundle of CA certificates is reported only where all of them expire soon. Of a certificate made for less than twice as many days the last third counts: a machine renews it.',
  invalid: [{ language: 'nginx', text, files: { 'certs/server.pem': 'expires-soon' } }],
  valid: [
    { language: 'nginx', text, files: { 'certs/server.pem': 'server' } },
    { language: 'nginx', text, files: { 'certs/server.pem': 'expired' } },
    { language: 'nginx', text, files: { 'certs/server.pem': 'of-a-day' } },
  ],
};

export const rule = defineRule({
  id: 'reference/expires-soon',
  subject: 'reference',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    certificate: 'The certificate in {path} expires in {days}, on {date}. Renew it in time.',
    anchors: 'The CA certificate in {path} expires in {days}, on {date}: nothing it issued is accepted after that.',
    today: 'The certificate in {path} expires within a day, at {time}. Renew it now.',
  },
  *check({ reference, target }, { now, settings }) {
    if (target.state !== 'found') return;
    const { span, path, purpose } = reference;
    if (purpose !== 'certificate' && purpose !== 'trust-anchors') return;
    const held = target.objects.flatMap((object) =>
      object.value?.kind === 'certificate' ? [{ object, validity: object.value.validity }] : [],
    );
    // Of a chain file only the leaf is the identity; its issuers are judged in their own file.
    const looked = purpose === 'certificate' ? held.slice(0, 1) : held;
    const [latest] = [...looked].sort((a, b) => b.validity.notAfter.getTime() - a.validity.notAfter.getTime());
    if (!latest) return;
    const { notBefore, notAfter } = latest.validity;
    const left = notAfter.getTime() - now.getTime();
    if (left < 0 || notBefore > now || !expiresSoon(latest.validity, now, settings.expiryWarningDays)) return;
    const days = daysBetween(now, notAfter);
    const date = isoDate(notAfter);
    yield {
      span,
      message: days < 1 ? 'today' : purpose === 'certificate' ? 'certificate' : 'anchors',
      data: { path, days: dayCount(days), date, time: notAfter.toISOString() },
      related: [{ uri: target.uri, span: latest.object.span, message: message('Expires on {date}', { date }) }],
    };
  },
});
