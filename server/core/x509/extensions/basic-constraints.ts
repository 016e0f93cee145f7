import { readDefaultFalse } from '../../asn1/boolean.ts';
import { readSmallInteger } from '../../asn1/integer.ts';
import { tags } from '../../asn1/tags.ts';
import { message } from '../../base/message.ts';
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
    const json = { cA, pathLenConstraint: pathLenConstraint ?? null };
    if (!cA) return { text: message('not a certificate authority'), json };
    if (pathLenConstraint === undefined) return { text: message('certificate authority'), json };
    if (pathLenConstraint === 0)
      return { text: message('certificate authority for end-entity certificates only'), json };
    const text = message('certificate authority with at most {count} authorities below it', {
      count: pathLenConstraint,
    });
    return { text, json };
  },
});
