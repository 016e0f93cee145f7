import type { Diagnostic, Range } from 'vscode-languageserver';

/** The name of an empty list. */
export const noFindings = 'none';

/**
 * Names a list of diagnostics by what it says (FNV-1a, 2 × 32 bits), so that the same list has the same name whether it
 * was pulled for the document or for the workspace, and in the next session too.
 */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return noFindings;
  const name = new Hash();
  for (const { range, severity = 0, code = '', message, codeDescription, relatedInformation = [] } of diagnostics) {
    name.addRange(range);
    name.add(severity);
    name.addText(String(code));
    name.addText(typeof message === 'string' ? message : message.value);
    name.addText(codeDescription?.href ?? '');
    name.add(relatedInformation.length);
    for (const { location, message: text } of relatedInformation) {
      name.addText(location.uri);
      name.addRange(location.range);
      name.addText(text);
    }
  }
  return name.text;
}

/** After every key most texts are what they were. */
const kept = 20_000;
const known = new Map<string, readonly [number, number]>();

class Hash {
  #a = 0x811c9dc5;
  #b = 0x7ee3623a;

  add(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 0x01000193);
    this.#b = Math.imul(this.#b ^ value, 0x01000193);
  }

  addRange({ start, end }: Range): void {
    this.add(start.line);
    this.add(start.character);
    this.add(end.line);
    this.add(end.character);
  }

  addText(text: string): void {
    const [a, b] = known.get(text) ?? remember(text);
    this.#a = Math.imul(this.#a ^ a, 0x01000193);
    this.#b = Math.imul(this.#b ^ b, 0x01000193);
  }

  get text(): string {
    return hexOf(this.#a) + hexOf(this.#b);
  }
}

function remember(text: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x7ee3623a;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193);
  }
  if (known.size >= kept) known.clear();
  known.set(text, [a, b]);
  return [a, b];
}

function hexOf(state: number): string {
  return (state >>> 0).toString(16).padStart(8, '0');
}
