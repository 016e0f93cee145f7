import { isHostName } from '../name-syntax.ts';
import type { ConstraintForm } from './form.ts';

/** Any name that is made by adding labels on the left. No leading dot; the empty base holds every name. */
export const dnsName: ConstraintForm<'dNSName'> = {
  type: 'dNSName',
  isConstraint: ({ value }) => value === '' || isHostName(value),
  isWithin: (name, base) => isBelow(withoutWildcard(name.value), base.value.toLowerCase()),
  touches(name, base) {
    const domain = withoutWildcard(name.value);
    const subtree = base.value.toLowerCase();
    if (isBelow(domain, subtree)) return true;
    // `*.example.com` also stands for `host.example.com`, which may be what is excluded.
    const isWildcard = name.value.startsWith('*.');
    return isWildcard && subtree.endsWith(`.${domain}`) && !subtree.slice(0, -domain.length - 1).includes('.');
  },
};

function withoutWildcard(name: string): string {
  return (name.startsWith('*.') ? name.slice(2) : name).toLowerCase();
}

function isBelow(name: string, base: string): boolean {
  return base === '' || name === base || name.endsWith(`.${base}`);
}
