import { type GeneralSubtree, extension as nameConstraints } from '../../x509/extensions/name-constraints.ts';
import { formatGeneralName } from '../../x509/general-name.ts';
import type { Certificate, GeneralName } from '../../x509/types.ts';
import type { Spending } from '../budget.ts';
import { isHostName, readUri } from '../name-syntax.ts';
import { displayName, type FailurePlace, type PathFailure, pathFailure } from '../path-failure.ts';
import { readSmtpUtf8Mailbox } from '../smtp-utf8-mailbox.ts';
import { directoryName } from './directory-name.ts';
import { dnsName } from './dns-name.ts';
import type { ConstraintForm } from './form.ts';
import { ipAddress } from './ip-address.ts';
import { rfc822Name } from './rfc822-name.ts';
import { uniformResourceIdentifier } from './uniform-resource-identifier.ts';

type NameType = GeneralName['type'];
type AnyForm = ConstraintForm<NameType>;

const forms: ReadonlyMap<NameType, AnyForm> = new Map(
  [dnsName, ipAddress, rfc822Name, uniformResourceIdentifier, directoryName].map((form) => [
    form.type,
    form as AnyForm,
  ]),
);

/** The form's own rule about a constraint; a form without one can only be refused where it occurs. */
export function isConstraint(base: GeneralName): boolean {
  return forms.get(base.type)?.isConstraint(base) ?? true;
}

interface Limits {
  readonly ca: Certificate;
  readonly permitted: ReadonlyMap<NameType, readonly GeneralSubtree[]>;
  readonly excluded: ReadonlyMap<NameType, readonly GeneralSubtree[]>;
}

/**
 * permitted_subtrees and excluded_subtrees (RFC 5280, 6.1.1): a name must be within what every CA above permits, and
 * outside of what any excludes. Kept for each CA apart, which is the same as their intersection and union, and tells
 * whose limit it is.
 */
export class NameConstraintsState {
  readonly #limits: Limits[] = [];

  /** RFC 5280, 6.1.4 (g). */
  add(ca: Certificate): void {
    const constraints = ca.extensionValues.get(nameConstraints);
    if (!constraints) return;
    const { permittedSubtrees, excludedSubtrees } = constraints;
    this.#limits.push({ ca, permitted: byType(permittedSubtrees), excluded: byType(excludedSubtrees) });
  }

  /** RFC 5280, 6.1.3 (b) and (c). Stops where the budget ends, which `spending` then says. */
  check(place: FailurePlace, spending: Spending): PathFailure[] {
    if (this.#limits.length === 0) return [];
    const failures: PathFailure[] = [];
    for (const name of constrainedNames(place.certificate)) {
      for (const limits of this.#limits) {
        const found = checkName(name, limits, place, spending);
        if (found) failures.push(found);
        // One name that is wrong says it; a thousand would only be longer.
        if (failures.length >= 8 || spending.exhausted) return failures;
      }
    }
    return failures;
  }
}

function byType(subtrees: readonly GeneralSubtree[] = []): ReadonlyMap<NameType, readonly GeneralSubtree[]> {
  const groups = new Map<NameType, GeneralSubtree[]>();
  for (const subtree of subtrees) {
    const group = groups.get(subtree.base.type);
    if (group) group.push(subtree);
    else groups.set(subtree.base.type, [subtree]);
  }
  return groups;
}

/** The names that constraints apply to: subject, subjectAltName, and an emailAddress where there is no subjectAltName. */
function constrainedNames({ subject, subjectAltName }: Certificate): GeneralName[] {
  const names: GeneralName[] = subject.rdns.length > 0 ? [{ type: 'directoryName', value: subject }] : [];
  if (subjectAltName) return [...names, ...subjectAltName, ...subjectAltName.flatMap(asMailbox)];
  const mailboxes = subject.rdns.flat().filter(({ type }) => type === '1.2.840.113549.1.9.1');
  return [...names, ...mailboxes.map(({ value }) => ({ type: 'rfc822Name', value }) as const)];
}

/** RFC 9598, 6: constraints on rfc822Name hold for mailboxes beyond ASCII as well. */
function asMailbox(name: GeneralName): GeneralName[] {
  const value = readSmtpUtf8Mailbox(name);
  return value === undefined || value === 'malformed' ? [] : [{ type: 'rfc822Name', value }];
}

function checkName(
  name: GeneralName,
  { ca, permitted, excluded }: Limits,
  place: FailurePlace,
  spending: Spending,
): PathFailure | undefined {
  const allowed = permitted.get(name.type);
  const forbidden = excluded.get(name.type) ?? [];
  if (!allowed && forbidden.length === 0) return undefined;
  const form = forms.get(name.type);
  const caName = displayName(ca);
  if (!form) return pathFailure('constraint-unsupported', place, { ca: caName, form: name.type });
  if (!spending.take('comparisons', forbidden.length + (allowed?.length ?? 0))) return undefined;
  const shown = formatGeneralName(name);
  if (name.type === 'uniformResourceIdentifier' && !isHostName(readUri(name.value)?.host ?? '')) {
    return pathFailure('constraint-unsupported', place, { ca: caName, form: shown });
  }
  const hit = forbidden.find(({ base }) => (form.touches ?? form.isWithin)(name, base));
  if (hit) {
    return pathFailure('name-excluded', place, { name: shown, ca: caName, constraint: formatGeneralName(hit.base) });
  }
  if (!allowed || allowed.some(({ base }) => form.isWithin(name, base))) return undefined;
  const shownBases = allowed.slice(0, 5).map(({ base }) => formatGeneralName(base));
  if (allowed.length > shownBases.length) shownBases.push('…');
  return pathFailure('name-not-permitted', place, { name: shown, ca: caName, permitted: shownBases });
}
