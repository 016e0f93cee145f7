import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { languages } from '../../../server/core/config/index.ts';
import { readSuppressions } from '../../../server/core/lint/suppression.ts';
import { newSuppression } from '../../../server/core/lint/suppression-edit.ts';
import { pemComments } from '../../../server/core/pem/comments.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { fixtures } from '../../support/fixtures.ts';

const made = await fixtures();

/** The rules that are reported, and those that a comment takes away with its reason. */
async function check(language: string, text: string): Promise<{ reported: string[]; suppressed: string[] }> {
  const { findings, suppressed } = await analyseText(language, text);
  return {
    reported: findings.map(({ rule }) => rule),
    suppressed: suppressed.map(({ finding, suppression }) => `${finding.rule}: ${suppression.reason}`),
  };
}

const rule = 'tls/no-disabled-verification';
const old = 'tls/no-deprecated-protocol';

describe('in the comments of every language', () => {
  test.each([
    ['nginx', `ssl_protocols TLSv1.1 TLSv1.2; # tlsense-disable-line ${old} -- why\n`],
    ['nginx', `# tlsense-disable-next-line ${old} -- why\nssl_protocols TLSv1.1 TLSv1.2;\n`],
    ['nginx', `ssl_protocols\n  # tlsense-disable-next-line ${old} -- why\n  TLSv1.1\n  TLSv1.2;\n`],
    ['nginx', `ssl_protocols TLSv1.1 TLSv1.2;\n# tlsense-disable ${old} -- why\n`],
    [
      'javascript',
      `// tlsense-disable-next-line ${rule} -- why\nrequire('https').get(u, { rejectUnauthorized: false });\n`,
    ],
    [
      'javascript',
      `require('https').get(u, { rejectUnauthorized: false }); /* tlsense-disable-line ${rule} -- why */\n`,
    ],
    [
      'javascript',
      `/*\n * tlsense-disable ${rule} -- why\n */\nrequire('https').get(u, { rejectUnauthorized: false });\n`,
    ],
    [
      'javascript',
      `require('https').get(u, {\n  // tlsense-disable-next-line ${rule} -- why\n  rejectUnauthorized: false,\n});\n`,
    ],
    ['python', `import requests\nrequests.get(u, verify=False)  # tlsense-disable-line ${rule} -- why\n`],
    ['python', `import requests\n# tlsense-disable-next-line ${rule} -- why\nrequests.get(u, verify=False)\n`],
    ['shell', `# tlsense-disable-next-line ${rule} -- why\ncurl -k https://a/\n`],
    ['shell', `curl -k https://a/ # tlsense-disable-line ${rule} -- why\n`],
    // A line that goes on is one.
    ['shell', `# tlsense-disable-next-line ${rule} -- why\ncurl \\\n  -k https://a/\n`],
    ['shell', `if true; then\r\n  # tlsense-disable-next-line ${rule} -- why\r\n  curl -k https://a/\r\nfi\r\n`],
    ['dockerfile', `FROM a\n# tlsense-disable-next-line ${rule} -- why\nRUN curl -k https://a/\n`],
    ['dockerfile', `FROM a\nRUN true && \\\n    # tlsense-disable-next-line ${rule} -- why\n    curl -k https://a/\n`],
    ['makefile', `all:\n\t# tlsense-disable-next-line ${rule} -- why\n\tcurl -k https://a/\n`],
    ['yaml', `steps:\n  # tlsense-disable-next-line ${rule} -- why\n  - run: curl -k https://a/\n`],
    ['yaml', `steps:\n  - run: curl -k https://a/ # tlsense-disable-line ${rule} -- why\n`],
    ['yaml', `steps:\n  - run: |\n      # tlsense-disable-next-line ${rule} -- why\n      curl -k https://a/\n`],
  ])('%s: %j', async (language, text) => {
    const { reported, suppressed } = await check(language, text);
    expect(reported.filter((id) => id.startsWith('tls/') || id.startsWith('settings/'))).toEqual([]);
    expect(suppressed).toEqual([`${text.includes(old) ? old : rule}: why`]);
  });

  test('an environment file', async () => {
    const id = 'tls/no-global-disabled-verification';
    const { reported, suppressed } = await check(
      'environment',
      `# tlsense-disable-next-line ${id} -- why\nNODE_TLS_REJECT_UNAUTHORIZED=0\n`,
    );
    expect(reported).toEqual([]);
    expect(suppressed).toEqual([`${id}: why`]);
  });

  test.each([
    ['.npmrc', `# tlsense-disable-next-line GLOBAL -- why\nstrict-ssl=false\n`],
    ['.gitconfig', `[http]\n  # tlsense-disable-next-line GLOBAL -- why\n  sslVerify = false\n`],
    ['.curlrc', `# tlsense-disable GLOBAL -- why\ninsecure\n`],
  ])('%s', async (name, text) => {
    const id = 'tls/no-global-disabled-verification';
    const { findings, suppressed } = await analyseText('dotfile', text.replace('GLOBAL', id), {}, {}, name);
    expect(findings.map(({ rule: one }) => one)).toEqual([]);
    expect(suppressed.map(({ suppression }) => suppression.reason)).toEqual(['why']);
  });

  test('PEM text outside of blocks', async () => {
    const text = `# tlsense-disable certificate/expired -- a test\n${made.get('expired')}`;
    const { reported, suppressed } = await check('pem', text);
    expect(reported).not.toContain('certificate/expired');
    expect(suppressed).toEqual(['certificate/expired: a test']);
  });
});

