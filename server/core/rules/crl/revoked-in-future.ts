import { isoDateTime } from '../../describe/dates.ts';
import { serialText } from '../../describe/names.ts';
import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report entries of revocation lists whose date is still to come.',
  why: 'Programs refuse a certificate as soon as it is on the list, whatever the date: it is revoked already. Mostly the clock of the CA was wrong. From when a key was not safe any more, invalidityDate says.',
  exceptions: 'Lists of more than 10,000 entries are not gone through.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-revoked-tomorrow' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
  ],
};

export const rule = defineRule({
  id: 'crl/revoked-in-future',
  subject: 'certificate-list',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.6 and 5.3.2'],
  messages: {
    future:
      'This list revokes the certificate {serial} from {date} on, but programs refuse it at once. Was the clock of the CA wrong?',
  },
  *check({ list, span }, { now }) {
    const early = entriesOf(list).find(({ revocationDate }) => revocationDate > now);
    if (!early) return;
    yield {
      span,
      message: 'future',
      data: { serial: serialText(early.serialNumber), date: isoDateTime(early.revocationDate) },
    };
  },
});
