/** Code inside of other documents: components of Vue and Svelte, notebooks. What fixes leave is read by the real readers. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { applyPass, planPass } from '../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { nodeSyntaxErrors } from './javascript/node-syntax.ts';

async function said(name: string, text: string, files: Record<string, string> = {}) {
  const uri = `file:///workspace/${name}`;
  const at = (one: string, offset: number): string => one.slice(0, offset).split('\n').length.toString();
  const first = await analyseText('', text, files, {}, name);
  const found = first.findings.map(({ rule, span }) => `${at(text, span.start)} ${rule}`);
  let fixed = text;
  for (let pass = 0; pass < 5; pass++) {
    const { findings } = await analyseText('', fixed, files, {}, name);
    const edits = planPass([{ uri, findings }], (one) => one === uri).edits.get(uri);
    if (!edits) break;
    fixed = applyPass(fixed, edits);
  }
  const { findings: left } = await analyseText('', fixed, files, {}, name);
  return { found, fixed, left: left.map(({ rule }) => rule) };
}

const pem = async (): Promise<string> => (await (await import('../../support/fixtures.ts')).fixtures()).get('ca') ?? '';

test('scripts of a component are read at their places, its markup is not', async () => {
  const text = `<template>
  <p title="https.get({ rejectUnauthorized: false })">{{ '</p>' }}</p>
</template>
<!-- <script>require('https').get({ host: 'a', rejectUnauthorized: false })</script> -->
<script lang="ts">
export const port: number = 8443;
</script>
<script setup lang="ts" generic="T extends Record<string, X>">
import https from 'node:https';
https.get({ host: 'db.internal', port, rejectUnauthorized: false });
</script>
<style>
a > b { color: red }
</style>
`;
  for (const name of ['App.vue', 'App.svelte']) {
    const { found, fixed, left } = await said(name, text);
    expect(found).toEqual(['10 tls/no-disabled-verification']);
    expect(fixed).toBe(text.replace(', rejectUnauthorized: false });\n</script>', ' });\n</script>'));
    expect(left).toEqual([]);
  }
});

test('an import that a fix needs comes into the script', async () => {
  const text = `<script>\nimport https from 'node:https';\nhttps.get({ host: 'db.internal', rejectUnauthorized: false });\n</script>\n<p/>\n`;
  const { fixed } = await said('App.vue', text, { 'certs/ca.pem': await pem() });
  expect(fixed).toMatch(/^<script>\nimport https from 'node:https';\nimport [^\n]*fs[^\n]*\n/);
  expect(fixed).toMatch(/ca: [\w.]*readFileSync\(/);
  const script = /<script>\n([\s\S]*)<\/script>/.exec(fixed)?.[1] ?? '';
  expect(await nodeSyntaxErrors([{ text: script, isTypeScript: false }])).toEqual(['']);
});

test.each(['<script type="application/json">', '<script src="https.js" />', '<script', '<script a="'])(
  '%s holds no code',
  async (head) => {
    expect(
      (await said('a.vue', `${head}\nrequire('https').get({ host: 'a', rejectUnauthorized: false });</script>`)).found,
    ).toEqual([]);
  },
);

/** A notebook as Jupyter writes it: each line a string. */
function notebook(cells: readonly (readonly string[] | string)[], language = 'python'): string {
  const metadata = { language_info: { name: language } };
  const all = cells.map((source) => ({
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    outputs: [{ text: ['verify=False'] }],
    source,
  }));
  return `${JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['requests.get(u, verify=False)'] }, ...all], metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function codeOf(text: string): string {
  const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] };
  return cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ source }) => [source].flat().join(''))
    .join('\n');
}

test.each<[string, readonly (readonly string[] | string)[], string[], string]>([
  [
    'quotes, both kinds, and a cell that goes on with the one before',
    [
      [
        'import requests\n',
        'url = "https://db.internal"\n',
        "name = 'a\"b'\n",
        'text = """\n',
        'a "quoted" word\n',
        '"""',
      ],
      ['r = requests.get(url, params={"a": "\\n"}, verify=False)\n', 'print(r.text)'],
    ],
    ['tls/no-disabled-verification'],
    'import requests\nurl = "https://db.internal"\nname = \'a"b\'\ntext = """\na "quoted" word\n"""\nr = requests.get(url, params={"a": "\\n"})\nprint(r.text)',
  ],
  [
    'lines that go, the last of a cell too',
    [
      [
        'import ssl\n',
        'context = ssl.create_default_context()\n',
        'context.check_hostname = False\n',
        'context.verify_mode = ssl.CERT_NONE',
      ],
      ['print(1)'],
    ],
    ['tls/no-disabled-verification', 'tls/no-disabled-hostname-check'],
    'import ssl\ncontext = ssl.create_default_context()\nprint(1)',
  ],
  [
    'a cell that is one string, with commands of IPython',
    [
      '%pip install requests\n!pip install --trusted-host a b\nimport requests\nrequests.get("https://a", verify=False)\n',
    ],
    ['tls/no-disabled-verification'],
    '%pip install requests\n!pip install --trusted-host a b\nimport requests\nrequests.get("https://a")\n',
  ],
  ['a cell of another language', [['%%bash\n', 'requests.get(u, verify=False)']], [], ''],
])('notebook: %s', async (_, cells, rules, fixed) => {
  const text = notebook(cells);
  const result = await said('a.ipynb', text);
  expect(result.found.map((one) => one.replace(/^\d+ /, '')).sort()).toEqual([...rules].sort());
  if (rules.length === 0) return;
  expect(codeOf(result.fixed)).toBe(fixed);
  expect(result.left).toEqual([]);
  const plain = codeOf(result.fixed).replace(/^[%!].*$/gm, '');
  execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: plain });
});

test('the place of a finding is that of the JSON text', async () => {
  const text = notebook([['import requests\n', 'requests.get("https://a", verify=False)\n']]);
  const { findings } = await analyseText('', text, {}, {}, 'a.ipynb');
  expect(findings.map(({ span }) => text.slice(span.start, span.end))).toEqual(['verify=False']);
});

test('a CA that a fix names is written as JSON', async () => {
  const text = notebook([['import requests\n', 'requests.get("https://a", verify=False)\n']]);
  const { fixed, left } = await said('a.ipynb', text, { 'certs/ca.pem': await pem() });
  expect(codeOf(fixed)).toBe('import requests\nrequests.get("https://a", verify="certs/ca.pem")\n');
  expect(left).toEqual([]);
});

test('notebooks of other languages, and what is no notebook, are left alone', async () => {
  expect((await said('a.ipynb', notebook([['requests.get(u, verify=False)']], 'R'))).found).toEqual([]);
  expect((await said('a.ipynb', 'import requests\nrequests.get(u, verify=False)')).found).toEqual([]);
});

test('comments take findings away in components and notebooks as in programs', async () => {
  const component = `<script>\nconst https = require('https');\n// tlsense-disable-next-line tls/no-disabled-verification -- a test\nhttps.get({ host: 'a', rejectUnauthorized: false });\n</script>\n`;
  expect((await said('App.vue', component)).found).toEqual([]);
  const lines = ['import requests\n', '# tlsense-disable-next-line tls/no-disabled-verification -- a test\n'];
  const text = notebook([[...lines, 'requests.get("https://a", verify=False)\n']]);
  expect((await said('a.ipynb', text)).found).toEqual([]);
});
