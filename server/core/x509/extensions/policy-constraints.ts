import { readSmallInteger } from '../../asn1/integer.ts';
import { context } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

export interface PolicyConstraints {
  /** After how many more certificates a policy must be valid for the whole path. */
  readonly requireExplicitPolicy: number | undefined;
  /** After how many more certificates policies are no longer mapped. */
  readonly inhibitPolicyMapping: number | undefined;
}

/** RFC 5280, 4.2.1.11. */
export const extension = defineExtension<PolicyConstraints>({
  oid: '2.5.29.36',
  name: 'policyConstraints',
  label: message('Policy constraints'),
  read(der) {
    const inner = der.enter('policyConstraints');
    inner.notEmpty('policyConstraints');
    const skipCerts = (what: string, tag: number): number | undefined =>
      inner.peekTag() === tag ? readSmallInteger(inner, what, tag) : undefined;
    const requireExplicitPolicy = skipCerts('requireExplicitPolicy', context(0));
    const inhibitPolicyMapping = skipCerts('inhibitPolicyMapping', context(1));
    inner.end('policyConstraints');
    return { requireExplicitPolicy, inhibitPolicyMapping };
  },
  describe({ requireExplicitPolicy, inhibitPolicyMapping }) {
    const parts = [
      ...(requireExplicitPolicy === undefined ? [] : [`requireExplicitPolicy:${requireExplicitPolicy}`]),
      ...(inhibitPolicyMapping === undefined ? [] : [`inhibitPolicyMapping:${inhibitPolicyMapping}`]),
    ];
    const children: Field[] = [];
    if (requireExplicitPolicy !== undefined) {
      const text = verbatim(String(requireExplicitPolicy));
      const label = message('Certificates until a policy is required');
      children.push({ key: 'requireExplicitPolicy', label, standard: 'requireExplicitPolicy', text });
    }
    if (inhibitPolicyMapping !== undefined) {
      const text = verbatim(String(inhibitPolicyMapping));
      const label = message('Certificates until policies are no longer mapped');
      children.push({ key: 'inhibitPolicyMapping', label, standard: 'inhibitPolicyMapping', text });
    }
    return {
      text: verbatim(parts.join(', ')),
      children,
      json: {
        requireExplicitPolicy: requireExplicitPolicy ?? null,
        inhibitPolicyMapping: inhibitPolicyMapping ?? null,
      },
    };
  },
});
