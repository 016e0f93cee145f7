/** What is switched off under a condition: as it is read, and as Python has it either way. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

const off = (object: string, indent: string): string =>
  `${indent}${object}.check_hostname = False\n${indent}${object}.verify_mode = ssl.CERT_NONE\n`;
const make = 'ctx = ssl.create_default_context()\n';

/** `c` is the condition; the mode in the end, for both values of it, as Python has it. */
function modes(body: string): string[] {
  const inner = body.replace(/^/gm, '    ');
  const program = `import ssl\ndef f(c):\n${inner}\n    return ctx.verify_mode.name\nprint(f(True), f(False))\n`;
  return execFileSync('python3', ['-c', program], { encoding: 'utf8' }).trim().split(' ');
}

const information = 'information tls/no-disabled-verification';
const error = 'error tls/no-disabled-verification';

test.each([
  ['if', `${make}if c:\n${off('ctx', '    ')}`, [information]],
  ['else', `${make}if c:\n    pass\nelse:\n${off('ctx', '    ')}`, [information]],
  ['elif', `${make}if not c:\n    pass\nelif c:\n${off('ctx', '    ')}`, [information]],
  ['one in another', `${make}if c is not None:\n    if c:\n${off('ctx', '        ')}`, [information]],
  [
    'either',
    `${make}ctx.check_hostname = False\nif c:\n    ctx.verify_mode = ssl.CERT_NONE\nelse:\n    ctx.verify_mode = ssl.CERT_REQUIRED\n`,
    ['error tls/no-disabled-hostname-check', information],
  ],
  ['always', `${make}${off('ctx', '')}`, ['error tls/no-disabled-hostname-check', error]],
  [
    'taken back',
    `${make}if c:\n${off('ctx', '    ')}ctx.verify_mode = ssl.CERT_REQUIRED\nctx.check_hostname = True\n`,
    [],
  ],
  [
    'taken back at once',
    `${make}if c:\n${off('ctx', '    ')}    ctx.verify_mode = ssl.CERT_REQUIRED\n    ctx.check_hostname = True\n`,
    [],
  ],
  ['never', `${make}if False:\n${off('ctx', '    ')}`, []],
  ['only a CA', `${make}if c:\n    ctx.verify_flags |= ssl.VERIFY_X509_STRICT\n`, []],
])('%s', async (_, body, expected) => {
  const text = `import ssl, urllib.request\n${body}urllib.request.urlopen('https://a/', context=ctx)\n`;
  const { findings } = await analyseText('python', text);
  expect(findings.map(({ severity, rule }) => `${severity} ${rule}`).sort()).toEqual([...expected].sort());
  const insecure = modes(body).filter((mode) => mode === 'CERT_NONE').length;
  expect(insecure).toBe(expected.includes(error) ? 2 : expected.includes(information) ? 1 : 0);
});

test('it says where the condition is, and offers no fix', async () => {
  const text = `import ssl\n${make}if args.insecure:\n${off('ctx', '    ')}`;
  const { findings } = await analyseText('python', text);
  const [only, ...more] = findings;
  expect(more).toEqual([]);
  const [related] = only?.related ?? [];
  expect(text.slice(related?.span.start, related?.span.end)).toBe('args.insecure');
  expect(only?.fixes).toEqual([]);
});

test.each([
  ["s = requests.Session()\nif c:\n    s.verify = False\ns.get('https://a/')\n", [information]],
  ["s = requests.Session()\nif c:\n    s.verify = 'ca.pem'\ns.get('https://a/')\n", []],
  ["s = requests.Session()\nfor _ in c:\n    s.verify = False\ns.get('https://a/')\n", []],
  [
    'class A:\n    def __init__(self, c):\n        self.s = requests.Session()\n        if c:\n            self.s.verify = False\n',
    [information],
  ],
])('a session: %j', async (body, expected) => {
  const { findings } = await analyseText('python', `import requests\n${body}`);
  const own = findings.filter(({ rule }) => rule !== 'reference/missing-file');
  expect(own.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(expected);
});
