import { type Message, message } from '../../base/message.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as certificatePolicies } from '../../x509/extensions/certificate-policies.ts';
import type { Certificate } from '../../x509/types.ts';

const validation = {
  '2.23.140.1.2.1': 'DV',
  '2.23.140.1.2.2': 'OV',
  '2.23.140.1.2.3': 'IV',
  '2.23.140.1.1': 'EV',
} as const;

const country = '2.5.4.6';
const commonName = '2.5.4.3';
const organization = '2.5.4.10';
const organizationalUnit = '2.5.4.11';
const placeholders = /^(?:[\s.\-_/*]+|n\/?a|none|null|default city|some-state|internet widgits pty ltd)$/i;

/** BR 7.1.4.2.2 (ballot SC-047) and, for what a subject has to hold, BR 2.0.0 (ballot SC-062). */
const unitsUntil = Date.UTC(2022, 8, 1);
const since = Date.UTC(2023, 8, 15);

/** What each way of validation has to name besides the host: BR, 7.1.2.7.3 and 7.1.2.7.4; EV Guidelines, 7.1.4.2. */
const wanted: Readonly<Record<string, readonly (readonly [oid: string, name: string])[]>> = {
  OV: [
    [organization, 'O'],
    [country, 'C'],
  ],
  EV: [
    [organization, 'O'],
    [country, 'C'],
    ['2.5.4.15', 'businessCategory'],
    ['2.5.4.5', 'serialNumber'],
    ['1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionC'],
  ],
};

/** May occur more than once: domainComponent, streetAddress, organizationalUnit (BR, 7.1.4.1). */
const repeatable: ReadonlySet<string> = new Set(['0.9.2342.19200300.100.1.25', '2.5.4.9', organizationalUnit]);

function faultOf({ subject, validity, extensionValues }: Certificate): Message | undefined {
  const issued = validity.notBefore.getTime();
  const attributes = subject.rdns.flat();
  if (issued >= unitsUntil && attributes.some(({ type }) => type === organizationalUnit)) {
    return message('it has an organizational unit (OU), which no one validates');
  }
  const empty = attributes.find(({ value, isString }) => isString && placeholders.test(value));
  if (empty) return message('{name} says nothing: {value}', { name: empty.shortName, value: empty.value });
  if (issued < since) return undefined;
  const seen = new Set<string>();
  for (const { type, shortName } of attributes) {
    if (seen.has(type) && !repeatable.has(type)) return message('{name} is there twice', { name: shortName });
    seen.add(type);
  }
  const policies = extensionValues.get(certificatePolicies) ?? [];
  const kinds = policies.flatMap(({ policyIdentifier: oid }) =>
    oid in validation ? [validation[oid as keyof typeof validation]] : [],
  );
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return undefined;
  if (kind === 'DV') {
    const other = attributes.find(({ type }) => type !== country && type !== commonName);
    return other && message('only the host was validated (DV), and it has {name}', { name: other.shortName });
  }
  const missing = wanted[kind]?.find(([oid]) => !seen.has(oid));
  return missing && message('it is {kind} and has no {name}', { kind, name: missing[1] });
}

export const docs: RuleDocs = {
  summary: 'Report subjects in certificates of public CAs that do not fit the way in which they were validated.',
  why: 'A public CA puts into a subject what it validated, and nothing else. Since 2022-09-01 no organizational unit; since 2023-09-15 nothing but host and country where only the host was validated (DV), an organisation and a country for OV, and the registration of the company for EV. A certificate with another subject was issued wrongly and will be revoked.',
  invalid: [
    { language: 'pem', text: { fixture: 'public-with-unit' } },
    { language: 'pem', text: { fixture: 'public-dv-with-organization' } },
    { language: 'pem', text: { fixture: 'public-ov-without-organization' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'named-in-full' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-subject',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: [
    'CA/Browser Forum Baseline Requirements, 7.1.2.7 and 7.1.4 (since 2022-09-01 and 2023-09-15)',
    'CA/Browser Forum EV Guidelines, 7.1.4.2',
  ],
  messages: {
    subject:
      'The subject of this certificate of a public CA is not as it may be ({reason}): it will be revoked. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    const reason = faultOf(certificate);
    if (reason && isOfPublicCa(certificate, facts)) return [{ span, message: 'subject', data: { reason } }];
    return undefined;
  },
});
