/**
 * `--trust a.pem b.pem` as `--trust a.pem --trust b.pem`: what follows the first value up to the next option is more of
 * the same, once the file to verify has been named. Before that, one value is taken and the next word is the file.
 */
export function spreadLists(words: readonly string[], lists: ReadonlySet<string>): string[] {
  const out: string[] = [];
  let hasPositional = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return [...out, ...words.slice(i)];
    out.push(word);
    if (!word.startsWith('--')) {
      hasPositional = true;
      continue;
    }
    if (word.includes('=')) continue;
    const takesFiles = lists.has(word.slice(2));
    const value = words[i + 1];
    if (!takesFiles || value === undefined) {
      if (valued.has(word.slice(2)) && value !== undefined) out.push(words[++i] ?? '');
      continue;
    }
    out.push(value);
    i++;
    for (let next = words[i + 1]; hasPositional && next !== undefined && !next.startsWith('-'); next = words[i + 1]) {
      out.push(word, next);
      i++;
    }
  }
  return out;
}

/** Options of the commands with lists whose value is one word, which is no file to verify. */
const valued: ReadonlySet<string> = new Set([
  ...['purpose', 'name', 'profile', 'max-depth', 'format', 'at'],
  ...['cert', 'key', 'passphrase-file', 'save', 'timeout'],
]);
