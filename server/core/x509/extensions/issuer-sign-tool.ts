import { readString } from '../../asn1/string.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

const parts = ['signTool', 'cATool', 'signToolCert', 'cAToolCert'] as const;

/** RFC 9215, 4: with what the issuer signed, and what certifies that. */
export const extension = defineExtension<readonly string[]>({
  oid: '1.2.643.100.112',
  name: 'issuerSignTool',
  label: message('What the issuer signs with'),
  isInformative: true,
  read(der) {
    const inner = der.enter('issuerSignTool');
    const texts = parts.map((part) => visible(readString(inner, part)));
    inner.end('issuerSignTool');
    return texts;
  },
  describe: (texts) => ({
    text: verbatim(texts.join(', ')),
    json: Object.fromEntries(parts.map((part, i) => [part, texts[i] ?? ''])),
    children: parts.map((part, i) => ({ key: part, label: verbatim(part), text: verbatim(texts[i] ?? '') })),
  }),
});
