import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { type Message, message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';

export interface PolicyMapping {
  /** Dotted identifier, as are all policies. */
  readonly issuerDomainPolicy: string;
  readonly subjectDomainPolicy: string;
}

/** RFC 5280, 4.2.1.5. */
export const extension = defineExtension<readonly PolicyMapping[]>({
  oid: '2.5.29.33',
  name: 'policyMappings',
  label: message('Policy mappings'),
  read(der) {
    const inner = der.enter('policyMappings');
    const mappings: PolicyMapping[] = [];
    inner.notEmpty('policyMappings');
    while (!inner.atEnd) {
      const one = inner.enter('PolicyMapping');
      const issuerDomainPolicy = readObjectIdentifier(one, 'issuerDomainPolicy');
      mappings.push({ issuerDomainPolicy, subjectDomainPolicy: readObjectIdentifier(one, 'subjectDomainPolicy') });
      one.end('PolicyMapping');
    }
    return mappings;
  },
  describe(mappings) {
    const texts = mappings.map(
      ({ issuerDomainPolicy, subjectDomainPolicy }) =>
        `${objectIdentifierName(issuerDomainPolicy)} = ${objectIdentifierName(subjectDomainPolicy)}`,
    );
    return { text: verbatim(texts.join(', ')), json: texts, children: asItems(mappings.map(mappingText)) };
  },
});

function mappingText({ issuerDomainPolicy, subjectDomainPolicy }: PolicyMapping): Message {
  const policies = { issuer: identifierText(issuerDomainPolicy), subject: identifierText(subjectDomainPolicy) };
  return message('{issuer} of the issuer is {subject} of the subject', policies);
}
