/** Strings in OpenSSL's list languages. */
import { span } from '../../../base/span.ts';
import { cipherString, groupList, suiteList } from '../../../tls/cipher-list/cipher-string.ts';
import type { Setting, TlsContext, Unknown } from '../../../tls/context.ts';
import { type ListText, placed } from '../../../tls/list-text.ts';
import { asList } from '../paths.ts';
import { argument, explicit, isNone } from '../place.ts';
import type { Argument, Subject } from '../value.ts';

export type ListFacts = Pick<TlsContext, 'ciphers' | 'cipherSuites' | 'groups'>;

/** `set_ciphersuites` and `set_groups` are there since Python 3.15. */
export function readLists({ call, touches }: Subject): ListFacts {
  const made = call && argument(call, 'ciphers');
  let lists: ListFacts = made && !isNone(made.value) ? { ciphers: setting(made, cipherString) } : {};
  for (const touch of touches) {
    if (touch.kind !== 'call') continue;
    const given = touch.call.arguments[0];
    if (!given || given.star) continue;
    switch (touch.method) {
      case 'set_ciphers':
        lists = { ...lists, ciphers: setting(given, cipherString) };
        break;
      case 'set_ciphersuites':
        lists = { ...lists, cipherSuites: setting(given, (list) => suiteList(list)) };
        break;
      case 'set_groups':
        lists = { ...lists, groups: setting(given, (list) => groupList(list)) };
        break;
    }
  }
  return lists;
}

function setting<T>(given: Argument, make: (list: ListText) => T | Unknown): Setting<T> {
  const list = listText(given);
  return explicit(list ? make(list) : 'unknown', span(given.node.from, given.node.to));
}

function listText({ node, value }: Argument): ListText | undefined {
  if (value.kind !== 'text' || value.base !== 'working-directory' || value.text === '') return undefined;
  const list = asList(value);
  const [first, ...rest] = list.pieces;
  const isPlain = first?.at === 0 && first.span.end - first.span.start === value.text.length && rest.length === 0;
  return isPlain
    ? placed(value.text, first.span, '')
    : { ...list, source: { span: span(node.from, node.to), mark: '"' } };
}
