import type { Span } from '../base/span.ts';

// Source code and documentation write boundary lines with nothing between them, or with `…`, `XXXX` or a word that says
// what belongs there. That is no damaged block.

/** Less than the smallest key has (Ed25519, RFC 8410: 60). */
const leastCharacters = 40;
/** Fewer different characters than these are filler: `XXXX`, `MIIBAAAA`. */
const leastDifferent = 10;
/** Longer bodies are no placeholders; what is looked at of them is enough to tell. */
const longestLook = 4096;

/** Whether what stands between two boundaries stands for a block that somebody else puts there. */
export function isPlaceholder(text: string, { start, end }: Span): boolean {
  const body = text.slice(start, Math.min(end, start + longestLook)).replace(/(?<!\\)\\+(?:[nrt]|u000[ad])/gi, ' ');
  if (/\.\.\.|…|\[snip|redacted/i.test(body)) return true;
  const runs = body.match(/[A-Za-z0-9+/]{16,}/g) ?? [];
  const found = runs.join('');
  // Every PKI object is a SEQUENCE (0x30), unless headers say that it is encrypted.
  const isSequence = /^M[A-P]/.test(found) || body.includes('Proc-Type');
  return found.length < leastCharacters || new Set(found).size < leastDifferent || !isSequence;
}

/** Whether a boundary without its other half has base64 text where its block would be. */
export function hasBase64Beside(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  return endsInBase64(before) || /^[\s\\nr"'+]*[A-Za-z0-9+/]{40}/.test(after);
}

/** Forty characters of base64, with nothing behind them but what ends a line: in one pass, for boundaries are many. */
function endsInBase64(text: string): boolean {
  let run = 0;
  let ends = false;
  for (const character of text) {
    run = /[A-Za-z0-9+/]/.test(character) ? run + 1 : 0;
    ends = run >= 40 || (ends && /[=\s\\nr"']/.test(character));
  }
  return ends;
}
