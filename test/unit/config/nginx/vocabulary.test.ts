import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { localizer } from '../../../../server/core/base/message.ts';
import type { Completion, ProgramVersions } from '../../../../server/core/config/completion.ts';
import { vocabulary } from '../../../../server/core/config/nginx/vocabulary.ts';
import { guidelines } from '../../../../server/core/tls/guideline.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const english = localizer();
const current: ProgramVersions = { nginx: '1.30', openSsl: '3.5' };

/** What is offered at `|`. */
function complete(marked: string, versions = current): readonly Completion[] {
  const [before = '', after = ''] = split(marked);
  return vocabulary.complete(before + after, before.length, versions);
}

function labels(marked: string, versions = current): string[] {
  return complete(marked, versions).map(({ label }) => label);
}

function card(marked: string): string[] | undefined {
  const [before = '', after = ''] = split(marked);
  const found = vocabulary.describe(before + after, before.length);
  return (
    found && [
      ...found.code,
      ...found.paragraphs.map(english),
      ...found.fields.map(({ label, value }) => `${english(label)}: ${english(value)}`),
    ]
  );
}

function split(marked: string): string[] {
  const at = marked.indexOf('¦');
  return [marked.slice(0, at), marked.slice(at + 1)];
}

describe('directives where they can stand', () => {
  test.each([
    ['http {\n  ¦\n}', ['server', 'upstream', 'ssl_protocols', 'map'], ['location', 'http', 'events']],
    [
      'http {\n  server {\n    ¦\n  }\n}',
      ['listen', 'ssl_certificate', 'location'],
      ['upstream', 'worker_connections'],
    ],
    ['http { server { location / { ¦ } } }', ['proxy_ssl_verify', 'proxy_pass'], ['ssl_certificate', 'listen']],
    ['http { server { location / { if ($x) { ¦ } } } }', ['return', 'proxy_pass'], ['proxy_ssl_verify', 'listen']],
    ['http { upstream a { ¦ } }', ['server', 'keepalive'], ['listen', 'ssl_certificate']],
    ['events { ¦ }', ['worker_connections'], ['server']],
    ['mail { server { ¦ } }', ['starttls', 'ssl_certificate'], ['location', 'ssl_preread']],
    ['stream { server { ¦ } }', ['ssl_preread', 'proxy_ssl', 'ssl_alpn'], ['location', 'starttls']],
    ['http { acme_issuer a { ¦ } }', ['uri', 'ssl_verify', 'state_path'], ['listen']],
    // What was forgotten further up does not hide where it stands.
    [
      'server {\n  listen 443 ssl\n  location / {\n    ¦\n  }\n}\n',
      ['proxy_ssl_verify'],
      ['ssl_certificate', 'listen'],
    ],
    ["http {\n  # don't\n  map $a $b { default 'x; }\n  server {\n    ¦\n  }\n}\n", ['ssl_certificate'], ['upstream']],
    ['geo $a { 10.0.0.0/8 0; \nserver {\n  ¦\n}\n', ['ssl_certificate', 'location'], ['upstream']],
    // Files to be included are a part of what fits them.
    ['server {\n  listen 443 ssl;\n  ¦\n}\n', ['ssl_certificate', 'location'], ['upstream']],
    ['¦\nserver {\n  location / {}\n}\n', ['server', 'upstream', 'ssl_protocols'], ['location', 'events']],
    ['listen 443 ssl;\n¦\n', ['location', 'ssl_certificate'], ['upstream', 'http']],
    ['server {\n  listen 443 ssl;\n  proxy_pass backend;\n  ssl_preread on;\n  ¦\n}\n', ['ssl_alpn'], ['location']],
    // After a brace or a semicolon that was forgotten.
    ['http {\n  server {\n    listen 443 ssl\n    ssl_cert¦\n  }\n}\n', ['ssl_certificate'], ['upstream']],
    ['http {\n  server {\n    listen 443 ssl;\n\n  server {\n    ¦\n  }\n}\n', ['listen'], ['upstream']],
  ])('%s', (text, there, absent) => {
    const found = labels(text);
    expect(found).toEqual(expect.arrayContaining(there));
    expect(found.filter((label) => absent.includes(label))).toEqual([]);
  });

  test.each([
    'server { # ssl_¦\n}',
    'server { ssl_certificate_by_lua_block { ngx.¦ } }',
    'server { proxy_set_header Host ¦; }',
  ])('nothing in %s', (text) => {
    expect(labels(text)).toEqual([]);
  });

  test('those that the version does not have are left out', () => {
    const at = 'server {\n  ¦\n}';
    const old: ProgramVersions = { nginx: '1.22.1', openSsl: '3.0' };
    expect(labels(at)).toContain('ssl_certificate_compression');
    expect(labels(at)).not.toContain('ssl');
    expect(labels(at, old)).not.toContain('ssl_certificate_compression');
    expect(labels(at, old)).toContain('ssl');
    const push = complete(at).find(({ label }) => label === 'http2_push_preload');
    expect(push?.isDeprecated).toBe(true);
  });

  test('what is left to fill in', () => {
    const of = (label: string, at = 'server {\n  ¦\n}'): string | undefined =>
      complete(at).find((completion) => completion.label === label)?.text;
    expect(of('ssl_verify_client')).toBe(`ssl_verify_client \${1|on,optional,optional_no_ca,off|};$0`);
    expect(of('ssl_certificate')).toBe('ssl_certificate $1;$0');
    expect(of('ssl_session_timeout')).toBe('ssl_session_timeout $1;$0');
    expect(of('client_max_body_size')).toBe(`client_max_body_size \${1:1m};$0`);
    expect(of('location')).toBe(`location \${1:/} {\n\t$0\n}`);
    expect(of('server', 'http {\n  ¦\n}')).toBe('server {\n\t$0\n}');
    // Before arguments that are there, the name alone is written.
    expect(of('ssl_certificate', 'server {\n  ssl_cert¦ a.pem;\n}')).toBeUndefined();
  });

  test('the word that is being written is replaced, on both sides of the cursor', () => {
    const [first] = complete('server {\n  ssl_ver¦ify;\n}');
    expect(first?.replaces).toEqual({ start: 11, end: 21 });
  });
});

