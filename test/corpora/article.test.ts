/**
 * The article this project started from: what its programs set is read as Python takes it, each file's names of files
 * are references, and its corrected program has no mistake that a rule knows.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyPass, planPass } from '../../server/core/lint/fix-pass.ts';
import { fileReferences } from '../../server/core/tls/context.ts';
import { analyseText } from '../support/analyse-text.ts';
import { makeCertificate, makeRevocationList } from '../support/certificates.ts';
import { factsOf } from '../unit/config/python/facts.ts';
import { corpus } from './corpora.ts';

const program = (name: string): string => readFileSync(corpus('article', name), 'utf8');

test.each<[string, string[]]>([
  ['2.2.1-context.py', ['server verify=required cert=server.pem key=server.key ca=ca.pem']],
  ['2.2.2-connect.py', ['server verify=required cert=server.pem key=server.key ca=ca.pem']],
  ['2.2.3-verify.py', ['server verify=optional cert=server.pem key=server.key ca=ca.pem ca=ca.pem']],
  [
    'good.py',
    [
      'server verify=required min=TLSv1.2 cert=server.crt key=server.key ca=ca.pem crl=labcrl.pem',
      'client cert=client.crt key=client.key ca=ca.pem',
    ],
  ],
])('%s', (name, facts) => {
  expect(factsOf(program(name))).toEqual(facts);
});

test('every program is analysed, and the files it names lie in it', async () => {
  const programs = readdirSync(corpus('article')).filter((name) => name.endsWith('.py'));
  expect(programs.length).toBeGreaterThan(3);
  for (const name of programs) {
    const text = program(name);
    const { contexts } = await analyseText('python', text);
    expect(contexts.length, name).toBeGreaterThan(0);
    const named = contexts.flatMap(fileReferences);
    for (const { span } of named) expect(text.slice(span.start, span.end), name).toMatch(/\.(pem|key|crt)/);
    expect(named.length, name).toBeGreaterThan(2);
  }
});

test('the corrected program has no mistake but the files that are not beside it', async () => {
  const { findings } = await analyseText('python', program('good.py'));
  expect(findings.filter(({ rule }) => rule !== 'reference/missing-file')).toEqual([]);
});

/** Line and rule of everything but the files that are not there. */
async function mistakes(text: string, language = 'python'): Promise<string[]> {
  const { findings } = await analyseText(language, text);
  return findings
    .filter(({ rule }) => rule !== 'reference/missing-file')
    .map(({ span, rule }) => `${text.slice(0, span.start).split('\n').length} ${rule}`);
}

test.each<[string, string[]]>([
  ['2.2.1-context.py', ['7 python/server-check-hostname']],
  [
    '2.2.2-connect.py',
    ['3 python/purpose-mismatch', '13 python/missing-server-hostname', '17 python/redundant-handshake'],
  ],
  [
    '2.2.3-verify.py',
    [
      '7 python/server-check-hostname',
      '16 tls/no-optional-client-certificate',
      '18 python/crl-check-without-crl',
      '18 python/verify-flags-assigned',
      '19 python/server-check-hostname',
      '20 python/unknown-context-attribute',
      '21 python/unknown-context-attribute',
    ],
  ],
])('%s: every mistake is found at its line', async (name, expected) => {
  expect((await mistakes(program(name))).sort()).toEqual(expected.sort());
});

test('2.3-openssl.sh: every mistake is found at its line', async () => {
  expect((await mistakes(program('2.3-openssl.sh'), 'shell')).sort()).toEqual([
    '1 openssl/ca-shorter-than-leaf',
    '1 openssl/ca-without-key-usage',
    '3 openssl/fixed-serial',
    '3 openssl/x509-req-without-extensions',
  ]);
});

/** The program after its preferred fixes, pass by pass. */
async function fixed(name: string, language = 'python'): Promise<string> {
  let text = program(name);
  for (let pass = 0; pass < 5; pass++) {
    const { findings } = await analyseText(language, text);
    const uri = `file:///workspace/subject.${language === 'shell' ? 'sh' : 'py'}`;
    const { edits } = planPass([{ uri, findings }], (one) => one === uri);
    const own = edits.get(uri);
    if (!own) break;
    text = applyPass(text, own);
  }
  return text;
}

const serve = `
import socket
listener = socket.create_server(('127.0.0.1', 0))
print(listener.getsockname()[1], flush=True)
connection, _ = listener.accept()
with context.wrap_socket(connection, server_side=True) as tls:
    print(tls.getpeercert()['subject'], flush=True)
    tls.sendall(b'hello')
`;

