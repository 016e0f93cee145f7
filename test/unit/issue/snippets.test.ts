import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Snippet, snippets, verifyCommand } from '../../../server/core/issue/snippets.ts';
import { type Bench, makeBench, run } from './openssl.ts';

let bench: Bench;

beforeAll(() => {
  bench = makeBench();
});
afterAll(() => bench.remove());

const plain = { certificate: 'certs/ada.pem', privateKey: 'certs/ada.key', trustAnchors: 'certs/ca.pem' };
/** Names that a careless quotation would break, or break out of. */
const nasty = {
  certificate: `it's "a" \\ $(touch pwned); 王 :x.pem`,
  privateKey: "`touch pwned`'.key",
  trustAnchors: '"; } # \' ca.pem',
};

function textOf(id: Snippet['id'], ...args: Parameters<typeof snippets>): string {
  const snippet = snippets(...args).find((one) => one.id === id);
  if (!snippet) throw new Error(`no snippet for ${id}`);
  return snippet.text;
}

describe('snippets', () => {
  it('read as a person would write them', () => {
    expect(snippets('client', plain).map(({ id, title, languageId }) => `${id} ${title} ${languageId}`)).toEqual([
      'node Node.js javascript',
      'python Python python',
      'nginx nginx nginx',
      'curl curl shellscript',
    ]);
    expect(
      snippets('client', plain)
        .map(({ text }) => text)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "import { readFileSync } from 'node:fs';
      import { request } from 'node:https';

      const options = {
        ca: readFileSync('certs/ca.pem'),
        cert: readFileSync('certs/ada.pem'),
        key: readFileSync('certs/ada.key'),
      };
      request('https://localhost:8443/', options, (response) => response.pipe(process.stdout)).end();

      import ssl
      import urllib.request

      context = ssl.create_default_context(cafile='certs/ca.pem')
      context.minimum_version = ssl.TLSVersion.TLSv1_2
      context.load_cert_chain('certs/ada.pem', 'certs/ada.key')

      with urllib.request.urlopen('https://localhost:8443/', context=context) as response:
          print(response.read().decode())

      location / {
          proxy_pass https://localhost:8443;
          proxy_ssl_certificate "certs/ada.pem";
          proxy_ssl_certificate_key "certs/ada.key";
          proxy_ssl_trusted_certificate "certs/ca.pem";
          proxy_ssl_verify on;
          proxy_ssl_name localhost;
          proxy_ssl_server_name on;
          proxy_ssl_protocols TLSv1.2 TLSv1.3;
      }

      curl --cacert certs/ca.pem --cert certs/ada.pem --key certs/ada.key https://localhost:8443/
      "
    `);
  });

  describe.each([
    ['client', plain, false],
    ['client', nasty, true],
    ['server', plain, true],
    ['server', nasty, false],
  ] as const)('of a %s with the paths %j, encrypted: %s', (profile, paths, isEncrypted) => {
    it('are read by Node, Python and the shell', () => {
      bench.write('a.mjs', textOf('node', profile, paths, { isEncrypted }));
      run(process.execPath, ['--check', bench.path('a.mjs')], bench.folder);
      bench.write('a.py', textOf('python', profile, paths, { isEncrypted }));
      run('python3', ['-m', 'py_compile', bench.path('a.py')], bench.folder);
      bench.write('a.sh', textOf('curl', profile, paths, { isEncrypted }));
      run('sh', ['-n', bench.path('a.sh')], bench.folder);
    });

    it('name the very paths that were given', () => {
      const node = textOf('node', profile, paths, { isEncrypted });
      const literals = [...node.matchAll(/readFileSync\(('(?:\\.|[^'\\])*')\)/g)].map(([, literal]) => literal ?? '');
      const evaluated = run(process.execPath, ['-p', `JSON.stringify([${literals}])`], bench.folder);
      expect(JSON.parse(evaluated).sort()).toEqual(Object.values(paths).sort());

      const python = textOf('python', profile, paths, { isEncrypted });
      const load = /context\.load_cert_chain\((.*)\)/.exec(python)?.[1]?.replace(/, os\.environ.*/, '') ?? '';
      const cafile = /cafile=('(?:\\.|[^'\\])*')/.exec(python)?.[1] ?? '';
      const values = run('python3', ['-c', `import json; print(json.dumps([${load}, ${cafile}]))`], bench.folder);
      expect(JSON.parse(values)).toEqual([paths.certificate, paths.privateKey, paths.trustAnchors]);

      const words = textOf('curl', profile, paths, { isEncrypted });
      const printed = run('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${words}`], bench.folder).split('\n');
      expect(printed[printed.indexOf('--cacert') + 1]).toBe(paths.trustAnchors);
      if (profile === 'client') expect(printed[printed.indexOf('--key') + 1]).toBe(paths.privateKey);
    });
  });

  it('are settings that nginx accepts, with the files found where they say', () => {
    bench.openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-noenc',
      '-subj',
      '/CN=x',
      '-keyout',
      'k',
      '-out',
      'c',
    );
    for (const [profile, base, isEncrypted] of [
      ['client', nasty, false],
      ['client', plain, true],
      ['server', nasty, false],
    ] as const) {
      // A dollar sign starts a variable in nginx and cannot be escaped.
      const paths = { ...base, certificate: base.certificate.replace('$', '') };
      const absolute = {
        certificate: bench.path(paths.certificate),
        privateKey: bench.path(paths.privateKey),
        trustAnchors: bench.path(paths.trustAnchors),
      };
      for (const path of Object.values(absolute)) mkdirSync(dirname(path), { recursive: true });
      writeFileSync(absolute.certificate, bench.read('c'));
      writeFileSync(absolute.trustAnchors, bench.read('c'));
      writeFileSync(absolute.privateKey, bench.read('k'));
      writeFileSync(`${absolute.privateKey}.passphrase`, 'secret\n');
      const text = textOf('nginx', profile, absolute, { isEncrypted });
      const server = profile === 'client' ? `server { listen 127.0.0.1:8080; ${text} }` : text;
      bench.write('nginx.conf', `pid nginx.pid;\nevents {}\nhttp { access_log off;\n${server} }\n`);
      run('nginx', ['-t', '-q', '-p', bench.folder, '-c', 'nginx.conf', '-g', 'error_log stderr;'], bench.folder);
    }
  });

  it('never put a passphrase into a file or a command', () => {
    for (const profile of ['client', 'server'] as const) {
      for (const { id, text } of snippets(profile, plain, { isEncrypted: true })) {
        const outside = { node: 'process.env', python: 'os.environ', nginx: 'ssl_password_file', curl: '' }[id];
        expect(text).toContain(outside);
      }
    }
  });
});

describe('the openssl command', () => {
  it.each([
    ['ca', false, 'openssl verify -x509_strict -CAfile certs/ca.pem certs/ada.pem'],
    ['client', false, 'openssl verify -x509_strict -purpose sslclient -CAfile certs/ca.pem certs/ada.pem'],
    [
      'server',
      true,
      'openssl verify -x509_strict -purpose sslserver -partial_chain -CAfile certs/ca.pem certs/ada.pem',
    ],
  ] as const)('for a %s', (profile, isIntermediate, command) => {
    expect(verifyCommand(profile, plain, isIntermediate)).toBe(command);
  });

  it('quotes what a shell would take apart', () => {
    const command = verifyCommand('client', nasty, false);
    const printed = run('sh', ['-c', `openssl() { printf '%s\\n' "$@"; }\n${command}`], bench.folder);
    expect(printed.split('\n').slice(-3, -1)).toEqual([nasty.trustAnchors, nasty.certificate]);
  });
});
