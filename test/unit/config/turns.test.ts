import { expect, test } from 'vitest';
import { readDocument } from '../../../server/core/analysis.ts';
import { pythonText, typescriptText } from '../../bench/long-texts.ts';

const typescript = typescriptText(6_000).text;
const python = pythonText(6_000).text;
const notebook = JSON.stringify({
  cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: python.split(/(?<=\n)/) }],
  nbformat: 4,
});

const yaml = '- name: a step of a playbook, of which there are thousands\n  validate_certs: true\n'
  .repeat(5_000)
  .replaceAll('true\n- name', 'false\n- name');
const markdown =
  `# A step\n\nWhat it is for.\n\n\`\`\`sh\ncurl -k https://a.example\n\`\`\`\n${'text\n'.repeat(40)}`.repeat(500);

/** How often others had their turn until a text was read. */
async function turnsWhileReading(name: string, languageId: string, text: string): Promise<number> {
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  try {
    await readDocument({ uri: `file:///${name}`, languageId, text });
  } finally {
    clearInterval(counting);
  }
  return turns;
}

test.each([
  ['a.ts', 'typescript', typescript],
  ['a.vue', 'vue', `<script>\n${typescript}</script>\n`],
  ['a.py', 'python', python],
  ['a.ipynb', 'jupyter', notebook],
  ['a.yml', 'yaml', yaml],
  ['a.md', 'markdown', markdown],
])('a long text is parsed in pieces between the turns of others: %s', async (name, languageId, text) => {
  expect(text.length).toBeGreaterThan(100_000);
  // The parser is loaded with the first.
  await readDocument({ uri: `file:///warm-${name}`, languageId, text: text.slice(0, 50_000) });
  expect(await turnsWhileReading(name, languageId, text)).toBeGreaterThan(3);
  const read = await readDocument({ uri: `file:///${name}`, languageId, text });
  expect(read.contexts.length).toBeGreaterThan(10);
});
