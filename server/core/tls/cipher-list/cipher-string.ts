/** A cipher string of a configuration, ready to be asked about. Weighs: only readers of configurations import it. */

import { limits } from '../../base/limits.ts';
import type { Unknown } from '../context.ts';
import type { ListText } from '../list-text.ts';
import type { CipherString, CipherStringReading, GroupList, SuiteList } from '../lists.ts';
import type { OpenSslVersion } from './cipher-suite.ts';
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

function beginningOf({ text }: ListText): string {
  return text.slice(0, limits.listCharacters);
}

export function cipherString(list: ListText): CipherString | Unknown {
  if (ofMachine.test(list.text) || list.text.length > limits.listCharacters) return 'unknown';
  return { ...list, read: (version) => readString(list.text, version) };
}

/** Of a program that may be built with BoringSSL, where suites can have the same preference (`[A|B]`). */
export function cipherStringOfAnyLibrary(list: ListText): CipherString | Unknown {
  return /\[[\w+-]{1,80}\|/.test(beginningOf(list)) ? 'unknown' : cipherString(list);
}

export function suiteList(list: ListText, shared = false): SuiteList {
  return { ...list, shared, read: (version) => readSuiteList(beginningOf(list), version) };
}

export function groupList(list: ListText, automatic?: string): GroupList {
  return {
    ...list,
    ...(automatic !== undefined && { automatic }),
    read: (version) => readGroups(beginningOf(list), version),
  };
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
