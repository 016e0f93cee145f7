import type { Span } from '../../base/span.ts';
import { cipherString, groupList, suiteList } from '../../tls/cipher-list/cipher-string.ts';
import type { TlsContext } from '../../tls/context.ts';
import { type ListText, placed, unplaced } from '../../tls/list-text.ts';
import type { Place } from './place.ts';

export type ListSetting = 'ciphers' | 'cipherSuites' | 'groups';

/** A list of suites or groups in OpenSSL's language, where it stands with its value. */
export function placeOfList(
  setting: ListSetting,
  value: string,
  span: Span,
  valueSpan: Span | undefined,
  more: Partial<TlsContext> = {},
): Place {
  const list = valueSpan ? placed(value, valueSpan, '') : unplaced(value);
  return {
    context: { role: 'client', span, nameSpan: span, hasTrustAnchors: false, ...more, ...fact(setting, list, span) },
    write: () => undefined,
  };
}

function fact(setting: ListSetting, list: ListText, span: Span): Partial<TlsContext> {
  const place = { span, origin: 'explicit' } as const;
  switch (setting) {
    case 'ciphers':
      return { ciphers: { ...place, value: cipherString(list) } };
    case 'cipherSuites':
      return { cipherSuites: { ...place, value: suiteList(list) } };
    case 'groups':
      return { groups: { ...place, value: groupList(list) } };
  }
}