describe('values', () => {
  test.each([
    ['server { ssl_protocols ¦; }', ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3', 'SSLv2']],
    ['server { ssl_protocols TLSv1.2 ¦; }', ['TLSv1.3', 'TLSv1.1', 'TLSv1', 'SSLv3', 'SSLv2']],
    ['server { ssl_verify_client ¦ }', ['on', 'optional', 'optional_no_ca', 'off']],
    ['location / { proxy_ssl_verify ¦; }', ['on', 'off']],
    ['server { sendfile ¦; }', ['on', 'off']],
    ['server { ssl_ocsp ¦; }', ['on', 'off', 'leaf']],
    ['server { ssl_session_cache ¦; }', ['shared:SSL:10m', 'off', 'none', 'builtin']],
    [
      'server { ssl_ecdh_curve "¦"; }',
      ['X25519MLKEM768:X25519:prime256v1:secp384r1', 'X25519:prime256v1:secp384r1', 'auto'],
    ],
    ['server { listen 443 ssl ¦; }', ['default_server', 'quic', 'reuseport', 'proxy_protocol', 'http2']],
    ['server { ssl_conf_command MinProtocol ¦; }', ['TLSv1.3', 'TLSv1.2']],
    ['server { add_header X y ¦; }', ['always']],
    ['server { ssl_stapling on ¦; }', []],
  ])('%s', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test('groups that OpenSSL 3.0 does not have are not offered for it', () => {
    const old: ProgramVersions = { nginx: '1.22.1', openSsl: '3.0' };
    expect(labels('server { ssl_ecdh_curve ¦; }', old)).toEqual(['X25519:prime256v1:secp384r1', 'auto']);
  });
});

test('lists are those of the guideline', () => {
  const versions: ProgramVersions = { ...current, guideline: 'intermediate-5.7' };
  expect(labels('server { ssl_ecdh_curve ¦; }', versions)).toEqual(['X25519:prime256v1:secp384r1', 'auto']);
  expect(labels('server { ssl_ciphers ¦; }', versions)[0]).toMatch(/:DHE-RSA-CHACHA20-POLY1305$/);
});

test.each([
  ['server { proxy_set_header V $ssl_client¦; }', '$ssl_client_verify', { start: 28, end: 39 }],
  ['server { return 301 https://$ho¦st/; }', '$host', { start: 28, end: 33 }],
  [`server { return 301 "https://\${¦}/"; }`, `\${host`, { start: 29, end: 31 }],
])('variables in %s', (text, label, replaces) => {
  expect(complete(text).find((completion) => completion.label === label)?.replaces).toEqual(replaces);
});

describe('cards', () => {
  test.each([
    [
      'server { ssl_verify¦_client on; }',
      [
        'ssl_verify_client on | off | optional | optional_no_ca;',
        'Enables verification of client certificates.',
        'Default: `off`',
        'Contexts: http, server; also in mail, stream',
      ],
    ],
    [
      'stream { server { ssl_verify¦_client on; } }',
      [
        'ssl_verify_client on | off | optional | optional_no_ca;',
        'Enables verification of client certificates.',
        'Default: `off`',
        'Contexts: stream, server; also in http, mail',
        'Since: nginx 1.11.8',
      ],
    ],
    [
      'http { upstream a { ser¦ver b; } }',
      [
        'server <address> [<parameters>];',
        'Defines the `address` and other `parameters` of a server.',
        'Contexts: upstream; also in mail, stream',
      ],
    ],
    [
      'server { ssl_verify_client opt¦ional; }',
      [
        'ssl_verify_client optional',
        'Clients are asked for a certificate and let in without one: `$ssl_client_verify` has to be looked at.',
      ],
    ],
    [
      'server { ssl_session_cache shared:mine¦:1m; }',
      ['ssl_session_cache shared:SSL:10m', 'One cache for all worker processes; 1 MB holds some 4,000 sessions.'],
    ],
    [
      'server { http2_push_preload¦ on; }',
      [
        'http2_push_preload on | off;',
        'nginx ignores it since 1.25.1.',
        'Default: `off`',
        'Contexts: http, server, location',
        'Since: nginx 1.13.9',
      ],
    ],
    ['server { more_set_¦headers a; }', ['more_set_headers …;', 'A directive of a module that is not part of nginx.']],
    ['server { set $a $ssl_proto¦col; }', ['$ssl_protocol', 'Returns the protocol of an established SSL connection.']],
    ['server { no_such_¦thing on; }', undefined],
    ['server { # ssl_verify¦_client\n}', undefined],
  ])('%s', (text, expected) => {
    expect(card(text)).toEqual(expected);
  });
});

test.each([
  ['server { ssl_certificate ¦; }', 'certificate', { start: 25, end: 25 }],
  ['server { ssl_certificate "certs/¦a.pem"; }', 'certificate', { start: 26, end: 37 }],
  ['server { ssl_certificate_key ¦ }', 'private-key', { start: 29, end: 29 }],
  ['location / { proxy_ssl_trusted_certificate ¦; }', 'trust-anchors', { start: 43, end: 43 }],
  ['server { ssl_crl a¦; }', 'revocation-list', { start: 17, end: 18 }],
  ['include ¦;', 'include', { start: 8, end: 8 }],
  ['server { ssl_certificate $¦host.pem; }', undefined, undefined],
  ['server { ssl_certificate a.pem ¦; }', undefined, undefined],
  ['server { root ¦; }', undefined, undefined],
])('the path in %s', (marked, purpose, span) => {
  const [before = '', after = ''] = split(marked);
  const place = vocabulary.filePlace(before + after, before.length);
  expect(place?.purpose).toBe(purpose);
  expect(place?.span).toEqual(span);
});

describe('nginx itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-vocabulary-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function verdict(text: string): string {
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, text);
    try {
      execFileSync('nginx', ['-t', '-q', '-p', folder, '-e', 'stderr', '-c', file], {
        stdio: 'pipe',
        encoding: 'utf8',
      });
      return '';
    } catch (error) {
      return String((error as { stderr?: string }).stderr);
    }
  }

  // `listen` and the like need modules or files that a test has not; what is at stake here are names, places and values.
  test('takes every directive with a choice where it is offered, with each of its values', () => {
    const version =
      /nginx\/([\d.]+)/.exec(execFileSync('sh', ['-c', 'nginx -v 2>&1'], { encoding: 'utf8' }))?.[1] ?? '';
    const versions: ProgramVersions = { nginx: version, openSsl: '3.0' };
    const places = ['http {\n¦\n}', 'http { server {\n¦\n} }', 'http { server { location /x {\n¦\n} } }'];
    const refused: string[] = [];
    let tried = 0;
    for (const place of places) {
      const lines = complete(place, versions).flatMap(({ text = '' }) => {
        const [, name = '', choices] = /^(\w+) \$\{1\|([^|]*)\|\};\$0$/.exec(text) ?? [];
        return choices && /ssl|http2/.test(name) ? choices.split(',').map((choice) => `${name} ${choice};`) : [];
      });
      for (const line of lines) {
        tried++;
        const said = verdict(`events {}\n${place.replace('¦', line)}`);
        // What else a value needs (a CA, a certificate) is another question.
        if (/unknown directive|not allowed here|invalid value|invalid number/.test(said))
          refused.push(`${line} ${said}`);
      }
    }
    expect(tried).toBeGreaterThan(50);
    expect(refused).toEqual([]);
  });
});

