import { editDistance } from '../../base/edit-distance.ts';
import type { OpenSslVersion } from './cipher-suite.ts';
import { cipherSuites } from './cipher-suite.ts';
import { keywordNames } from './selector.ts';

/** Farther than this is another word. */
const mostEdits = 3;
const longestName = 64;

/** The name that was probably meant: IANA's is given in OpenSSL's spelling, else the least edits away. */
export function nearestName(name: string, version: OpenSslVersion): string | undefined {
  if (name.length > longestName) return undefined;
  const suites = cipherSuites(version);
  const iana = suites.find(({ ianaName }) => ianaName === name);
  if (iana) return iana.name;
  const wanted = name.toUpperCase();
  let best: string | undefined;
  let least = Math.min(mostEdits, Math.floor(name.length / 3)) + 1;
  for (const candidate of [...keywordNames, ...suites.map((suite) => suite.name)]) {
    if (candidate === name) continue;
    const edits = editDistance(wanted, candidate.toUpperCase(), least);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}
