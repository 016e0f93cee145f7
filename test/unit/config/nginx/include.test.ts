import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readDocument } from '../../../../server/core/analysis.ts';
import { Workspace } from '../../../../server/core/workspace/workspace.ts';
import { nodeHost } from '../../../../server/node/host.ts';
import { analyseText } from '../../../support/analyse-text.ts';
import { cpuTime } from '../../../support/cpu-time.ts';
import { fixtures } from '../../../support/fixtures.ts';

/** `rule line` of the findings in one file of a configuration of several. */
async function findings(name: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const { [name]: text = '', ...others } = files;
  const { findings: found } = await analyseText('nginx', text, others, {}, name);
  for (const { span } of found) expect(span.end).toBeLessThanOrEqual(text.length);
  return found.map(({ rule, span }) => `${rule} ${text.slice(0, span.start).split('\n').length}`);
}

const main = (http: string): string => `events {}\nhttp {\n${http}\n}\n`;
const peer = 'server {\nlocation / {\nproxy_pass https://10.0.0.7;\n}\n}\n';

test('what is included counts where it is included', async () => {
  const files = {
    'nginx.conf': main('server {\ninclude snippets/verify.conf;\nlocation / { proxy_pass https://10.0.0.7; }\n}'),
    'snippets/verify.conf': 'proxy_ssl_verify on;\nproxy_ssl_trusted_certificate certs/ca.pem;\n',
    'certs/ca.pem': (await fixtures()).get('ca') ?? '',
  };
  expect(await findings('nginx.conf', files)).toEqual(['nginx/upstream-ip-literal 5']);
  expect(await findings('snippets/verify.conf', files)).toEqual([]);
});

test('a file inherits from the place that includes it', async () => {
  const settings = 'proxy_ssl_verify on;\nproxy_ssl_trusted_certificate certs/ca.pem;\n';
  const files = {
    'nginx.conf': main(`${settings}include conf.d/*.conf;`),
    'conf.d/a.conf': peer,
    'conf.d/.hidden.conf': peer,
    'other/a.conf': peer,
    'certs/ca.pem': (await fixtures()).get('ca') ?? '',
  };
  expect(await findings('conf.d/a.conf', files)).toEqual(['nginx/upstream-ip-literal 3']);
  expect(await findings('conf.d/.hidden.conf', files)).toEqual(['tls/require-upstream-verification 3']);
  expect(await findings('other/a.conf', files)).toEqual(['tls/require-upstream-verification 3']);
});

test('paths below /etc/nginx mean the folder of nginx.conf where the workspace is not there', async () => {
  const files = {
    'nginx.conf': main('proxy_ssl_verify on;\ninclude /etc/nginx/conf.d/*.conf;'),
    'conf.d/a.conf': peer,
  };
  expect(await findings('conf.d/a.conf', files)).toEqual(['nginx/upstream-ip-literal 3']);
});

test('servers of other files share the socket', async () => {
  const server = (name: string): string =>
    `server {\nlisten 443 ssl;\nserver_name ${name};\nssl_reject_handshake on;\n}\n`;
  const files = {
    'nginx.conf': main('include conf.d/*.conf;'),
    'conf.d/a.conf': server('a.example'),
    'conf.d/b.conf': server('a.example'),
  };
  expect(await findings('conf.d/a.conf', files)).toEqual([]);
  expect(await findings('conf.d/b.conf', files)).toEqual(['nginx/conflicting-server-name 3']);
});

test('headers are lost to what another file set', async () => {
  const files = {
    'nginx.conf': main('add_header Strict-Transport-Security "max-age=63072000" always;\ninclude a.conf;'),
    'a.conf': 'server {\nlisten 443 ssl;\nadd_header X-A b;\nssl_reject_handshake on;\n}\n',
  };
  const { 'a.conf': text, ...others } = files;
  const { findings: found } = await analyseText('nginx', text, others, {}, 'a.conf');
  expect(found.map(({ rule }) => rule)).toEqual(['nginx/add-header-inheritance']);
  expect(found[0]?.fixes[0]?.edits[0]?.text).toBe('\nadd_header Strict-Transport-Security max-age=63072000 always;');
  expect(found[0]?.related).toEqual([]);
});

test('settings are spoken of in the file they stand in, whoever inherits them', async () => {
  const site = 'server {\nlisten 443 ssl;\nserver_name a.example;\nssl_reject_handshake on;\nMORE\n}\n';
  const files = {
    'nginx.conf': main('ssl_protocols TLSv1 TLSv1.2;\nproxy_ssl_verify off;\ninclude sites-enabled/*;'),
    'sites-enabled/a.example': site.replace('MORE', 'location / { proxy_pass https://b.example; }'),
    'sites-enabled/b': site.replaceAll('a.ex', 'b.ex').replace('MORE', 'include snippets/tls.conf;'),
    'snippets/tls.conf':
      '# for every site\nssl_session_timeout 1h;\nssl_ciphers RC4-SHA:ECDHE-RSA-AES128-GCM-SHA256;\n',
  };
  expect(await findings('nginx.conf', files)).toEqual([
    'tls/no-deprecated-protocol 3',
    'tls/no-disabled-verification 4',
  ]);
  expect(await findings('sites-enabled/a.example', files)).toEqual([]);
  expect(await findings('sites-enabled/b', files)).toEqual([]);
  expect(await findings('snippets/tls.conf', files)).toContain('tls/no-weak-cipher 3');
});