test('5,000 lines cost a few milliseconds', () => {
  const text = `http {\n${'server {\n  listen 443 ssl;\n  ssl_protocols TLSv1.2;\n  ssl_verify_client on;\n}\n'.repeat(1000)}\n}\n`;
  const offset = text.lastIndexOf('ssl_verify_client') + 5;
  vocabulary.describe(text, offset);
  const times = Array.from({ length: 10 }, () => {
    const used = cpuTime();
    vocabulary.describe(text, offset);
    return used();
  });
  // What else the machine does makes some slower, and none faster.
  expect(Math.min(...times)).toBeLessThan(30);
});

test.each([
  'server{',
  'server {\nlisten 443 ssl;\n',
  '{{',
  '$',
  '"',
  'ssl_ciphers A:',
  'location / { a b; }\n',
  'include a;',
])('a long run of %j takes linear time', (piece) => {
  const text = piece.repeat(100_000 / piece.length);
  const used = cpuTime();
  for (const offset of [text.length, Math.floor(text.length / 2)]) {
    vocabulary.complete(text, offset, current);
    vocabulary.describe(text, offset);
    vocabulary.filePlace(text, offset);
    vocabulary.listPlace(text, offset);
    vocabulary.recommend(text, offset, guidelines.intermediate, current);
  }
  expect(used()).toBeLessThan(4_000);
});
