import type { Followed } from '../follow.ts';
import { explicit, type Place } from '../place.ts';
import { children, spanOf } from '../syntax.ts';
import { removeStatements } from '../text-edits.ts';
import type { Patch } from '../value.ts';

const defaults = new Set(['ssl._create_default_https_context', 'ssl.create_default_context']);
const unverified = new Set(['ssl._create_unverified_context', 'ssl._create_stdlib_context']);

/** `ssl._create_default_https_context = ssl._create_unverified_context`: verification off for the whole program. */
export function readDefaultContexts({ patches }: Followed): Place[] {
  return patches.flatMap((patch) => {
    const { name, value } = patch;
    return defaults.has(name) && value.kind === 'name' && unverified.has(value.name) ? [placeOf(patch)] : [];
  });
}

function placeOf({ statement, target }: Patch): Place {
  const span = spanOf(statement);
  const isSimple = statement.name === 'AssignStatement' && children(statement).length === 3;
  return {
    context: {
      role: 'client',
      span,
      nameSpan: spanOf(target),
      peerVerification: explicit('none', span),
      hostnameVerification: explicit(false, span),
      hasTrustAnchors: false,
    },
    insecure: isSimple ? [statement] : [],
    write({ setting }, { text, removable }) {
      if (!isSimple || (setting !== 'verify-peer' && setting !== 'verify-hostname')) return undefined;
      return removeStatements(text, [statement], removable);
    },
  };
}
