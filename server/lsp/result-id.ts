import type { Diagnostic } from 'vscode-languageserver';

/** The name of an empty list. */
export const noFindings = 'none';

/**
 * Names a list of diagnostics by what it says (FNV-1a, 2 × 32 bits), so that the same list has the same name whether it
 * was pulled for the document or for the workspace, and in the next session too.
 */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return noFindings;
  const text = JSON.stringify(diagnostics);
  return hash(text, 0x811c9dc5) + hash(text, 0x7ee3623a);
}

function hash(text: string, seed: number): string {
  let state = seed;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return (state >>> 0).toString(16).padStart(8, '0');
}
