/**
 * The article this project started from: what its programs set is read as Python takes it, each file's names of files
 * are references, and its corrected program has no mistake that a rule knows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyseText } from '../support/analyse-text.ts';
import { factsOf } from '../unit/config/python/facts.ts';
import { corpus } from './corpora.ts';

const program = (name: string): string => readFileSync(corpus('article', name), 'utf8');

test.each<[string, string[]]>([
  ['2.2.1-context.py', ['server verify=required cert=server.pem key=server.key ca=ca.pem']],
  ['2.2.2-connect.py', ['server verify=required cert=server.pem key=server.key ca=ca.pem']],
  ['2.2.3-verify.py', ['server verify=optional cert=server.pem key=server.key ca=ca.pem ca=ca.pem']],
  [
    'good.py',
    [
      'server verify=required min=TLSv1.2 cert=server.crt key=server.key ca=ca.pem crl=labcrl.pem',
      'client cert=client.crt key=client.key ca=ca.pem',
    ],
  ],
])('%s', (name, facts) => {
  expect(factsOf(program(name))).toEqual(facts);
});

test('every program is analysed, and what is found lies in it', async () => {
  const programs = readdirSync(corpus('article')).filter((name) => name.endsWith('.py'));
  expect(programs.length).toBeGreaterThan(3);
  for (const name of programs) {
    const text = program(name);
    const { findings, contexts } = await analyseText('python', text);
    expect(contexts.length, name).toBeGreaterThan(0);
    const missing = findings.filter(({ rule }) => rule === 'reference/missing-file');
    for (const { span } of missing) expect(text.slice(span.start, span.end), name).toMatch(/\.(pem|key|crt)/);
    expect(missing.length, name).toBeGreaterThan(2);
  }
});

test('the corrected program has no mistake but the files that are not beside it', async () => {
  const { findings } = await analyseText('python', program('good.py'));
  expect(findings.filter(({ rule }) => rule !== 'reference/missing-file')).toEqual([]);
});
