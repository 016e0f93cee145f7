/** Files of extensions in the workspace, as scripts give them to openssl: what is said, beside what openssl does. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

let folder: string;
const call = 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key';
const openssl = (...args: readonly string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

/** How many extensions the certificate gets; undefined where openssl refuses to make it. */
function issued(options: string, file: string): number | undefined {
  writeFileSync(join(folder, 'a.ext'), file);
  const [, ...args] = `${call} ${options} -out a.pem`.split(' ');
  if (spawnSync('openssl', args, { cwd: folder }).status !== 0) return undefined;
  const text = openssl('x509', '-in', 'a.pem', '-noout', '-text');
  return text.match(/^ {12}X509v3 (?!Subject Key|Authority Key)/gm)?.length ?? 0;
}

const leaf = 'basicConstraints = CA:FALSE\nkeyUsage = digitalSignature\n';

const cases = [
  ['lines of their own', '-extfile a.ext', leaf, undefined],
  ['a section that is named', '-extfile a.ext -extensions v3', `[v3]\n${leaf}`, undefined],
  ['a section that the file names', '-extfile a.ext', `extensions = v3\n[v3]\n${leaf}`, undefined],
  ['the default section', '-extfile a.ext', `[default]\n${leaf}`, undefined],
  ['a section that nobody names', '-extfile a.ext', `[v3]\n${leaf}`, 'unnamed-section'],
  ['a section under another name', '-extfile a.ext -extensions v3_req', `[v3]\n${leaf}`, 'no-section'],
  ['one that the file names and has not', '-extfile a.ext', `extensions = v4\n[v3]\n${leaf}`, 'no-section'],
  ['nothing', '-extfile a.ext', '# none\n', 'empty-section'],
  ['a section with nothing in it', '-extfile a.ext -extensions v3', '[v3]\n# none\n', 'empty-section'],
] as const;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-extensions-'));
  const key = ['-newkey', 'rsa:2048', '-noenc', '-subj', '/CN=a'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', '-new', ...key, '-keyout', 'a.key', '-out', 'a.csr');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const messages: Readonly<Record<string, RegExp>> = {
  'unnamed-section': /Without -extensions/,
  'empty-section': /There are no extensions/,
  'no-section': /There is no section/,
};

test.each(cases)('%s', async (_, options, file, expected) => {
  const { findings } = await analyseText('shell', `${call} ${options} -out a.pem\n`, { 'a.ext': file });
  expect(findings.map(({ message }) => message.template)).toEqual(
    expected ? [expect.stringMatching(messages[expected] ?? /^$/)] : [],
  );
  expect(findings[0]?.related.map(({ uri }) => uri) ?? []).toEqual(expected ? ['file:///workspace/a.ext'] : []);
  const got = issued(options, file);
  expect(got === undefined).toBe(expected === 'no-section');
  if (got !== undefined) expect(got > 0).toBe(expected === undefined);
});

test.each([
  [
    'found from a folder above',
    'scripts/issue.sh',
    '-extfile certs/a.ext',
    { 'certs/a.ext': '[v3]\nkeyUsage = x\n' },
    1,
  ],
  ['nowhere', 'scripts/issue.sh', '-extfile certs/a.ext', { 'a.ext': '[v3]\nkeyUsage = x\n' }, 0],
  ['outside', 'issue.sh', '-extfile /etc/a.ext', { 'a.ext': '[v3]\nkeyUsage = x\n' }, 0],
  ['a variable', 'issue.sh', '-extfile $FILE', { 'a.ext': '[v3]\nkeyUsage = x\n' }, 0],
  ['other files', 'issue.sh', '-extfile a.ext', { 'a.ext': '.include b.ext\n' }, 0],
  ['a template', 'issue.sh', '-extfile a.ext', { 'a.ext': '$EXTENSIONS\n' }, 0],
  ['a key', 'issue.sh', '-extfile a.key', { 'a.key': '[v3]\n' }, 0],
  ['documentation', 'README.md', '-extfile a.ext', { 'a.ext': '[v3]\nkeyUsage = x\n' }, 0],
  ['a Makefile', 'Makefile', '-extfile a.ext', { 'a.ext': '[v3]\nkeyUsage = x\n' }, 1],
])('%s', async (_, name, options, files, expected) => {
  const command = `${call} ${options} -out a.pem\n`;
  const text =
    name === 'Makefile' ? `a.pem:\n\t${command}` : name.endsWith('.md') ? `\`\`\`sh\n${command}\`\`\`\n` : command;
  const { findings } = await analyseText('', text, files, {}, name);
  expect(findings).toHaveLength(expected);
});

test('what a script writes itself is not looked for', async () => {
  const files = { 'a.ext': '[v3]\nkeyUsage = digitalSignature\n' };
  for (const write of [`printf 'keyUsage = digitalSignature\\n' > a.ext\n`, 'envsubst < a.tmpl > a.ext\n']) {
    const { findings } = await analyseText('shell', `${write}${call} -extfile a.ext -out a.pem\n`, files);
    expect(findings).toEqual([]);
  }
});
