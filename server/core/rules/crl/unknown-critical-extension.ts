import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { serialText } from '../../describe/names.ts';
import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** What OpenSSL takes as critical (crl_cb). */
const known: ReadonlySet<string> = new Set(['2.5.29.27', '2.5.29.28', '2.5.29.35']);

export const docs: RuleDocs = {
  summary: 'Report critical extensions of revocation lists and their entries that programs do not know.',
  why: 'A program must not use a list with a critical extension that it does not know, and then refuses every certificate of the CA. OpenSSL knows three: authorityKeyIdentifier, issuingDistributionPoint and deltaCRLIndicator; the number (cRLNumber) must not be critical.',
  exceptions: 'Entries of lists with more than 10,000 of them are not gone through.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-unknown-critical' } },
    { language: 'pem', text: { fixture: 'crl-critical-number' } },
    { language: 'pem', text: { fixture: 'crl-entry-unknown-critical' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-delta' } },
    { language: 'pem', text: { fixture: 'crl-indirect' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
  ],
};

export const rule = defineRule({
  id: 'crl/unknown-critical-extension',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.2 and 5.3', 'OpenSSL, crypto/x509/x_crl.c'],
  messages: {
    list: 'The extension {name} of this revocation list is critical, and programs do not know it as such: they refuse the list. Issue it with the extension not critical.',
    entry:
      'The entry {serial} of this revocation list has the critical extension {name}, which programs do not know: they refuse the list. Issue it without.',
  },
  *check({ list, span }) {
    const found = list.extensions.find(({ oid, critical }) => critical && !known.has(oid));
    if (found) yield { span, message: 'list', data: { name: objectIdentifierName(found.oid) } };
    const entry = entriesOf(list).find(({ unknownCritical }) => unknownCritical !== undefined);
    if (found || !entry) return;
    const name = objectIdentifierName(entry.unknownCritical ?? '');
    yield { span, message: 'entry', data: { serial: serialText(entry.serialNumber), name } };
  },
});
