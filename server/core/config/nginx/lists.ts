/** Cipher strings, TLS 1.3 suites and groups: directives of their own, and commands that override them. */

import { cipherStringOfAnyLibrary, groupList, suiteList } from '../../tls/cipher-list/cipher-string.ts';
import type { Setting, TlsContext, Unknown } from '../../tls/context.ts';
import { type ListText, placed, unplaced } from '../../tls/list-text.ts';
import type { Family } from './families.ts';
import { type Found, find, type Level } from './level.ts';
import { isTemplate } from './templates.ts';
import type { Word } from './tokens.ts';
import { type Directive, headSpan } from './tree.ts';

export type ListFacts = Pick<TlsContext, 'ciphers' | 'cipherSuites' | 'groups'>;

/** The names of SSL_CONF_cmd(3), which does not mind their case. */
const commands: Readonly<Record<string, keyof ListFacts>> = {
  cipherstring: 'ciphers',
  ciphersuites: 'cipherSuites',
  groups: 'groups',
  curves: 'groups',
};

export function readLists(level: Level, family: Family, use: (found: Found) => void): ListFacts {
  const own = (name: string | undefined): Given | undefined => {
    const found = name === undefined ? undefined : find(level, name);
    const directive = found?.directives.at(-1);
    if (!found || !directive) return undefined;
    use(found);
    // Another number of arguments is not what nginx accepts.
    return directive.args.length === 1 ? { directive, word: directive.args[0], origin: found.origin } : undefined;
  };
  const given: { -readonly [K in keyof ListFacts]: Given | undefined } = {
    ciphers: own(family.ciphers),
    cipherSuites: undefined,
    groups: own(family.groups),
  };
  const found = find(level, family.command);
  if (found) use(found);
  for (const directive of found?.directives ?? []) {
    const [name, word] = directive.args;
    const key = commands[name?.value.toLowerCase() ?? ''];
    if (key && word && found) given[key] = { directive, word, origin: found.origin };
  }
  const { ciphers, cipherSuites, groups } = given;
  // `auto` is nginx's own word, not OpenSSL's.
  const isAutomatic = groups?.directive.name.value === family.groups;
  return {
    ...(ciphers && { ciphers: setting(ciphers, cipherStringOfAnyLibrary) }),
    ...(cipherSuites && { cipherSuites: setting(cipherSuites, (list) => suiteList(list)) }),
    ...(groups && { groups: setting(groups, (list) => groupList(list, isAutomatic ? 'auto' : undefined)) }),
  };
}

interface Given {
  readonly directive: Directive;
  readonly word: Word | undefined;
  readonly origin: Found['origin'];
}

function setting<T>({ directive, word, origin }: Given, make: (list: ListText) => T | Unknown): Setting<T> {
  const value = word && !isTemplate(word.value) ? make(listText(word)) : 'unknown';
  return { value, span: headSpan(directive), origin };
}

/** The marks around a quoted word stay where they are; a list needs no quoting itself. */
function listText({ value, content }: Word): ListText {
  const isLiteral = content.end - content.start === value.length;
  return isLiteral ? placed(value, content, '') : unplaced(value);
}
