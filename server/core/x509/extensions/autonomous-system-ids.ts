import type { DerReader } from '../../asn1/der-reader.ts';
import { readUnsignedNumber } from '../../asn1/integer.ts';
import { context, tags } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** Numbers and ranges, or those of the issuer. */
type Identifiers = readonly string[] | 'inherit';

/** RFC 3779, 3.2.3: networks that the subject may speak for. */
export interface AutonomousSystemIds {
  readonly asnum: Identifiers | undefined;
  readonly rdi: Identifiers | undefined;
}

export const extension = defineExtension<AutonomousSystemIds>({
  oid: '1.3.6.1.5.5.7.1.8',
  name: 'autonomousSysIds',
  label: message('Networks that it may speak for'),
  read(der) {
    const inner = der.enter('autonomousSysIds');
    const asnum = inner.enterOptional('asnum', context(0, true));
    const numbers = asnum && readIdentifiers(asnum);
    const rdi = inner.enterOptional('rdi', context(1, true));
    const domains = rdi && readIdentifiers(rdi);
    inner.end('autonomousSysIds');
    return { asnum: numbers, rdi: domains };
  },
  describe({ asnum, rdi }) {
    const children: Field[] = [];
    const text = (ids: Identifiers) => (ids === 'inherit' ? message('those of the issuer') : verbatim(ids.join(', ')));
    if (asnum) children.push({ key: 'asnum', label: message('Autonomous systems'), text: text(asnum) });
    if (rdi) children.push({ key: 'rdi', label: message('Routing domains'), text: text(rdi) });
    return { text: text(asnum ?? rdi ?? []), json: { asnum: asnum ?? null, rdi: rdi ?? null }, children };
  },
});

function readIdentifiers(der: DerReader): Identifiers {
  if (der.optional('inherit', tags.null)) return 'inherit';
  const inner = der.enter('asIdsOrRanges');
  const ids: string[] = [];
  while (!inner.atEnd) {
    if (inner.peekTag() === tags.integer) {
      ids.push(String(readUnsignedNumber(inner, 'id')));
      continue;
    }
    const range = inner.enter('range');
    const min = readUnsignedNumber(range, 'min');
    ids.push(`${min}-${readUnsignedNumber(range, 'max')}`);
    range.end('range');
  }
  return ids;
}
