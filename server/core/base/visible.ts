// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Whether `visible` would change a text. */
export function isInvisible(text: string): boolean {
  return invisible.test(text);
}

/** The same, but for white space: for texts of several lines. */
export function visibleOnLines(text: string): string {
  return text.replace(everyInvisible, (character) => (/[\t\r\n]/.test(character) ? character : visible(character)));
}

const everyInvisible = new RegExp(invisible, 'g');

/**
 * Text from a certificate with everything invisible made visible: control characters, bidirectional overrides and
 * zero-width characters let a name look like another one (Unicode TR 36).
 */
export function visible(text: string): string {
  return isInvisible(text) ? text.replace(everyInvisible, nameOf) : text;
}

const names = new Map<string, string>();

/** There are a hundred of them, and texts with hundreds of thousands. */
function nameOf(character: string): string {
  let name = names.get(character);
  if (name === undefined) {
    name = `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
    names.set(character, name);
  }
  return name;
}
