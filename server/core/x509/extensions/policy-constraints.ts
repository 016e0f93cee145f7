import { readSmallInteger } from '../../asn1/integer.ts';
import { context } from '../../asn1/tags.ts';
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
    return {
      text: verbatim(parts.join(', ')),
      json: {
        requireExplicitPolicy: requireExplicitPolicy ?? null,
        inhibitPolicyMapping: inhibitPolicyMapping ?? null,
      },
    };
  },
});
