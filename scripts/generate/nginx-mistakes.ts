/** docs/nginx-mistakes.md: the table of mistakes that the tests put to nginx. */
import { rows } from '../../test/unit/rules/nginx-mistakes/rows.ts';
import type { GeneratedFile } from './generated-file.ts';

const head = `# Mistakes in nginx configurations

Each of these is a test (\`test/unit/rules/nginx-mistakes\`): the finding is in its line, the right text gives none of it
and is accepted by \`nginx -t\`, and where nginx itself reports something, a finding is in the same line. Most of them
\`nginx -t\` passes over in silence.

| mistake | found by | what is right | put to \`nginx -t\` |
|---|---|---|---|
`;

export function nginxMistakesFile(): GeneratedFile {
  const lines = rows.map(([, { mistake, rule, right, refused, notRun, rightFiles }]) => {
    const way =
      right === undefined ? 'the quick fix' : rightFiles && !rule.startsWith('nginx/') ? 'another file' : 'by hand';
    return `| ${mistake} | [${rule}](rules/${rule}.md) | ${way} | ${notRun ?? refused ?? 'accepted'} |\n`;
  });
  return { path: 'docs/nginx-mistakes.md', text: head + lines.join('') };
}
