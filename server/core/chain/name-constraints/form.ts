import type { GeneralName } from '../../x509/types.ts';

/** How names of one form are compared with the constraints on them (RFC 5280, 4.2.1.10). One file a form. */
export interface ConstraintForm<T extends GeneralName['type']> {
  readonly type: T;
  /** Whether a constraint's base has a meaning. */
  isConstraint(base: NameOf<T>): boolean;
  /** Whether everything that `name` stands for lies within `base`. */
  isWithin(name: NameOf<T>, base: NameOf<T>): boolean;
  /** Whether anything that `name` stands for lies within `base`; as `isWithin` where a name stands for itself alone. */
  touches?(name: NameOf<T>, base: NameOf<T>): boolean;
}

export type NameOf<T extends GeneralName['type']> = GeneralName & { readonly type: T };

/** What is worked out of a name: it is compared with thousands of constraints, one after the other. */
export function ofName<V>(work: (value: string) => V): (value: string) => V {
  let last: { readonly of: string; readonly value: V } | undefined;
  return (value) => {
    if (last?.of !== value) last = { of: value, value: work(value) };
    return last.value;
  };
}