test('what is included is judged together with what stands around it', async () => {
  const files = {
    'nginx.conf': main(
      'server {\nlisten 443 ssl;\nssl_verify_client on;\ninclude snippets/ca.conf;\nssl_reject_handshake on;\n}',
    ),
    'snippets/ca.conf': 'ssl_client_certificate certs/ca.pem;\n',
    'certs/ca.pem': (await fixtures()).get('ca') ?? '',
  };
  expect(await findings('snippets/ca.conf', files)).toEqual([]);
  const off = { ...files, 'nginx.conf': files['nginx.conf'].replace('ssl_verify_client on', 'ssl_verify_client off') };
  expect(await findings('snippets/ca.conf', off)).toEqual(['tls/no-unused-client-ca 1']);
});

test.each([
  ['a file that includes itself', { 'nginx.conf': 'include nginx.conf;\nssl_session_cache builtin;\n' }],
  [
    'two that include each other',
    { 'nginx.conf': 'include b.conf;\nssl_session_cache builtin;\n', 'b.conf': 'include nginx.conf;' },
  ],
  [
    'all that there are',
    { 'nginx.conf': 'include *;\nssl_session_cache builtin;\n', 'b.conf': 'include *;', 'c.conf': 'include *;' },
  ],
  ['a way out of the workspace', { 'nginx.conf': 'include ../../secret.conf;\nssl_session_cache builtin;\n' }],
  ['a broken class', { 'nginx.conf': 'include a[z-a].conf [ [] [!];\nssl_session_cache builtin;\n' }],
] as const)('%s', async (_, files) => {
  expect(await findings('nginx.conf', files as Readonly<Record<string, string>>)).toContain(
    'nginx/session-cache-builtin 2',
  );
});

test('a pattern made to take long does not', async () => {
  const name = `${'a'.repeat(200)}.conf`;
  const files = { 'nginx.conf': `include ${'*a'.repeat(12)}*b.conf;\nssl_session_cache builtin;\n`, [name]: '# a' };
  const used = cpuTime();
  expect(await findings('nginx.conf', files)).toContain('nginx/session-cache-builtin 2');
  expect(used()).toBeLessThan(2_000);
});

test('files are found as nginx -T finds them', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlsense-include-')));
  const files: Readonly<Record<string, string>> = {
    'nginx.conf': `pid "${folder}/pid"; error_log stderr; events {} http { access_log off; include conf.d/*.conf; include sites/[a-c]*/?ite; include sites/[!a]*.x; include one.conf; include none/*.conf; }`,
    'conf.d/b.conf': 'include deep/x.conf;',
    'conf.d/a.conf': '# a',
    'conf.d/.c.conf': '# c',
    'conf.d/a.txt': '# txt',
    'deep/x.conf': '# x',
    'sites/a/site': '# a',
    'sites/d/site': '# d',
    'sites/b/.ite': '# hidden',
    'sites/a.x': '# a',
    'sites/b.x': '# b',
    'one.conf': 'ssl_session_cache shared:SSL:1m;',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = spawnSync(
    '/usr/sbin/nginx',
    ['-T', '-q', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
    { encoding: 'utf8' },
  );
  const listed = [...stdout.matchAll(/^# configuration file (.*):$/gm)].map(([, path = '']) =>
    pathToFileURL(path).toString(),
  );
  expect(listed.length).toBeGreaterThan(5);

  const workspace = new Workspace(nodeHost());
  workspace.setFolders([pathToFileURL(folder).toString()]);
  const uri = pathToFileURL(join(folder, 'nginx.conf')).toString();
  // The reader is loaded for texts about TLS alone.
  const reading = await readDocument({ uri, languageId: 'nginx', text: `${files['nginx.conf']} # ssl` });
  const whole = await workspace.wholeOf(reading);
  expect([...(whole?.files.keys() ?? [])].sort()).toEqual(listed.sort());
  rmSync(folder, { recursive: true });
});

test('without a main configuration what is included is looked for in the folders above', async () => {
  const files = {
    'sites/a.conf': 'server {\nlisten 443 ssl;\ninclude snippets/hsts.conf;\nlocation / { add_header A b; }\n}\n',
    'snippets/hsts.conf': 'add_header Strict-Transport-Security "max-age=63072000" always;\n',
  };
  expect(await findings('sites/a.conf', files)).toEqual(['nginx/add-header-inheritance 4']);
});

test('an absolute path means a tree like that of the machine, or the folder of nginx.conf', async () => {
  const made = await fixtures();
  const server = (path: string): string =>
    `server {\nlisten 443 ssl;\nssl_certificate ${path}/server.pem;\nssl_certificate_key ${path}/other.key;\n}\n`;
  const pair = (folder: string) => ({
    [`${folder}/server.pem`]: made.get('server') ?? '',
    [`${folder}/other.key`]: made.get('other-key') ?? '',
  });
  const kept = { 'etc/nginx/sites-enabled/a.conf': server('/etc/nginx/tls'), ...pair('etc/nginx/tls') };
  const mismatch = await findings('etc/nginx/sites-enabled/a.conf', kept);
  expect(mismatch.filter((one) => /mismatch/.test(one))).toEqual([
    expect.stringMatching(/^reference\/key.*mismatch 4$/),
  ]);
  const beside = { 'nginx.conf': main(server('/etc/nginx/tls')), ...pair('tls') };
  const again = await findings('nginx.conf', beside);
  expect(again.filter((one) => /mismatch/.test(one))).toEqual([expect.stringMatching(/^reference\/key.*mismatch 6$/)]);
});
