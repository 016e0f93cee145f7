/** A cipher string of a configuration, ready to be asked about. Weighs: only readers of configurations import it. */

import type { Unknown } from '../context.ts';
import type { ListText } from '../list-text.ts';
import type { CipherString, CipherStringReading, GroupList, SuiteList } from '../lists.ts';
import type { OpenSslVersion } from './cipher-suite.ts';
import { longestText } from './commands.ts';
import { expand } from './expand.ts';
import { readGroups } from './groups.ts';
import { nearestName } from './nearest.ts';
import { isRetiredWord, weaknessOf } from './retired.ts';
import { readSuiteList } from './suite-list.ts';
import { needsCallback, usableSuites } from './usable.ts';
import { judge } from './verdict.ts';

/** More lists than a file has different ones; then all are forgotten. */
const mostKept = 200;
const kept = new Map<string, CipherStringReading>();

/** What no OpenSSL of the project reads: Red Hat's takes a list from a file of the machine (`PROFILE=SYSTEM`). */
const ofMachine = /^PROFILE=/;

/** Of a longer one only the beginning is read, which is said: thousands of servers may inherit it. Nothing rewrites it. */
function bounded(list: ListText): ListText {
  if (list.text.length <= longestText) return list;
  return { text: list.text.slice(0, longestText + 1), pieces: list.pieces };
}

export function cipherString(list: ListText): CipherString | Unknown {
  if (ofMachine.test(list.text)) return 'unknown';
  const { text, ...rest } = bounded(list);
  return { text, ...rest, read: (version) => readString(text, version) };
}

/** Of a program that may be built with BoringSSL, where suites can have the same preference (`[A|B]`). */
export function cipherStringOfAnyLibrary(list: ListText): CipherString | Unknown {
  return /\[[\w+-]{1,80}\|/.test(bounded(list).text) ? 'unknown' : cipherString(list);
}

export function suiteList(list: ListText, shared = false): SuiteList {
  const { text, ...rest } = bounded(list);
  return { text, ...rest, shared, read: (version) => readSuiteList(text, version) };
}

export function groupList(list: ListText, automatic?: string): GroupList {
  const { text, ...rest } = bounded(list);
  return { text, ...rest, ...(automatic !== undefined && { automatic }), read: (version) => readGroups(text, version) };
}

function readString(text: string, version: OpenSslVersion): CipherStringReading {
  const key = `${version} ${text}`;
  const known = kept.get(key);
  if (known) return known;
  const expansion = expand(text, version);
  const reading: CipherStringReading = {
    ...expansion,
    usable: usableSuites(expansion),
    judge,
    needsCallback,
    nearest: (name) => nearestName(name, version),
    weaknessOf,
    isRetiredWord,
    ianaSuite: (name) => (name.startsWith('TLS_') ? nearestName(name, version) : undefined),
    expand: (list) => expand(list, version),
  };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, reading);
  return reading;
}
