import type { DerReader } from '../../asn1/der-reader.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { readString } from '../../asn1/string.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

export interface PolicyInformation {
  /** Dotted identifier. */
  readonly policyIdentifier: string;
  /** Addresses of certification practice statements. */
  readonly cps: readonly string[];
  /** Dotted identifiers of the qualifiers, known or not. */
  readonly qualifiers: readonly string[];
}

const cpsQualifier = '1.3.6.1.5.5.7.2.1';

/** RFC 5280, 4.2.1.4. */
export const extension = defineExtension<readonly PolicyInformation[]>({
  oid: '2.5.29.32',
  name: 'certificatePolicies',
  label: message('Policies'),
  read(der) {
    const inner = der.enter('certificatePolicies');
    const policies: PolicyInformation[] = [];
    inner.notEmpty('certificatePolicies');
    while (!inner.atEnd) {
      const one = inner.enter('PolicyInformation');
      const policyIdentifier = readObjectIdentifier(one, 'policyIdentifier');
      const qualifiers = one.enterOptional('policyQualifiers', tags.sequence);
      policies.push({ policyIdentifier, ...readQualifiers(qualifiers) });
      one.end('PolicyInformation');
    }
    return policies;
  },
  describe(policies) {
    const entries = policies.map(({ policyIdentifier, cps }) => {
      const name = objectIdentifierName(policyIdentifier);
      return {
        policy: policyIdentifier,
        ...(name === policyIdentifier ? {} : { name }),
        ...(cps.length > 0 ? { cps: cps.map(visible) } : {}),
      };
    });
    const text = policies.map(({ policyIdentifier }) => objectIdentifierName(policyIdentifier)).join(', ');
    return { text: verbatim(text), json: entries };
  },
});

/** PolicyQualifierInfo: the CPS addresses; user notices are passed over. */
function readQualifiers(der: DerReader | undefined): Pick<PolicyInformation, 'cps' | 'qualifiers'> {
  const cps: string[] = [];
  const qualifiers: string[] = [];
  while (der && !der.atEnd) {
    const one = der.enter('PolicyQualifierInfo');
    const identifier = readObjectIdentifier(one, 'policyQualifierId');
    const qualifier = one.element('qualifier');
    qualifiers.push(identifier);
    if (identifier === cpsQualifier) cps.push(readString(one, 'cPSuri', qualifier));
    one.end('PolicyQualifierInfo');
  }
  return { cps, qualifiers };
}
