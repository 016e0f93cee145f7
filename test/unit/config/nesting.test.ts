/** What would take the parsers minutes and gigabytes is given up in time, and it is said where. */
import { describe, expect, test } from 'vitest';
import { reader as javascript } from '../../../server/core/config/javascript/reader.ts';
import type { ConfigReader } from '../../../server/core/config/language.ts';
import { reader as python } from '../../../server/core/config/python/reader.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const insecure = "const https = require('node:https');\nhttps.get({ rejectUnauthorized: false });\n";
const context = 'import ssl\ncontext = ssl._create_unverified_context()\ncontext.wrap_socket(sock)\n';

/** `repeated` until there are 100,000 characters. */
function many(repeated: string): string {
  return repeated.repeat(Math.ceil(100_000 / repeated.length));
}

const cases: readonly (readonly [name: string, ConfigReader, text: string])[] = [
  ...['${', '`${`', '{a: ${', '({', '(a,', '"${', 'a<b>(', 'async (', '}', '<a>', '= ', '`${{a:', '[{'].map(
    (repeated) => [repeated, javascript, insecure + many(repeated)] as const,
  ),
  ['a template', javascript, `${insecure}const a = \`${many('${')}`],
  ['an object', javascript, `${insecure}const a = { b: ${many('${')}`],
  ...['a \\\n', 'a\\\n', '@ ', '(\n', "f'{", '= '].map(
    (repeated) => [repeated, python, context + many(repeated)] as const,
  ),
  ['33,000 lines of a sum', python, `${context}a = (${"'a' +\n".repeat(33_000)}'b')\n`],
  ['33,000 continued lines', python, `${context}a = ${'b + \\\n'.repeat(33_000)}c\n`],
  ['33,000 lines of ciphers', python, `${context}context.set_ciphers(${"'AES' +\n".repeat(33_000)}'b')\n`],
  ['33,000 lines of options', python, `${context}context.options |= ${'ssl.OP_ALL | \\\n'.repeat(33_000)}0\n`],
];

describe('100,000 characters of', () => {
  test.each(cases)('%s', (_, reader, text) => {
    const used = cpuTime();
    const { contexts } = reader.read(text);
    // Some 0.3 s; without the bound, the first ones end for want of memory.
    expect(used()).toBeLessThan(2_000);
    // What is before them is read all the same.
    expect(contexts.map(({ peerVerification }) => peerVerification?.value)[0]).toBe(
      reader === python ? 'none' : 'none',
    );
  });
});

test('says from where on it was not read', () => {
  const text = insecure + many('({');
  const [said] = javascript.read(text).observations?.filter(({ code }) => code === 'tls/not-searched') ?? [];
  expect(said?.form).toBe('deep');
  expect(said?.span.start).toBeGreaterThan(insecure.length);
  const stopped = python.read(context + many('a ')).observations ?? [];
  expect(stopped.map(({ code }) => code)).toContain('tls/not-searched');
});

test('a keystroke in such a text is no slower, and nothing is said of a good one', () => {
  const text = insecure + many('(a,');
  javascript.read(text);
  const used = cpuTime();
  javascript.read(`${text.slice(0, 40)} ${text.slice(40)}`);
  expect(used()).toBeLessThan(2_000);
  const good = `${insecure}${'function a(b) { return [{ c: (d, e) => b < e }]; }\n'.repeat(5_000)}`;
  expect(javascript.read(good).observations?.map(({ code }) => code) ?? []).toEqual([]);
});
