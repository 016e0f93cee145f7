import type { Value } from '../value.ts';

/** `ssl.VERIFY_…` or `ssl.OP_…`, one or several; undefined for anything else. */
export function flagNames(value: Value, prefix: RegExp): readonly string[] | undefined {
  const names = value.kind === 'flags' ? value.names : value.kind === 'name' ? [value.name] : undefined;
  return names?.every((name) => prefix.test(name)) ? names : undefined;
}
