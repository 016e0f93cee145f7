import type { DerReader } from '../../asn1/der-reader.ts';
import { readSmallInteger } from '../../asn1/integer.ts';
import { context } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import { formatGeneralName, readGeneralName } from '../general-name.ts';
import type { GeneralName } from '../types.ts';

export interface GeneralSubtree {
  readonly base: GeneralName;
  /** RFC 5280 wants 0 and nothing for these; others occur and must be refused, not ignored. */
  readonly minimum: number;
  readonly maximum: number | undefined;
}

export interface NameConstraints {
  readonly permittedSubtrees: readonly GeneralSubtree[] | undefined;
  readonly excludedSubtrees: readonly GeneralSubtree[] | undefined;
}

/** RFC 5280, 4.2.1.10. */
export const extension = defineExtension<NameConstraints>({
  oid: '2.5.29.30',
  name: 'nameConstraints',
  label: message('Name constraints'),
  read(der) {
    const inner = der.enter('nameConstraints');
    const permitted = inner.enterOptional('permittedSubtrees', context(0, true));
    const permittedSubtrees = permitted && readSubtrees(permitted);
    const excluded = inner.enterOptional('excludedSubtrees', context(1, true));
    const excludedSubtrees = excluded && readSubtrees(excluded);
    inner.end('nameConstraints');
    return { permittedSubtrees, excludedSubtrees };
  },
  describe({ permittedSubtrees, excludedSubtrees }) {
    const permitted = permittedSubtrees?.map(({ base }) => formatGeneralName(base)) ?? [];
    const excluded = excludedSubtrees?.map(({ base }) => formatGeneralName(base)) ?? [];
    const children: Field[] = [];
    if (permittedSubtrees) {
      const label = message('Permitted');
      const parts = asItems(permitted.map(verbatim));
      children.push({
        key: 'permittedSubtrees',
        label,
        standard: 'permittedSubtrees',
        json: permitted,
        children: parts,
      });
    }
    if (excludedSubtrees) {
      const label = message('Excluded');
      const parts = asItems(excluded.map(verbatim));
      children.push({ key: 'excludedSubtrees', label, standard: 'excludedSubtrees', json: excluded, children: parts });
    }
    const counts = { permitted: permitted.length, excluded: excluded.length };
    const text = message('{permitted} permitted, {excluded} excluded', counts);
    return { text, json: { permittedSubtrees: permitted, excludedSubtrees: excluded }, children };
  },
});

function readSubtrees(der: DerReader): GeneralSubtree[] {
  const subtrees: GeneralSubtree[] = [];
  der.notEmpty('GeneralSubtrees');
  while (!der.atEnd) {
    const one = der.enter('GeneralSubtree');
    const base = readGeneralName(one, 'base', true);
    const minimum = one.peekTag() === context(0) ? readSmallInteger(one, 'minimum', context(0)) : 0;
    const maximum = one.peekTag() === context(1) ? readSmallInteger(one, 'maximum', context(1)) : undefined;
    one.end('GeneralSubtree');
    subtrees.push({ base, minimum, maximum });
  }
  return subtrees;
}
