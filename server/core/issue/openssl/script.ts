/** Commands of `openssl` as a person types them into a POSIX shell. */
import type { Localize, Message } from '../../base/message.ts';
import { shellWord } from '../snippets.ts';

/** A word that is quoted as it needs, or one that the shell has to look at: `"$work/request.csr"`. */
export type Word = string | { readonly raw: string };

/** A line of the shell, or a remark on what follows. */
export type ScriptLine = string | { readonly remark: Message };

/** What takes the steps, in order. */
export type Script = readonly ScriptLine[];

export function command(...words: readonly Word[]): string {
  return words.map((word) => (typeof word === 'string' ? shellWord(word) : word.raw)).join(' ');
}

/** A file of the folder that goes once all is done. */
export function workFile(name: string): Word {
  return { raw: `"$work/${name}"` };
}

/** Writes a text into a file of that folder. Nothing in it has a meaning for the shell. */
export function writeWorkFile(name: string, lines: readonly string[]): string {
  return [`cat > "$work/${name}" <<'END'`, ...lines, 'END'].join('\n');
}

/** What makes a folder that is not there yet. */
export function makeFolder(path: string): string[] {
  return path === '' || path === '.' ? [] : [command('mkdir', '-p', '--', path)];
}

export function scriptText(script: Script, localize: Localize): string {
  const lines = script.map((line) => (typeof line === 'string' ? line : `# ${localize(line.remark)}`));
  const usesWork = lines.some((line) => line.includes('"$work/'));
  const all = usesWork ? ['export work="$(mktemp -d)"', ...lines, 'rm -r "$work"'] : lines;
  return all.map((line) => `${line}\n`).join('');
}
