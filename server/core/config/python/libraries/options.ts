/** How libraries read the values of their options. */
import type { SyntaxNode } from '@lezer/common';
import type { Unknown } from '../../../tls/context.ts';
import type { SourceFile } from '../place.ts';
import { readVerifyMode } from '../ssl/verify-mode.ts';
import type { Value } from '../value.ts';
import { writePath } from '../written-path.ts';
import type { Written } from './client-library.ts';

export function isNotFalse(value: Value): boolean | Unknown {
  if (value.kind === 'constant') return value.value !== false;
  return value.kind === 'text' ? true : 'unknown';
}

/** Off for whatever counts as false, but None. */
export function isNotFalsy(value: Value): boolean | Unknown {
  if (value.kind === 'constant') return value.value === null || Boolean(value.value);
  return value.kind === 'text' ? value.text !== '' || value.base === 'document' : 'unknown';
}

export function isTrue(value: Value): boolean | Unknown {
  return value.kind === 'constant' ? Boolean(value.value) : 'unknown';
}

/** For a switch of what is allowed against all advice: it leaves the check on unless it is true. */
export function isNotTrue(value: Value): boolean | Unknown {
  return value.kind === 'constant' ? !value.value : 'unknown';
}

/** `ssl.CERT_NONE`, `'CERT_NONE'`, and `'NONE'` for short in any case. */
export function isNotNone(value: Value): boolean | Unknown {
  const mode = value.kind === 'text' ? readMode(value.text.toUpperCase()) : readVerifyMode(value);
  return mode === 'unknown' ? mode : mode !== 'none';
}

function readMode(mode: string): ReturnType<typeof readVerifyMode> {
  return readVerifyMode({ kind: 'name', name: `ssl.${mode.startsWith('CERT_') ? mode : `CERT_${mode}`}` });
}

/** A path object as the string that most libraries ask for. */
function asString(path: string): string {
  return / \/ /.test(path) ? `str(${path})` : path;
}

/** Trust by a keyword that takes the path of a CA file. */
export function trustByFile(keyword: string): (anchors: string, file: SourceFile, place: SyntaxNode) => Written {
  return (anchors, file, place) => {
    const { text, edits } = writePath(anchors, file, place);
    return { keyword, value: asString(text), edits };
  };
}
