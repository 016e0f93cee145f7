/** Scripts with letters that look like those of another (Unicode TR 39, confusables). */
const scripts: readonly { readonly name: string; readonly letters: RegExp }[] = [
  { name: 'Latin', letters: /\p{Script=Latin}/u },
  { name: 'Greek', letters: /\p{Script=Greek}/u },
  { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/u },
  { name: 'Armenian', letters: /\p{Script=Armenian}/u },
  { name: 'Cherokee', letters: /\p{Script=Cherokee}/u },
];

/** Characters of a word that are looked at. */
const longestWord = 256;

/** The scripts that one word of a text mixes, though their letters look alike; undefined where none does. */
export function scriptsMixedIn(text: string): readonly string[] | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(text)) return undefined;
  // Nearly every text has letters of one of them at most, and may have many words.
  const present = scripts.filter(({ letters }) => letters.test(text));
  if (present.length < 2) return undefined;
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const mixed = present.filter(({ letters }) => letters.test(word.slice(0, longestWord)));
    if (mixed.length > 1) return mixed.map(({ name }) => name);
  }
  return undefined;
}