test('the fixed client and server meet, each verifying the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-article-'));
  const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
  const ca = await makeCertificate({ cn: 'Article CA', ca: true, from, to });
  const usages = ['serverAuth', 'clientAuth'] as const;
  const peer = await makeCertificate({ cn: 'localhost', issuer: ca, usages, dns: ['localhost'], from, to });
  const files = { 'ca.pem': ca.certificate, 'server.pem': peer.certificate, 'server.key': peer.privateKey };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const client = (await fixed('2.2.2-connect.py')).replaceAll("'server.example'", "'localhost'");
  expect(client).toContain("context.wrap_socket(sock, server_side=False, server_hostname='localhost')");
  expect(client).not.toContain('do_handshake');
  writeFileSync(join(folder, 'server.py'), (await fixed('2.2.1-context.py')) + serve);
  writeFileSync(
    join(folder, 'client.py'),
    `${client.replace(', 443)', ", int(__import__('sys').argv[1]))")}print(ssl_sock.recv(10))\n`,
  );
  const both = `
import subprocess, sys
server = subprocess.Popen([sys.executable, 'server.py'], stdout=subprocess.PIPE, text=True)
port = server.stdout.readline().strip()
print(subprocess.run([sys.executable, 'client.py', port], capture_output=True, text=True, timeout=20).stdout, server.stdout.read())
`;
  try {
    const output = execFileSync('python3', ['-c', both], { cwd: folder, encoding: 'utf8', timeout: 40_000 });
    expect(output).toContain("b'hello'");
    expect(output).toContain("(('commonName', 'localhost'),)");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('the fixed program of 2.2.3 is one that Python accepts and has only the missing list left', async () => {
  const text = await fixed('2.2.3-verify.py');
  expect(await mistakes(text)).toEqual([expect.stringMatching(/ python\/crl-check-without-crl$/)]);
  expect(text).toContain('context.verify_mode = ssl.CERT_REQUIRED\ncontext.load_verify_locations');
  expect(text).toContain('context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\n');
  expect(() =>
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: text }),
  ).not.toThrow();
});

/** One client after the other, each with what became of it. */
const judge = `
import socket
listener = socket.create_server(('127.0.0.1', 0))
print(listener.getsockname()[1], flush=True)
for _ in range(3):
    connection, _ = listener.accept()
    try:
        with context.wrap_socket(connection, server_side=True) as tls:
            print(dict(item for rdn in tls.getpeercert()['subject'] for item in rdn)['commonName'], flush=True)
    except ssl.SSLError as error:
        print(error.reason, getattr(error, 'verify_message', ''), flush=True)
`;

const visitors = `
import socket, ssl, subprocess, sys
server = subprocess.Popen([sys.executable, 'server.py'], stdout=subprocess.PIPE, text=True)
port = int(server.stdout.readline())
for name in ('ada', 'eve', None):
    context = ssl.create_default_context(cafile='ca.pem')
    if name:
        context.load_cert_chain(f'{name}.pem', f'{name}.key')
    try:
        with context.wrap_socket(socket.create_connection(('127.0.0.1', port)), server_hostname='localhost') as tls:
            tls.recv(1)
    except OSError:
        pass
    print(server.stdout.readline(), end='')
server.wait(10)
`;

test('the fixed server of 2.2.3, given the list it asks for, lets in who is not revoked, and nobody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-article-'));
  const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
  const ca = await makeCertificate({ cn: 'Article CA', ca: true, from, to });
  const server = await makeCertificate({ cn: 'localhost', issuer: ca, dns: ['localhost'], from, to });
  const [ada, eve] = await Promise.all(
    ['ada', 'eve'].map((cn) => makeCertificate({ cn, issuer: ca, usages: ['clientAuth'], from, to })),
  );
  if (!ada || !eve) throw new Error('no clients');
  const list = await makeRevocationList(ca, [eve], new Date());
  const files = {
    'ca.pem': ca.certificate + list,
    'server.pem': server.certificate,
    'server.key': server.privateKey,
    'ada.pem': ada.certificate,
    'ada.key': ada.privateKey,
    'eve.pem': eve.certificate,
    'eve.key': eve.privateKey,
    'server.py': (await fixed('2.2.3-verify.py')) + judge,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  try {
    const output = execFileSync('python3', ['-c', visitors], { cwd: folder, encoding: 'utf8', timeout: 40_000 });
    expect(output.split('\n')).toEqual([
      'ada',
      expect.stringMatching(/^CERTIFICATE_VERIFY_FAILED certificate revoked$/),
      expect.stringMatching(/^PEER_DID_NOT_RETURN_A_CERTIFICATE/),
      '',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test('openssl makes certificates with the fixed commands that it accepts for clients, strictly', async () => {
  const text = await fixed('2.3-openssl.sh', 'shell');
  expect(await mistakes(text, 'shell')).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-article-'));
  const unattended = text
    .replace('-keyout', "-subj '/CN=Example CA' -passout file:passphrase -keyout")
    .replace('-new -key', '-new -subj /CN=alice -key')
    .replace('-CAkey', '-passin file:passphrase -CAkey');
  const script = `set -e
echo secret > passphrase
openssl genpkey -algorithm RSA -out client.key
${unattended}
openssl verify -x509_strict -purpose sslclient -CAfile ca.pem client.crt
openssl x509 -in client.crt -noout -serial
openssl x509 -in ca.pem -noout -checkend ${1800 * 86_400}
`;
  try {
    const output = execFileSync('sh', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 40_000,
    });
    expect(output).toContain('client.crt: OK');
    expect(output).toMatch(/serial=[\dA-F]{36,}/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
