import { expect, test } from 'vitest';
import { limits } from '../../../server/core/base/limits.ts';
import { reader as javascript } from '../../../server/core/config/javascript/reader.ts';
import type { ConfigReader } from '../../../server/core/config/language.ts';
import { reader as python } from '../../../server/core/config/python/reader.ts';

test.each<[string, ConfigReader, string]>([
  ['javascript', javascript, "require('node:https').get({ host: 'a', rejectUnauthorized: false });\n"],
  ['python', python, 'import ssl\ncontext = ssl._create_unverified_context()\n'],
])('a program that is too long is not searched, and it is said: %s', async (_, reader, line) => {
  const fits = line + ' '.repeat(limits.programCharacters - line.length);
  expect(reader.read(fits).contexts).toHaveLength(1);
  const long = `${fits}\n`;
  await reader.prepare?.(long);
  const { contexts, problems, observations } = reader.read(long);
  expect(contexts).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(observations).toMatchObject([{ code: 'tls/not-searched', form: 'long', data: { limit: 500_000 } }]);
  expect(reader.comments?.(long)).toEqual([]);
});