describe('what is no comment suppresses nothing', () => {
  test.each([
    [
      'javascript',
      `const s = '// tlsense-disable ${rule} -- why';\nrequire('https').get(u, { rejectUnauthorized: false });\n`,
    ],
    ['python', `s = """\n# tlsense-disable ${rule} -- why\n"""\nimport requests\nrequests.get(u, verify=False)\n`],
    ['shell', `cat <<X\n# tlsense-disable ${rule} -- why\nX\ncurl -k https://a/\n`],
    ['shell', `echo "# tlsense-disable ${rule} -- why"; curl -k https://a/\n`],
    ['yaml', `a: "# tlsense-disable ${rule} -- why"\nrun: curl -k https://a/\n`],
    // In the middle of a sentence it is spoken of.
    ['shell', `# One may write tlsense-disable ${rule} -- why\ncurl -k https://a/\n`],
    ['shell', `# tlsense-disabled ${rule} -- why\ncurl -k https://a/\n`],
  ])('%s: %j', async (language, text) => {
    const { reported, suppressed } = await check(language, text);
    expect(reported).toContain(rule);
    expect(suppressed).toEqual([]);
  });
});

test.each([
  // Another line, another rule, the line above.
  [`# tlsense-disable-next-line ${rule} -- why\n\ncurl -k https://a/\n`, [rule, 'settings/unused-suppression']],
  [`# tlsense-disable-next-line ${old} -- why\ncurl -k https://a/\n`, [rule, 'settings/unused-suppression']],
  [`curl -k https://a/\n# tlsense-disable-line ${rule} -- why\n`, [rule, 'settings/unused-suppression']],
  [`# tlsense-disable-next-line ${rule}\ncurl -k https://a/\n`, ['settings/suppression-without-reason']],
  [`# tlsense-disable-next-line ${rule} --\ncurl -k https://a/\n`, ['settings/suppression-without-reason']],
  [`# tlsense-disable-next-line tls/nothing -- why\ntrue\n`, ['settings/suppression-of-unknown-rule']],
  [`# tlsense-disable-next-line -- why\ncurl https://a/\n`, ['settings/suppression-of-unknown-rule']],
  // Two comments above one line.
  [
    `# tlsense-disable-next-line ${rule} -- why\n# tlsense-disable-next-line ${old} -- why\ncurl -k https://a/\n`,
    ['settings/unused-suppression'],
  ],
  [`# tlsense-disable-next-line ${rule}, ${old} -- why\ncurl -k --tlsv1.0 https://a/\n`, []],
])('%j', async (text, expected) => {
  const { reported } = await check('shell', text);
  expect(reported.sort()).toEqual([...expected].sort());
});

test('a rule that is off is not spoken of', async () => {
  const text = `# tlsense-disable-next-line ${rule} -- why\ncurl -k https://a/\n`;
  const { findings } = await analyseText('shell', text, {}, { rules: { [rule]: 'off' } });
  expect(findings).toEqual([]);
});

