import { isHostName } from '../name-syntax.ts';
import { type ConstraintForm, ofName } from './form.ts';

/** Any name that is made by adding labels on the left. No leading dot; the empty base holds every name. */
export const dnsName: ConstraintForm<'dNSName'> = {
  type: 'dNSName',
  isConstraint: ({ value }) => value === '' || isHostName(value),
  isWithin: (name, base) => isBelow(withoutWildcard(name.value), base.value),
  touches(name, base) {
    const domain = withoutWildcard(name.value);
    if (isBelow(domain, base.value)) return true;
    if (!name.value.startsWith('*.') || domain === '') return false;
    // `*.example.com` also stands for `host.example.com`, which may be what is excluded.
    const subtree = base.value.toLowerCase();
    return isBelow(subtree, domain) && subtree.lastIndexOf('.', subtree.length - domain.length - 2) < 0;
  },
};

const withoutWildcard = ofName((name) => (name.startsWith('*.') ? name.slice(2) : name).toLowerCase());

/** Of thousands of bases nearly all differ in where their first label would begin. `name` has no capital letters. */
function isBelow(name: string, base: string): boolean {
  const before = name.length - base.length;
  if (before === 0) return name === base.toLowerCase();
  if (base === '') return true;
  return before > 0 && name.charCodeAt(before - 1) === fullStop && name.endsWith(base.toLowerCase());
}

const fullStop = 0x2e;
