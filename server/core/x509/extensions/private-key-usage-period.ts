import type { DerReader } from '../../asn1/der-reader.ts';
import { context } from '../../asn1/tags.ts';
import { readImplicitTime } from '../../asn1/time.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 3280, 4.2.1.4: when the private key signs, where that is not the whole validity. */
export interface PrivateKeyUsagePeriod {
  readonly notBefore: Date | undefined;
  readonly notAfter: Date | undefined;
}

export const extension = defineExtension<PrivateKeyUsagePeriod>({
  oid: '2.5.29.16',
  name: 'privateKeyUsagePeriod',
  label: message('The private key signs'),
  read(der) {
    const inner = der.enter('privateKeyUsagePeriod');
    const notBefore = readBound(inner, 'notBefore', 0);
    const notAfter = readBound(inner, 'notAfter', 1);
    inner.end('privateKeyUsagePeriod');
    return { notBefore, notAfter };
  },
  describe({ notBefore, notAfter }) {
    const from = notBefore && seconds(notBefore);
    const to = notAfter && seconds(notAfter);
    const children: Field[] = [];
    if (from !== undefined) children.push({ key: 'notBefore', label: message('from'), text: verbatim(from) });
    if (to !== undefined) children.push({ key: 'notAfter', label: message('until'), text: verbatim(to) });
    const text = message('{from} to {to}', { from: from ?? '…', to: to ?? '…' });
    return { text, json: { notBefore: from ?? null, notAfter: to ?? null }, children };
  },
});

function readBound(der: DerReader, what: string, number: number): Date | undefined {
  return der.peekTag() === context(number) ? readImplicitTime(der, what, context(number)) : undefined;
}

function seconds(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('.000Z', 'Z');
}
