import { rows as javascript } from '../../test/support/javascript-libraries.ts';
import type { LibraryExample } from '../../test/support/library-example.ts';
import { rows as python } from '../../test/support/python-libraries.ts';

/** The text of docs/libraries.md. */
export function libraryTable(): string {
  return [
    '# Libraries',
    '<!-- Written by `node scripts/libraries.ts` from the examples that the tests run. -->',
    'Client and server libraries whose own options are known: for each, something insecure and the rule that finds it, and the same done right, of which nothing is said.',
    `## JavaScript and TypeScript\n\n${table('javascript', javascript)}`,
    `## Python\n\n${table('python', python)}`,
  ].join('\n\n');
}

function table(language: string, rows: readonly LibraryExample[]): string {
  return rows
    .map(
      ([library, rule, insecure, correct]) =>
        `### ${library}\n\n[${rule}](rules/${rule}.md)\n\n${fence(language, insecure)}\n\nRight:\n\n${fence(language, correct)}`,
    )
    .join('\n\n')
    .concat('\n');
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
