import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'tlsense-words-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['bare', 4_095],
  ['bare', 4_096],
  ['quoted', 4_094],
  ['quoted', 4_095],
  ['quoted', 9_000],
])('nginx itself is asked about a word: %s, %i characters', async (manner, length) => {
  const word = manner === 'quoted' ? `"${'x'.repeat(length)}"` : 'x'.repeat(length);
  const text = `events {}\nhttp {\n  server {\n    listen 8999;\n    set $a ${word};\n    return 204;\n  }\n}\n`;
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, text);
  const { status, stderr } = spawnSync('nginx', ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', file], {
    encoding: 'utf8',
  });
  const { findings } = await analyseText('nginx', text);
  const found = findings.filter(
    ({ rule, message }) => rule === 'nginx/invalid-value' && /start/.test(message.template),
  );
  expect(found.length, stderr).toBe(status === 0 ? 0 : 1);
  expect(stderr.includes('too long parameter')).toBe(status !== 0);
});

test('of a list that is longer than any word of nginx the beginning is read, however many servers inherit it', async () => {
  const list = 'ALL:!RC4:+HIGH:@STRENGTH:'.repeat(2_000);
  const text = `http {\n  ssl_ciphers "${list}";\n${'  server { listen 443 ssl; }\n'.repeat(1_000)}}\n`;
  const { contexts, findings } = await analyseText('nginx', text);
  expect(contexts).toHaveLength(1_000);
  expect(findings.map(({ rule }) => rule)).toContain('nginx/invalid-value');
  expect(findings.filter(({ rule }) => /cipher/.test(rule)).length).toBeLessThan(10);
  expect(findings.some(({ message }) => /too long/.test(message.template))).toBe(true);
});
