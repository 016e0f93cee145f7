import { type GeneratedFile, readIfThere } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';
import { ruleTable } from './rule-pages.ts';

const begin = '<!-- rules: written by `npm run generate` -->';
const end = '<!-- end of rules -->';

/** README.md with the table of rules between its two markers; nothing where it has none. */
export function readmeFiles(rules: readonly DocumentedRule[]): GeneratedFile[] {
  const text = readIfThere('README.md');
  const from = text?.indexOf(begin) ?? -1;
  const to = text?.indexOf(end) ?? -1;
  if (text === undefined || from < 0 || to < from) return [];
  const table = ruleTable(rules, 'docs/rules/');
  return [{ path: 'README.md', text: `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}` }];
}