test('hostile comments are read in linear time', () => {
  for (const text of [
    '# tlsense-disable-next-line\n'.repeat(50_000),
    `# tlsense-disable ${'a/b, '.repeat(200_000)}`,
    `${'/* tlsense-disable-line a/b -- c */ x; '.repeat(40_000)}`,
    `#${' '.repeat(500_000)}tlsense-disable a/b`,
    `# tlsense-disable${' -'.repeat(300_000)}`,
    `${'# tlsense-disable-next-line a/b -- c\n\\\n'.repeat(2_000)}${'\\\n'.repeat(400_000)}`,
    `${'# tlsense-disable-next-line a/b\nx\n'.repeat(2_000)}${' '.repeat(3_000_000)}`,
  ]) {
    const used = cpuTime();
    const comments = [...text.matchAll(/\/\*.*?\*\//g)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
    readSuppressions(text, comments.length > 0 ? comments : pemComments(text));
    // Some 50 ms; with the square of the length it would be minutes.
    expect(used()).toBeLessThan(5_000);
  }
});

describe('a new comment', () => {
  test('costs one look at the text as it is, and one at each place for it', async () => {
    const reader = await languages.find(({ id }) => id === 'javascript')?.load();
    let looks = 0;
    const read = (text: string) => {
      looks++;
      return reader?.comments?.(text) ?? [];
    };
    // Above the line it would be a part of the string.
    const text = `f(\`\n\${g({ a: 1 })}\`);\n`;
    expect(newSuppression(text, text.indexOf('a: 1'), rule, { mark: '//', read })).toBeDefined();
    expect(looks).toBe(3);
  });

  test('of a long text what is around its place is read again', async () => {
    const reader = await languages.find(({ id }) => id === 'nginx')?.load();
    const read = (text: string) => {
      expect(text.length).toBeLessThan(50_000);
      return reader?.comments?.(text) ?? [];
    };
    const block = 'server {\n    listen 443 ssl;\n    # a comment\n}\n';
    const before = block.repeat(6_000);
    const text = `${before}server {\n    ssl_protocols TLSv1.1;\n}\n${before}`;
    const found = newSuppression(text, text.indexOf('TLSv1.1'), rule, { mark: '#', read });
    expect(found?.at).toBe(before.length + 'server {\n'.length);
    expect(found?.before).toBe(`    # tlsense-disable-next-line ${rule} -- `);
    expect(newSuppression(before, 3, rule, { mark: '#', read })?.at).toBe(0);
    const oneLine = 'listen 443 ssl; '.repeat(20_000);
    expect(newSuppression(oneLine, 200_000, rule, { mark: '#', read })).toBeUndefined();
  });

  async function added(id: string, text: string, at: string, ruleId = rule): Promise<string | undefined> {
    const language = languages.find((one) => one.id === id);
    const reader = await language?.load();
    const mark = language?.lineComment;
    if (!mark || !reader?.comments) return undefined;
    const comment = newSuppression(text, text.indexOf(at), ruleId, { mark, read: reader.comments });
    if (!comment) return undefined;
    return `${text.slice(0, comment.at)}${comment.before}why${comment.after}${text.slice(comment.at)}`;
  }

  test.each([
    [
      'nginx',
      'server {\n    ssl_protocols TLSv1.1;\n}\n',
      'TLSv1.1',
      `server {\n    # tlsense-disable-next-line ${rule} -- why\n    ssl_protocols TLSv1.1;\n}\n`,
    ],
    [
      'javascript',
      'f({\r\n  a: 1,\r\n});\r\n',
      'a: 1',
      `f({\r\n  // tlsense-disable-next-line ${rule} -- why\r\n  a: 1,\r\n});\r\n`,
    ],
    // Above the line that goes on.
    [
      'shell',
      'curl \\\n  -k https://a/\n',
      '-k',
      `# tlsense-disable-next-line ${rule} -- why\ncurl \\\n  -k https://a/\n`,
    ],
    // Inside of a string only behind it.
    [
      'javascript',
      `f(\`\n\${g({ a: 1 })}\`);\n`,
      'a: 1',
      `f(\`\n\${g({ a: 1 })}\`); // tlsense-disable-line ${rule} -- why\n`,
    ],
    ['python', 'f("""\na""", b)\n', 'b)', `f("""\na""", b) # tlsense-disable-line ${rule} -- why\n`],
    ['dotfile', 'strict-ssl=false\n', 'strict', `# tlsense-disable-next-line ${rule} -- why\nstrict-ssl=false\n`],
    // Nowhere.
    ['dotfile', '{\n"strict-ssl": false\n}\n', '"strict', undefined],
    ['javascript', `f(\`\n\${g({ a: 1 })}\n\`);\n`, 'a: 1', undefined],
    ['environment', 'A="x\ny"\n', 'y"', undefined],
  ])('%s: %j', async (language, text, at, expected) => {
    expect(await added(language, text, at)).toBe(expected);
  });

  const folder = mkdtempSync(join(tmpdir(), 'tlsense-suppression-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is one to the real programs too', async () => {
    const python = await added('python', 'x = (1 +\n     2)\nprint(x)\n', '2)');
    expect(execFileSync('python3', ['-c', python ?? ''], { encoding: 'utf8' })).toBe('3\n');
    const shell = await added('shell', 'echo a \\\n  b\n', 'b\n');
    expect(execFileSync('sh', ['-c', shell ?? ''], { encoding: 'utf8' })).toBe('a b\n');
    const script = await added('javascript', `console.log(\`\n\${[1].at(0)}\`);\n`, '1');
    expect(execFileSync('node', ['-e', script ?? ''], { encoding: 'utf8' })).toBe('\n1\n');
    const nginx = await added('nginx', 'events {\n    worker_connections\n        10;\n}\n', '10');
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, nginx ?? '');
    expect(spawnSync('nginx', ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', file]).status).toBe(0);
  });
});

test('a comment that names a rule as it was called once', async () => {
  const text = `# tlsense-disable python/not-searched -- generated\nimport ssl\n${'a '.repeat(20_000)}`;
  expect(await check('python', text)).toEqual({ reported: [], suppressed: ['tls/not-searched: generated'] });
});
