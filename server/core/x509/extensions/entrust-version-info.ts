import { readNamedBits } from '../../asn1/bit-string.ts';
import { readString } from '../../asn1/string.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

/** Of Entrust's software of the 1990s, with `V7.1` and the like. */
export const extension = defineExtension<string>({
  oid: '1.2.840.113533.7.65.0',
  name: 'entrustVersionInfo',
  label: message('Version of Entrust'),
  isInformative: true,
  read(der) {
    const inner = der.enter('entrustVersionInfo');
    const version = readString(inner, 'entrustVers');
    if (inner.peekTag() === tags.bitString) readNamedBits(inner, 'entrustInfoFlags');
    inner.end('entrustVersionInfo');
    return version;
  },
  describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
});
