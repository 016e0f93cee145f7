import { expect, test } from 'vitest';
import { limits } from '../../../server/core/base/limits.ts';
import { reader as javascript } from '../../../server/core/config/javascript/reader.ts';
import type { ConfigReader } from '../../../server/core/config/language.ts';
import { reader as python } from '../../../server/core/config/python/reader.ts';

test.each<[string, ConfigReader, string]>([
  ['javascript', javascript, "require('node:https').get({ host: 'a', rejectUnauthorized: false });\n"],
  ['python', python, 'import ssl\ncontext = ssl._create_unverified_context()\n'],
])('a program that is too long is not searched, and it is said: %s', async (_, reader, line) => {
  const fits = line + 'x'.repeat(limits.programCharacters - line.length);
  expect(reader.read(fits).contexts).toHaveLength(1);
  const long = `${fits}\n`;
  await reader.prepare?.(long);
  const { contexts, problems, observations } = reader.read(long);
  expect(contexts).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(observations).toMatchObject([{ code: 'tls/not-searched', form: 'long', data: { limit: 500_000 } }]);
  expect(reader.comments?.(long)).toEqual([]);
});

test('a notebook is searched whatever its pictures weigh', async () => {
  const cell = (source: string) => ({ cell_type: 'code', source: [source], outputs: [] as object[] });
  const picture = { data: { 'image/png': 'A'.repeat(limits.programCharacters) } };
  const cells = [{ ...cell('import ssl\n'), outputs: [picture] }, cell('context = ssl._create_unverified_context()\n')];
  const text = JSON.stringify({ cells, nbformat: 4 });
  await python.prepare?.(text, '/a.ipynb');
  const { contexts, problems } = python.read(text, '/a.ipynb');
  expect(problems).toEqual([]);
  expect(contexts).toHaveLength(1);
});

test('a component of long blanks and a short script is searched', () => {
  const script = "<script>\nrequire('node:https').get({ host: 'a', rejectUnauthorized: false });\n</script>\n";
  const text = `<template>${'<p>a</p>\n'.repeat(limits.programCharacters / 8)}</template>\n${script}`;
  expect(javascript.read(text, '/a.vue').contexts).toHaveLength(1);
});

test('tags that do not end are not searched for their ends without end', () => {
  const text = '<script '.repeat(100_000);
  const from = performance.now();
  expect(javascript.read(text, '/a.vue').contexts).toEqual([]);
  expect(performance.now() - from).toBeLessThan(1_000);
});
