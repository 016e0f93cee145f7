import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';
import { readPolicies } from './certificate-policies.ts';

/** Microsoft's form of extKeyUsage: purposes, written as policies. */
export const extension = defineExtension<readonly string[]>({
  oid: '1.3.6.1.4.1.311.21.10',
  name: 'msApplicationPolicies',
  label: message('Purposes (Microsoft)'),
  isInformative: true,
  read: (der) => readPolicies(der, 'msApplicationPolicies').map(({ policyIdentifier }) => policyIdentifier),
  describe: (purposes) => ({
    text: verbatim(purposes.map(objectIdentifierName).join(', ')),
    json: purposes.map(objectIdentifierName),
    children: asItems(purposes.map(identifierText)),
  }),
});
