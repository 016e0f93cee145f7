import type { TlsContext } from '../../../tls/context.ts';
import type { Subject } from '../value.ts';
import type { Creation } from './creation.ts';
import { flagNames } from './flag-names.ts';

/** What `verify_flags` says of the paths that a context accepts. */
export interface PathFlags {
  readonly requiresRoot: boolean;
  readonly scope: TlsContext['revocationScope'];
}

export function readPathFlags({ touches }: Subject, { kind }: Creation): PathFlags {
  const assigned = touches.flatMap((touch) =>
    touch.kind === 'assignment' && touch.attribute === 'verify_flags' ? [flagNames(touch.value, /^ssl\./)] : [],
  );
  const names = assigned.flatMap((one) => one ?? []);
  const has = (flag: RegExp): boolean => names.some((name) => flag.test(name));
  const isKnown = assigned.every((one) => one !== undefined);
  return {
    // create_default_context() sets VERIFY_X509_PARTIAL_CHAIN from Python 3.13 on.
    requiresRoot: kind === 'protocol' && isKnown && !has(/\.VERIFY_X509_PARTIAL_CHAIN$/),
    scope: has(/\.VERIFY_CRL_CHECK_CHAIN$/) ? 'path' : has(/\.VERIFY_CRL_CHECK_LEAF$/) ? 'leaf' : undefined,
  };
}
