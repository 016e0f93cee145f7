import { readDefaultFalse } from '../../asn1/boolean.ts';
import { readSmallInteger } from '../../asn1/integer.ts';
import { tags } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

export interface BasicConstraints {
  readonly cA: boolean;
  readonly pathLenConstraint: number | undefined;
}

/** RFC 5280, 4.2.1.9. */
export const extension = defineExtension<BasicConstraints>({
  oid: '2.5.29.19',
  name: 'basicConstraints',
  label: message('Basic constraints'),
  read(der) {
    const inner = der.enter('basicConstraints');
    const cA = readDefaultFalse(inner, 'cA');
    const hasLength = inner.peekTag() === tags.integer;
    const pathLenConstraint = hasLength ? readSmallInteger(inner, 'pathLenConstraint') : undefined;
    inner.end('basicConstraints');
    return { cA, pathLenConstraint };
  },
  describe({ cA, pathLenConstraint }) {
    // As OpenSSL prints it; in words it is the certificate's `isCa`.
    const limit = pathLenConstraint === undefined ? '' : `, pathlen:${pathLenConstraint}`;
    const text = verbatim(`CA:${cA ? 'TRUE' : 'FALSE'}${limit}`);
    const children: Field[] = [
      { key: 'cA', label: message('CA'), standard: 'cA', text: cA ? message('yes') : message('no') },
    ];
    if (pathLenConstraint !== undefined) {
      const label = message('CAs allowed below it');
      children.push({
        key: 'pathLen',
        label,
        standard: 'pathLenConstraint',
        text: verbatim(String(pathLenConstraint)),
      });
    }
    return { text, json: { cA, pathLenConstraint: pathLenConstraint ?? null }, children };
  },
});
