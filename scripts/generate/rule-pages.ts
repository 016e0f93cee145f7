import { globSync } from 'node:fs';
import { referenceLink } from '../../server/core/lint/links.ts';
import { renamedRules } from '../../server/core/lint/renamed-rules.ts';
import type { Example } from '../../server/core/lint/rule.ts';
import type { GeneratedFile } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';

const folder = 'docs/rules';

/** A page a rule, their table, and the removal of pages whose rule is gone. */
export function rulePages(rules: readonly DocumentedRule[]): GeneratedFile[] {
  const pages: GeneratedFile[] = rules.map((rule) => ({ path: `${folder}/${rule.id}.md`, text: rulePage(rule) }));
  pages.push({ path: `${folder}/README.md`, text: indexPage(rules) });
  const known = new Set(pages.map(({ path }) => path));
  const stale = globSync(`${folder}/**/*.md`).filter((path) => !known.has(path));
  return [...pages, ...stale.map((path) => ({ path, text: undefined }))];
}

/** Rows of rules; `prefix` leads from the table's file to docs/rules. */
function ruleTable(rules: readonly DocumentedRule[], prefix: string): string {
  const rows = rules.map(
    (rule) =>
      `| [${rule.id}](${prefix}${rule.id}.md) | ${rule.isOffByDefault ? 'off' : rule.severity} | ${cell(rule.docs.summary)} |`,
  );
  return ['| Rule | Severity | |', '|---|---|---|', ...rows].join('\n');
}

function indexPage(rules: readonly DocumentedRule[]): string {
  return `# Rules

<!-- Written by \`npm run generate\` from the rules themselves. -->

${ruleTable(rules, '')}

## Former names

In settings and comments they count as the name of today.

${formerNames()}
`;
}

function formerNames(): string {
  const rows = Object.entries(renamedRules).map(([former, id]) => `| ${former} | [${id}](${id}.md) |`);
  return ['| Then | Today |', '|---|---|', ...rows].join('\n');
}

function rulePage(rule: DocumentedRule): string {
  const { docs } = rule;
  // Examples of PEM have no text to show a fix in; a check that proposes one names it.
  const hasFix = docs.invalid.some(({ fixed }) => fixed !== undefined) || /\bproposals\b/.test(rule.check.toString());
  const sections = [
    `# ${rule.id}`,
    '<!-- Written by `npm run generate` from the rule itself. -->',
    docs.summary,
    `Severity: ${rule.severity}${rule.isOffByDefault ? ', off by default' : ''} · since ${rule.since}${hasFix ? ' · has a quick fix' : ''}`,
    `## Why\n\n${docs.why}`,
    ...(docs.exceptions ? [`## Exceptions\n\n${docs.exceptions}`] : []),
    `## Reported\n\n${docs.invalid.map(example).join('\n\n')}`,
    `## Not reported\n\n${docs.valid.map(example).join('\n\n')}`,
    `## Messages\n\n${Object.values<string>(rule.messages)
      .map((text) => `- ${text}`)
      .join('\n')}`,
    `## Setting\n\nIn the editor's settings, or as \`rules\` in the folder's \`tlsense.json\`, which editor and command line both read:\n\n${fence('jsonc', `"tlsense.rules": { "${rule.id}": "${rule.isOffByDefault ? rule.severity : 'off'}" }`)}`,
    ...formerly(rule.id),
    `## References\n\n${rule.references.map((reference) => `- ${link(reference)}`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function formerly(id: string): string[] {
  const names = Object.keys(renamedRules).filter((former) => renamedRules[former] === id);
  const list = names.map((name) => `\`${name}\``).join(' and ');
  return names.length === 0 ? [] : [`Formerly ${list}: in settings and comments, that counts too.`];
}

function example({ language, text, fixed, files, mode }: Example): string {
  const beside = Object.entries(files ?? {}).map(([path, content]) => besideSentence(path, content));
  const parts = [
    typeof text === 'string'
      ? fence(language, text)
      : `A file with ${fixture(text.fixture)}${mode === undefined ? '' : `, whose permissions are ${mode.toString(8).padStart(4, '0')}`}.`,
    ...beside,
    ...(fixed === undefined ? [] : [`After the preferred fix:\n\n${fence(language, fixed)}`]),
  ];
  return parts.join('\n\n');
}

/** A file's content is the name of a fixture or, where it has a line break, the text itself. */
function besideSentence(path: string, content: string): string {
  if (content.includes('\n')) return `With \`${path}\`:\n\n${fence('', content)}`;
  return `With ${fixture(content)} in \`${path}\`.`;
}

function fixture(name: string): string {
  return `\`${name}\` of the [test fixtures](../../../test/support/fixtures.ts)`;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function link(reference: string): string {
  const url = referenceLink(reference);
  return url ? `[${reference}](${url})` : reference;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
