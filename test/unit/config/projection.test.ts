/** Code inside of other documents: components of Vue and Svelte, notebooks. What fixes leave is read by the real readers. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { snippets } from '../../../server/core/issue/snippets.ts';
import { applyPass, planPass } from '../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { cpuTime } from '../../support/cpu-time.ts';
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

const fenced = (...blocks: readonly string[]): string =>
  `# Clients\n\n${blocks.join('\n\nAnd then:\n\n')}\n\nThe end.\n`;
const js = "https.get({ host: 'db.internal', rejectUnauthorized: false });";

test.each([
  ['js', fenced(`\`\`\`js\nconst https = require('https');\n${js}\n\`\`\``), '5 tls/no-disabled-verification'],
  [
    'typescript',
    fenced(`~~~~ typescript title="a.ts"\nimport https from 'https';\n${js}\n~~~~`),
    '5 tls/no-disabled-verification',
  ],
  [
    'python',
    fenced('```python\nimport requests\nrequests.get(url, verify=False)\n```'),
    '5 tls/no-disabled-verification',
  ],
  [
    '{.py}',
    fenced('```{.py}\nimport requests\nrequests.get(url, verify=False)\n```'),
    '5 tls/no-disabled-verification',
  ],
  [
    'nginx',
    fenced(
      '```nginx\nserver {\n    listen 443 ssl;\n    ssl_certificate a.pem;\n    ssl_certificate_key a.key;\n    ssl_protocols TLSv1 TLSv1.2;\n}\n```',
    ),
    '8 tls/no-deprecated-protocol',
  ],
  [
    'in a list',
    fenced(
      '1. Like this:\n\n   ```py\n   import requests\n\n   def get():\n       return requests.get(url, verify=False)\n   ```',
    ),
    '9 tls/no-disabled-verification',
  ],
  [
    'in a quotation',
    fenced('> ```py\n> import requests\n>\n> def get():\n>     return requests.get(url, verify=False)\n> ```'),
    '7 tls/no-disabled-verification',
  ],
  [
    'with CR LF',
    fenced('> ```py\n> import requests\n> requests.get(url, verify=False)\n> ```').replaceAll('\n', '\r\n'),
    '5 tls/no-disabled-verification',
  ],
])('a code block of a document: %s', async (_, text, expected) => {
  const { found, fixed, left } = await said('docs/clients.md', text);
  expect(found).toEqual([expected]);
  expect(left).toEqual([]);
  // What the fix leaves is the document with less in it.
  expect(fixed.length).toBeLessThan(text.length);
  expect(fixed.startsWith(text.slice(0, 30)) && fixed.endsWith(text.slice(-14))).toBe(true);
});

test('each block is a program of its own, and what is no such language is none', async () => {
  const head = "```js\nconst https = require('https');\nconst verifies = false;\n```";
  const other = '```js\nhttps.get({ rejectUnauthorized: verifies });\n```';
  for (const text of [
    fenced(head, other),
    fenced(`\`\`\`\nconst https = require('https');\n${js}\n\`\`\``),
    fenced(`    ${js}`),
  ]) {
    expect((await said('README.md', text)).found).toEqual([]);
  }
});

test('findings in documents are information, unless an override says otherwise; placeholders are not missing', async () => {
  const text = fenced(
    `\`\`\`js\nconst https = require('https');\n${js}\n\`\`\``,
    '```nginx\nserver { listen 443 ssl; ssl_certificate server.crt; ssl_certificate_key server.key; }\n```',
    "```py\nimport ssl\nssl.create_default_context(cafile='ca.pem')\n```",
    '```sh\ncurl -k https://box/\n```',
  );
  const files = { 'docs/ca.crt': await pem() };
  const { findings } = await analyseText('markdown', text, files, {}, 'docs/a.md');
  const one = ['information', 'tls/no-disabled-verification'];
  expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([one, one]);
  const set = {
    rules: { 'tls/no-disabled-verification': 'error' as const },
    setByOverrides: ['tls/no-disabled-verification'],
  };
  const { findings: raised } = await analyseText('markdown', text, files, set, 'docs/a.md');
  expect(raised.map(({ severity }) => severity)).toEqual(['error', 'error']);
});

test('a fix in a quotation keeps its marks', async () => {
  const text = fenced(
    "> ```js\n> const https = require('https');\n> https.get({\n>   host: 'db.internal',\n>   rejectUnauthorized: false,\n> });\n> ```",
  );
  const { fixed, left } = await said('a.md', text, { 'certs/ca.pem': await pem() });
  expect(left).toEqual([]);
  const block = fixed.slice(fixed.indexOf('> ```js'), fixed.lastIndexOf('> ```'));
  expect(block.split('\n').every((line) => line === '' || line.startsWith('> '))).toBe(true);
  expect(block).not.toContain('rejectUnauthorized: false');
  expect(await nodeSyntaxErrors([{ text: block.replace(/^> (?:```js)?/gm, ''), isTypeScript: false }])).toEqual(['']);
});

test('a long document of many blocks is read in little time', async () => {
  const block = `\`\`\`js\nconst https = require('https');\n${js}\n\`\`\``;
  const used = cpuTime();
  const { findings } = await analyseText(
    'markdown',
    fenced(...Array.from({ length: 4_000 }, () => block)),
    {},
    {},
    'a.md',
  );
  expect(findings.length).toBeGreaterThan(100);
  expect(used()).toBeLessThan(5_000);
});

test('the page that says how a new certificate is used has nothing to find', async () => {
  const paths = { certificate: 'certs/ada.pem', privateKey: 'certs/ada.key', trustAnchors: 'certs/ca.pem' };
  for (const profile of ['client', 'server'] as const) {
    const blocks = snippets(profile, paths).map(({ languageId, text }) => `\`\`\`${languageId}\n${text}\n\`\`\``);
    const { findings, contexts } = await analyseText('markdown', fenced(...blocks));
    expect(contexts.length).toBeGreaterThan(2);
    expect(findings.map(({ rule }) => rule)).toEqual([]);
  }
});
