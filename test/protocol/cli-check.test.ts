import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

let pem: ReadonlyMap<string, string>;
beforeAll(async () => {
  pem = await fixtures();
});
const fixture = (name: string): string => pem.get(name) ?? '';

const weakNginx = 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1 TLSv1.2;\n}\n';

test('JSON has exactly what is promised, counts from 1, and names files relative to the current folder', async () => {
  const folder = folderWith({ 'conf/nginx.conf': weakNginx });
  const { code, stdout, stderr } = await runCli(folder, ['check', 'conf', '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(JSON.parse(stdout)).toEqual([
    {
      file: 'conf/nginx.conf',
      findings: [
        {
          rule: 'tls/no-deprecated-protocol',
          severity: 'error',
          message: expect.stringContaining('TLSv1'),
          line: 3,
          column: 19,
          endLine: 3,
          endColumn: 24,
          fixes: [
            {
              title: expect.stringContaining('TLSv1.2'),
              preferred: true,
              edits: [
                {
                  file: 'conf/nginx.conf',
                  line: 3,
                  column: expect.any(Number),
                  endLine: 3,
                  endColumn: expect.any(Number),
                  text: expect.any(String),
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

test('columns are UTF-16 units', async () => {
  const folder = folderWith({ 'nginx.conf': 'server { listen 443 ssl; set $a "𝄞"; ssl_protocols TLSv1; }\n' });
  const { stdout } = await runCli(folder, ['check', '--format', 'json']);
  const text = readFileSync(join(folder, 'nginx.conf'), 'utf8');
  expect(JSON.parse(stdout)[0].findings[0].column).toBe(text.indexOf('TLSv1') + 1);
});

test('a file of ours without findings is listed, one that does not concern us is not', async () => {
  const folder = folderWith({ 'ca.pem': fixture('ca'), 'app.js': 'export const a = 1;\n', 'notes.txt': 'TLSv1' });
  const { code, stdout } = await runCli(folder, ['check', '.', '--format', 'json']);
  expect({ code, found: JSON.parse(stdout) }).toEqual({ code: 0, found: [{ file: 'ca.pem', findings: [] }] });
});

test('a file that is named is checked whatever its name', async () => {
  const folder = folderWith({ 'sub/cert.txt': fixture('expired') });
  const { code, stdout } = await runCli(folder, ['check', 'sub/cert.txt', '--format', 'json']);
  expect({ code, file: JSON.parse(stdout)[0].file }).toEqual({ code: 1, file: 'sub/cert.txt' });
});

test.each([
  ['a site', 'sites-available/a.example', ['tls/no-deprecated-protocol']],
  ['a template', 'nginx/site.tmpl', ['tls/no-deprecated-protocol']],
  ['code', 'test/server.rb', []],
])('%s that is named is known for nginx by its content', async (_, name, expected) => {
  const folder = folderWith({ [name]: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.1;\n}\n' });
  const { stdout } = await runCli(folder, ['check', name, '--format', 'json']);
  const [report]: { findings: { rule: string }[] }[] = JSON.parse(stdout);
  expect(report?.findings.map(({ rule }) => rule)).toEqual(expected);
});

test('a file outside the current folder is named by its whole path, and is checked once', async () => {
  const folder = folderWith({ 'a.pem': fixture('expired') });
  const elsewhere = folderWith({});
  const { stdout } = await runCli(elsewhere, ['check', folder, join(folder, 'a.pem'), '--format', 'json']);
  expect(JSON.parse(stdout).map(({ file }: { file: string }) => file)).toEqual([join(folder, 'a.pem')]);
});

test('a binary certificate is checked', async () => {
  const base64 = fixture('expired').replace(/-----.*-----|\s/g, '');
  const folder = folderWith({ 'old.der': Buffer.from(base64, 'base64') });
  const { stdout } = await runCli(folder, ['check', '--format', 'json']);
  const [finding] = JSON.parse(stdout)[0].findings;
  expect(finding).toMatchObject({ rule: 'certificate/expired', line: 1, column: 1 });
});

test('--fail-on says from where the exit code is 1', async () => {
  const folder = folderWith({ 'soon.pem': fixture('expires-soon') });
  const codes = await Promise.all(
    [[], ['--fail-on', 'warning'], ['--fail-on=info'], ['--fail-on', 'error']].map(
      async (more) => (await runCli(folder, ['check', ...more])).code,
    ),
  );
  expect(codes).toEqual([0, 1, 1, 0]);
});

test('--at sets the clock', async () => {
  const folder = folderWith({ 'server.pem': fixture('server') });
  expect((await runCli(folder, ['check'])).code).toBe(0);
  expect((await runCli(folder, ['check', '--at', '2031-01-01'])).stdout).toContain('certificate/expired');
  expect((await runCli(folder, ['check', '--at=2020-01-01T00:00:00+01:00'])).stdout).toContain('not-yet-valid');
});

test('text has a line a finding and a count', async () => {
  const folder = folderWith({ 'old.pem': fixture('expired'), 'nginx.conf': weakNginx, 'ca.pem': fixture('ca') });
  const { stdout } = await runCli(folder, ['check']);
  expect(stdout).toMatch(
    /^nginx\.conf:3:19 error .+ \[tls\/no-deprecated-protocol\]\n\nold\.pem:1:1 error .+ \[certificate\/expired\]\n\n2 errors in 3 files; --fix can repair 1\.\n$/,
  );
});

test('tlsense.json of the folder changes severities and days', async () => {
  const settings = { rules: { 'certificate/expired': 'hint' }, expiryWarningDays: 5 };
  const folder = folderWith({
    'tlsense.json': JSON.stringify(settings),
    'old.pem': fixture('expired'),
    'soon.pem': fixture('expires-soon'),
  });
  const { code, stdout } = await runCli(folder, ['check', '--format', 'json', '--fail-on', 'info']);
  const findings = JSON.parse(stdout).flatMap((file: { findings: { severity: string }[] }) => file.findings);
  expect({ code, severities: findings.map(({ severity }: { severity: string }) => severity) }).toEqual({
    code: 0,
    severities: ['hint'],
  });
});

test.each([
  ['not JSON', '{', /^error: tlsense\.json is not valid JSON: /],
  ['an unknown rule', '{"rules":{"tls/nonsense":"off"}}', /^error: tlsense\.json names the rule tls\/nonsense/],
])('tlsense.json with %s fails the call', async (_, text, said) => {
  const { code, stderr } = await runCli(folderWith({ 'tlsense.json': text }), ['check']);
  expect(code).toBe(2);
  expect(stderr).toMatch(said);
});

test.each([
  [['check', 'nowhere'], /^error: there is no file or folder nowhere\nhint: /],
  [['check', '--fromat', 'json'], /^error: there is no option --fromat\nhint: Did you mean --format\?\n$/],
  [['check', '--format', 'xml'], /^error: --format cannot be “xml”\nhint: Possible values are json, sarif, text\.\n$/],
  [['check', '--format'], /^error: --format needs a value\n$/],
  [['check', '--fix=yes'], /^error: --fix takes no value\n$/],
  [['check', '--at', 'tomorrow'], /^error: “tomorrow” is not a time\nhint: /],
  [['check', '--at', '2026-02-30'], /^error: “2026-02-30” is not a time\nhint: /],
  [['check', '--at', '2026-12-01T10:00:00'], /^error: “2026-12-01T10:00:00” is not a time\nhint: /],
  [['chek'], /^error: there is no command chek\nhint: Did you mean check\?\n$/],
  [
    ['frobnicate'],
    /^error: there is no command frobnicate\nhint: The commands are check, handshake, inspect, issue, lsp, revocation, verify\.\n$/,
  ],
  [['help', 'nonsense'], /^error: there is no command nonsense/],
  [['lsp'], /^error: lsp speaks over stdin and stdout only\nhint: /],
])('%j is a wrong call', async (args, said) => {
  const { code, stdout, stderr } = await runCli(folderWith({}), args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(said);
});

test('without a command the list of commands goes to stderr', async () => {
  const { code, stdout, stderr } = await runCli(folderWith({}), []);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('check');
});

test.each([[['--help']], [['help', 'check']], [['check', '--help']], [['inspect', '-h']], [['lsp', '--help']]])(
  '%j helps',
  async (args) => {
    const { code, stdout, stderr } = await runCli(folderWith({}), args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: tlsense');
  },
);

test('links in circles, pipes and folders called like certificates do no harm', async () => {
  const folder = folderWith({ 'a/ca.pem': fixture('expired') });
  symlinkSync('..', join(folder, 'a/loop'));
  symlinkSync('ca.pem', join(folder, 'a/linked.pem'));
  symlinkSync('nowhere.pem', join(folder, 'a/dangling.pem'));
  mkdirSync(join(folder, 'folder.pem'));
  const { stdout } = await runCli(folder, ['check', '--format', 'json']);
  expect(JSON.parse(stdout).map(({ file }: { file: string }) => file)).toEqual(['a/ca.pem', 'a/linked.pem']);
});

test('other people’s folders are not looked into', async () => {
  const folder = folderWith({ 'node_modules/x/old.pem': fixture('expired'), '.git/old.pem': fixture('expired') });
  expect((await runCli(folder, ['check', '--format', 'json'])).stdout).toBe('[]\n');
});

test('a file that is too large is said and does not hide others', async () => {
  const folder = folderWith({ 'a.pem': '', 'b.pem': fixture('expired') });
  truncateSync(join(folder, 'a.pem'), 64 * 1024 * 1024);
  const found = await runCli(folder, ['check']);
  expect(found.code).toBe(1);
  expect(found.stderr).toMatch(/^warning: a\.pem has 67108864 bytes/);
  expect(found.stdout).toContain('b.pem:1:1');
  const named = await runCli(folder, ['check', 'a.pem', 'b.pem']);
  expect(named.code).toBe(2);
  expect(named.stderr).toMatch(/^error: a\.pem has 67108864 bytes/);
  expect(named.stdout).toContain('b.pem:1:1');
});

test.each([
  ['below the current folder', '', 'app/node', {}, []],
  ['a file below the current folder', '', 'app/node/client.js', {}, []],
  ['in a repository', 'app/node', '.', { 'app/.git/HEAD': 'ref: refs/heads/main\n' }, []],
  ['in a repository further up', 'app/node/lib', '..', { '.git': 'gitdir: elsewhere\n' }, []],
  ['by itself', 'app/node', '.', {}, ['reference/missing-file']],
  ['in a repository of its own', 'app/node', '.', { 'app/node/.git/HEAD': '' }, ['reference/missing-file']],
])('a part of a project, %s, is checked with the paths of the whole', async (_, cwd, given, more, expected) => {
  const folder = folderWith({
    'app/certs/ca.pem': fixture('ca'),
    // Nobody refers to it: it is not looked at.
    'app/certs/old.pem': fixture('expired'),
    'app/node/lib/.keep': '',
    // One of the same name, without which a file that is not there is no matter.
    'app/node/test/ca.pem': fixture('other-ca'),
    'app/node/client.js':
      "const https = require('https');\nhttps.get({ host: 'a.example', ca: require('fs').readFileSync('certs/ca.pem') });\n",
    ...more,
  });
  const { stdout, stderr } = await runCli(join(folder, cwd), ['check', given, '--format', 'json']);
  const reports: { file: string; findings: { rule: string }[] }[] = JSON.parse(stdout);
  expect(stderr).toBe('');
  const names = reports.map(({ file }) => file.replace(/.*\//, ''));
  expect(names.filter((name) => name !== 'ca.pem')).toEqual(['client.js']);
  expect(reports.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual(expected);
});

test('a finding about a path carries the validation: certificates, failures, anchors that counted', async () => {
  const folder = folderWith({
    'nginx.conf': 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n',
    'server.pem': fixture('of-expired-intermediate') + fixture('expired-intermediate'),
    'ca/root.pem': fixture('ca'),
    'ca/test.pem': fixture('other-ca'),
    'tlsense.json': JSON.stringify({ trustAnchors: { exclude: ['ca/test.pem'] } }),
  });
  const expected = {
    verdict: 'untrusted',
    profile: 'rfc5280',
    path: [{ file: 'server.pem' }, { file: 'server.pem' }, { file: 'ca/root.pem' }],
    failures: [{ certificate: 'O=Example,CN=Former Servers CA', code: 'expired', rfc: 'RFC 5280, 6.1.3 (a)(2)' }],
    trustAnchors: { workspace: 1, leftOut: 1 },
  };
  const json = JSON.parse((await runCli(folder, ['check', 'nginx.conf', '--format', 'json'])).stdout);
  const found = json[0].findings.find(({ rule }: { rule: string }) => rule === 'reference/path-invalid');
  expect(found.certificationPath).toMatchObject(expected);
  const sarif = JSON.parse((await runCli(folder, ['check', 'nginx.conf', '--format', 'sarif'])).stdout);
  const [result] = sarif.runs[0].results.filter(
    ({ ruleId }: { ruleId: string }) => ruleId === 'reference/path-invalid',
  );
  expect(result.properties.certificationPath).toMatchObject(expected);
  expect(
    result.relatedLocations.map(({ physicalLocation }: never) => physicalLocation['artifactLocation']['uri']),
  ).toEqual(['server.pem', 'server.pem', 'ca/root.pem']);
});

test('a byte order mark moves no place and no edit', async () => {
  const folder = folderWith({
    'nginx.conf': 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n',
    'server.pem': `\uFEFF${fixture('issued-leaf')}`,
    'ca/all.pem': `\uFEFF${fixture('ca')}${fixture('intermediate')}`,
  });
  const sarif = JSON.parse((await runCli(folder, ['check', 'nginx.conf', '--format', 'sarif'])).stdout);
  const { relatedLocations, fixes } = sarif.runs[0].results.find(
    ({ ruleId }: { ruleId: string }) => ruleId === 'reference/chain-incomplete',
  );
  const lines = (text: string): number => text.split('\n').length;
  expect(relatedLocations[0].physicalLocation.region).toMatchObject({
    startLine: lines(fixture('ca')),
    startColumn: 1,
    endLine: lines(fixture('ca') + fixture('intermediate')) - 1,
    endColumn: '-----END CERTIFICATE-----'.length + 1,
  });
  expect(fixes[0].artifactChanges[0].replacements[0].deletedRegion).toMatchObject({
    startLine: lines(fixture('issued-leaf')) - 1,
    startColumn: '-----END CERTIFICATE-----'.length + 1,
  });
  await runCli(folder, ['check', 'nginx.conf', '--fix']);
  expect(readFileSync(join(folder, 'server.pem'), 'utf8')).toBe(
    `\uFEFF${fixture('issued-leaf')}${fixture('intermediate')}`,
  );
});

test('certificates inside of Secrets, PKCS#7 and key stores count for what is checked, in whatever order', async () => {
  const middle = fixture('intermediate');
  const scratch = folderWith({ 'm.pem': middle });
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: scratch });
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'm.pem', '-outform', 'DER', '-out', 'm.p7b');
  openssl('pkcs12', '-export', '-nokeys', '-in', 'm.pem', '-certpbe', 'NONE', '-passout', 'pass:x', '-out', 'm.p12');
  const made = (name: string): Uint8Array => readFileSync(join(scratch, name));
  const base64 = Buffer.from(middle).toString('base64');
  const nginx = 'server {\n    listen 443 ssl;\n    ssl_certificate a.pem;\n    ssl_certificate_key a.key;\n}\n';
  const files = { 'a.pem': fixture('issued-leaf'), 'ca.pem': fixture('ca'), 'nginx.conf': nginx };
  const lacks = async (more: Readonly<Record<string, string | Uint8Array>>): Promise<boolean> => {
    const { stdout } = await runCli(folderWith({ ...files, ...more }), ['check', '.']);
    return stdout.includes('a.pem lacks the intermediate certificate Example Servers CA');
  };
  expect(await lacks({})).toBe(false);
  expect(await lacks({ 'z.yaml': `kind: Secret\ndata:\n  ca.crt: ${base64}\n` })).toBe(true);
  expect(await lacks({ 'z.json': JSON.stringify({ ca: middle }) })).toBe(true);
  expect(await lacks({ 'z.p7b': made('m.p7b') })).toBe(true);
  expect(await lacks({ 'z.p12': made('m.p12') })).toBe(true);
});
