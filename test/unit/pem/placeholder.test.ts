/** Boundary lines in source code with nothing real between them are no damaged blocks; in a PEM file they are. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';
import { fixtures } from '../../support/fixtures.ts';

const begin = '-----BEGIN CERTIFICATE-----';
const end = '-----END CERTIFICATE-----';

async function rulesOf(name: string, text: string): Promise<string[]> {
  const { findings } = await analyseText('plaintext', text, {}, {}, name);
  return findings.map(({ rule }) => rule);
}

const placeholders: readonly (readonly [name: string, text: string])[] = [
  ['markers.py', `MARKERS = ("${begin}", "${end}")\n`],
  ['markers.js', `const markers = ['${begin}', '${end}'];\nif (text.startsWith('${begin}')) {}\n`],
  ['empty.ts', `const pem = \`${begin}\n${end}\`;\n`],
  ['letters.py', `PEM = """\n${begin}\nXXXX\n${end}\n"""\n`],
  [
    'dots.py',
    `def load(pem):\n    """\n    ${begin}\n    MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQsw...\n    ${end}\n    """\n`,
  ],
  ['dots.go', `const pem = \`\n${begin}\n...\n${end}\n\`\n`],
  ['Word.java', `String pem = """\n${begin}\nbase64 encoded certificate\n${end}\n""";\n`],
  ['short.js', `const pem = '${begin}\\nAAEC\\n${end}';\n`],
  ['format.py', `PEM = "${begin}\\n{}\\n${end}\\n".format(body)\n`],
  ['half.py', `"""\n${begin}\nthe certificate, and so on\n"""\n`],
  ['end.c', `/*\n${end}\n*/\n`],
  ['values.yaml', `tls:\n  crt: |\n    ${begin}\n    <your certificate>\n    ${end}\n`],
  ['joined.rb', `"${begin}\\n" +\n  body +\n  "\\n${end}\\n"\n`],
];

describe('nothing is said of', () => {
  test.each(placeholders)('%s', async (name, text) => {
    expect(await rulesOf(name, text)).toEqual([]);
  });
});

test('a PEM file with the same is damaged', async () => {
  expect(await rulesOf('empty.pem', `${begin}\n${end}\n`)).toEqual(['pem/undecodable']);
  expect(await rulesOf('short.crt', `${begin}\nAAEC\n${end}\n`)).toEqual(['pem/undecodable']);
  expect(await rulesOf('half.pem', `${begin}\nsome\n`)).toEqual(['pem/malformed']);
});

test('a certificate that is damaged in source code is', async () => {
  const pem = (await fixtures()).get('server') ?? '';
  const lines = pem.trimEnd().split('\n');
  const cut = [...lines.slice(0, 4), ...lines.slice(5)].join('\n');
  expect(await rulesOf('cut.py', `PEM = """\n${cut}\n"""\n`)).toEqual(['pem/undecodable']);
  expect(await rulesOf('open.py', `PEM = """\n${lines.slice(0, 4).join('\n')}\n"""\n`)).toEqual(['pem/malformed']);
});
