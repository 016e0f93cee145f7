import { readSmallInteger } from '../../asn1/integer.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { decodeUtf8 } from '../../asn1/string.ts';
import { tags } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';

/** RFC 3820, 3.8: a certificate that its holder made for somebody to act in the holder's place. */
export interface ProxyCertInfo {
  readonly pCPathLenConstraint: number | undefined;
  /** Dotted identifier. */
  readonly policyLanguage: string;
  readonly policy: Uint8Array | undefined;
}

export const extension = defineExtension<ProxyCertInfo>({
  oid: '1.3.6.1.5.5.7.1.14',
  name: 'proxyCertInfo',
  label: message('Proxy certificate'),
  read(der) {
    const inner = der.enter('proxyCertInfo');
    const isLimited = inner.peekTag() === tags.integer;
    const pCPathLenConstraint = isLimited ? readSmallInteger(inner, 'pCPathLenConstraint') : undefined;
    const proxyPolicy = inner.enter('proxyPolicy');
    const policyLanguage = readObjectIdentifier(proxyPolicy, 'policyLanguage');
    const policy = proxyPolicy.optional('policy', tags.octetString)?.contents;
    proxyPolicy.end('proxyPolicy');
    inner.end('proxyCertInfo');
    return { pCPathLenConstraint, policyLanguage, policy };
  },
  describe({ pCPathLenConstraint, policyLanguage, policy }) {
    const policyText = policy && visible(decodeUtf8(policy));
    const children: Field[] = [
      { key: 'policyLanguage', label: message('Policy language'), text: identifierText(policyLanguage) },
      {
        key: 'pCPathLenConstraint',
        label: message('Further proxies'),
        text: pCPathLenConstraint === undefined ? message('without limit') : verbatim(String(pCPathLenConstraint)),
      },
    ];
    if (policyText !== undefined)
      children.push({ key: 'policy', label: message('Policy'), text: verbatim(policyText) });
    return {
      text: verbatim(objectIdentifierName(policyLanguage)),
      json: { pCPathLenConstraint: pCPathLenConstraint ?? null, policyLanguage, policy: policyText ?? null },
      children,
    };
  },
});
