import { expect, test } from 'vitest';
import { commandLimits } from '../../../../server/core/config/command-line/limits.ts';
import { languages } from '../../../../server/core/config/index.ts';

const line = 'curl -k https://a.example\n';
const block = `\`\`\`sh\n${line}\`\`\`\n`;
const call = 'openssl req -newkey rsa:1024 -keyout a.key -out a.csr\n';

/** A text, how much of it is read, and what is said to be left. */
const texts: readonly (readonly [string, string, string, number, string])[] = [
  ['commands', 'shell', line.repeat(commandLimits.commands + 10), line.length * commandLimits.commands, 'many'],
  [
    'commands of many scripts',
    'yaml',
    `- run: ${line}`.repeat(commandLimits.commands + 10),
    `- run: ${line}`.length * commandLimits.commands,
    'many',
  ],
  [
    'settings',
    'yaml',
    '- validate_certs: false\n'.repeat(commandLimits.findings + 10),
    '- validate_certs: false\n'.length * commandLimits.findings,
    'many',
  ],
  ['calls of openssl', 'shell', call.repeat(commandLimits.calls + 10), call.length * commandLimits.calls, 'many'],
  [
    'characters',
    'shell',
    `${line}${`# ${'a'.repeat(97)}\n`.repeat(commandLimits.characters / 100)}${line}`,
    commandLimits.characters,
    'many',
  ],
  ['code blocks', 'markdown', block.repeat(commandLimits.blocks + 10), block.length * commandLimits.blocks, 'blocks'],
];

test.each(texts)('of more %s than there are, what is left is said', async (_, id, text, end, form) => {
  const language = languages.find((one) => one.id === id);
  const reader = await language?.load(text);
  const { contexts = [], observations = [] } = reader?.read(text, `/a/${id}`) ?? {};
  const left = observations.filter(({ code }) => code === 'tls/not-searched');
  expect(left).toMatchObject([{ form }]);
  const at = left[0]?.span.start ?? 0;
  expect(Math.abs(at - end)).toBeLessThan(200);
  expect(contexts.length + observations.length).toBeGreaterThan(1);
  for (const { span } of [...contexts, ...observations]) expect(span.start).toBeLessThanOrEqual(at);
});
