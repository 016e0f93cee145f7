import { message } from '../../base/message.ts';
import { isoDateTime } from '../../describe/dates.ts';
import { configuredLists } from '../../lint/configured-lists.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { sameName } from '../../x509/name-key.ts';

const text =
  'server {\n    listen 443 ssl;\n    ssl_client_certificate ca.pem;\n    ssl_verify_client on;\n    ssl_crl ca.crl;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report configured revocation lists whose next update is over.',
  why: 'Every certificate of that CA is refused (“CRL has expired”), and the service says so only in its log, when the first client comes.',
  exceptions: 'A list beside which the same file holds a current one of the same CA.',
  invalid: [{ language: 'nginx', text, files: { 'ca.crl': 'crl-expired' } }],
  valid: [{ language: 'nginx', text, files: { 'ca.crl': 'crl' } }],
};

export const rule = defineRule({
  id: 'reference/crl-expired',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.5', 'RFC 5280, 6.3.3'],
  messages: {
    expired:
      'The revocation list in {path} was to be replaced by {date}: every certificate of its CA is refused now. Get the new one, and have that done regularly.',
  },
  *check({ context }, facts) {
    if (!context.revocationLists) return;
    const lists = configuredLists(context, facts) ?? [];
    for (const { list, object, reference, uri } of lists) {
      const { nextUpdate, issuer } = list;
      if (!nextUpdate || nextUpdate >= facts.now) continue;
      const isReplaced = lists.some(
        ({ list: other }) => sameName(other.issuer, issuer) && (!other.nextUpdate || other.nextUpdate >= facts.now),
      );
      if (isReplaced) continue;
      yield {
        span: reference.span,
        message: 'expired',
        data: { path: reference.path, date: isoDateTime(nextUpdate) },
        related: [{ uri, span: object.span, message: message('The revocation list') }],
      };
    }
  },
});
