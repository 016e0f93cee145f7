import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encloses, type Span } from '../../../../server/core/base/span.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import type { FileReference, Setting, TlsContext } from '../../../../server/core/tls/context.ts';

/** One line a context: role, name, then every setting as `value@text`, `^` before inherited ones. */
function facts(text: string): string[] {
  return reader.read(text).contexts.map((context) => {
    const at = ({ start, end }: Span) => text.slice(start, end);
    const shown = ({ value, span, origin }: Setting<unknown>) =>
      `${origin === 'inherited' ? '^' : ''}${pathOf(value)}@${at(span)}`;
    const list = (name: string, settings: readonly Setting<unknown>[] | undefined) =>
      settings ? [`${name}(${settings.map(shown).join(', ')})`] : [];
    return [
      `${context.role} <${at(context.nameSpan)}>`,
      ...list('protocols', context.protocols),
      ...list('verify', context.peerVerification && [context.peerVerification]),
      ...list('certificates', context.certificates),
      ...list('keys', context.privateKeys),
      ...list('trust', context.trustAnchors),
      ...list('crl', context.revocationLists),
      ...list('names', context.serverNames),
    ].join(' ');
  });
}

function pathOf(value: unknown): string {
  return typeof value === 'object' && value && 'path' in value ? String(value.path) : String(value);
}

describe('server contexts', () => {
  test.each<[string, string, string[]]>([
    ['listen … ssl', 'server { listen 443 ssl; }', ['server <server>']],
    ['listen … quic', 'server { listen 443 quic; }', ['server <server>']],
    ['no TLS', 'http { server { listen 80; } }', []],
    ['only a look at the ClientHello', 'stream { server { listen 443; ssl_preread on; proxy_pass $name; } }', []],
    ['ssl off', 'server { ssl off; listen 80; }', []],
    ['the old ssl on', 'server { ssl on; }', ['server <server>']],
    ['any ssl_ directive', 'server { ssl_ciphers HIGH; }', ['server <server>']],
    [
      'everything in a server',
      `server {
        listen 443 ssl; server_name a.example *.b.example ~^www $host;
        ssl_certificate "certs/my a.pem"; ssl_certificate certs/b.pem;
        ssl_certificate_key certs/a.key; ssl_certificate_key engine:pkcs11:b;
        ssl_client_certificate ca.pem; ssl_trusted_certificate all.pem; ssl_crl crl.pem;
        ssl_verify_client on; ssl_protocols TLSv1.2 tlsv1.3;
      }`,
      [
        'server <server> protocols(TLSv1.2@TLSv1.2, TLSv1.3@tlsv1.3) verify(required@ssl_verify_client on) ' +
          'certificates(certs/my a.pem@ssl_certificate "certs/my a.pem", certs/b.pem@ssl_certificate certs/b.pem) ' +
          'keys(certs/a.key@ssl_certificate_key certs/a.key, unknown@ssl_certificate_key engine:pkcs11:b) ' +
          'trust(ca.pem@ssl_client_certificate ca.pem, all.pem@ssl_trusted_certificate all.pem) ' +
          'crl(crl.pem@ssl_crl crl.pem) ' +
          'names(a.example@a.example, *.b.example@*.b.example, unknown@~^www, unknown@$host)',
      ],
    ],
    ['off', 'server { ssl_verify_client off; }', ['server <server> verify(none@ssl_verify_client off)']],
    [
      'optional',
      'server { ssl_verify_client OPTIONAL; }',
      ['server <server> verify(optional@ssl_verify_client OPTIONAL)'],
    ],
    [
      'optional_no_ca',
      'server { ssl_verify_client optional_no_ca; }',
      ['server <server> verify(unverified@ssl_verify_client optional_no_ca)'],
    ],
    [
      'several lines of protocols add up',
      'server { ssl_protocols TLSv1; ssl_protocols TLSv1.2; }',
      ['server <server> protocols(TLSv1@TLSv1, TLSv1.2@TLSv1.2)'],
    ],
    [
      'words that are no version',
      'server { ssl_protocols all -SSLv3 TLSv1.0; }',
      ['server <server> protocols(unknown@all, unknown@-SSLv3, unknown@TLSv1.0)'],
    ],
    [
      'single values inherit, arrays all or nothing',
      `http { ssl_protocols TLSv1; ssl_certificate a; ssl_certificate b; ssl_verify_client off;
        server { listen 443 ssl; ssl_certificate c; ssl_protocols TLSv1.3; }
        server { listen 444 ssl; } }`,
      [
        'server <server> protocols(TLSv1.3@TLSv1.3) verify(^none@ssl_verify_client off) certificates(c@ssl_certificate c)',
        'server <server> protocols(^TLSv1@TLSv1) verify(^none@ssl_verify_client off) ' +
          'certificates(^a@ssl_certificate a, ^b@ssl_certificate b)',
      ],
    ],
    [
      'an empty path takes the inherited one away',
      'http { ssl_crl a; server { listen 1 ssl; ssl_crl ""; } server { listen 2 ssl; } }',
      ['server <server>', 'server <server> crl(^a@ssl_crl a)'],
    ],
    [
      'a server that plainly listens without TLS inherits in vain',
      'http { ssl_protocols TLSv1; server { listen 80; } server { listen 443 ssl; } }',
      ['server <server> protocols(^TLSv1@TLSv1)'],
    ],
    [
      'but not where another one makes its socket TLS, or it may listen elsewhere',
      'http { ssl_protocols TLSv1; server { listen *:443 ssl; } server { listen 443; } server { listen 80; include x; } server { } server { listen $p; } }',
      Array(5).fill('server <server> protocols(^TLSv1@TLSv1)'),
    ],
    [
      'stream and mail',
      `stream { ssl_protocols TLSv1; server { listen 1 ssl; } }
      mail { server { listen 2; starttls on; ssl_protocols TLSv1.1; } server { listen 3; } }`,
      ['server <server> protocols(^TLSv1@TLSv1)', 'server <server> protocols(TLSv1.1@TLSv1.1)'],
    ],
    [
      'http settings for servers in other files',
      'http { ssl_session_cache none; ssl_protocols TLSv1; include sites/*; server { listen 80; } }',
      ['server <ssl_session_cache none> protocols(TLSv1@TLSv1)'],
    ],
    [
      'http settings that every server here overrides',
      'http { ssl_protocols TLSv1; ssl_verify_client off; server { listen 1 ssl; ssl_protocols TLSv1.3; } }',
      [
        'server <ssl_protocols TLSv1> protocols(TLSv1@TLSv1) verify(none@ssl_verify_client off)',
        'server <server> protocols(TLSv1.3@TLSv1.3) verify(^none@ssl_verify_client off)',
      ],
    ],
    [
      'a snippet without blocks',
      'ssl_certificate a.pem;\nssl_certificate_key a.key;\nssl_protocols TLSv1.1;\n',
      [
        'server <ssl_certificate a.pem> protocols(TLSv1.1@TLSv1.1) certificates(a.pem@ssl_certificate a.pem) ' +
          'keys(a.key@ssl_certificate_key a.key)',
      ],
    ],
    [
      'the outside of a conf.d file is its servers’ http',
      'ssl_protocols TLSv1;\nserver { listen 443 ssl; }',
      ['server <server> protocols(^TLSv1@TLSv1)'],
    ],
    ['process-wide settings', 'ssl_engine pkcs11; events { }', []],
    ['servers of an upstream', 'upstream a { server 127.0.0.1 ; } types { ssl_protocols a; }', []],
  ])('%s', (_, text, expected) => {
    expect(facts(text)).toEqual(expected);
    expect(reader.read(text).problems).toEqual([]);
  });
});

describe('client contexts', () => {
  test.each<[string, string, string[]]>([
    ['https', 'location / { proxy_pass https://a; }', ['client <proxy_pass https://a>']],
    ['grpcs', 'location / { grpc_pass grpcs://a; }', ['client <grpc_pass grpcs://a>']],
    ['suwsgi', 'location / { uwsgi_pass suwsgi://a; }', ['client <uwsgi_pass suwsgi://a>']],
    ['upper case', 'location / { proxy_pass HTTPS://a; }', ['client <proxy_pass HTTPS://a>']],
    ['no TLS', 'location / { proxy_pass http://a; } location /b { grpc_pass grpc://a; }', []],
    ['not known', 'location / { proxy_pass $scheme://a; }', []],
    [
      'everything in a location',
      `location / { proxy_pass https://a; proxy_ssl_verify on; proxy_ssl_protocols TLSv1.2; proxy_ssl_name b.example;
        proxy_ssl_certificate a.pem; proxy_ssl_certificate_key a.key; proxy_ssl_trusted_certificate ca.pem;
        proxy_ssl_crl crl.pem; }`,
      [
        'client <proxy_pass https://a> protocols(TLSv1.2@TLSv1.2) verify(required@proxy_ssl_verify on) ' +
          'certificates(a.pem@proxy_ssl_certificate a.pem) keys(a.key@proxy_ssl_certificate_key a.key) ' +
          'trust(ca.pem@proxy_ssl_trusted_certificate ca.pem) crl(crl.pem@proxy_ssl_crl crl.pem) ' +
          'names(b.example@b.example)',
      ],
    ],
    [
      'inherited by each location, and only by its own module',
      `server { proxy_ssl_verify off; location / { proxy_pass https://a; } location /b { if ($a) { proxy_pass https://b; } }
        location /c { grpc_pass grpcs://c; grpc_ssl_verify off; } }`,
      [
        'client <proxy_pass https://a> verify(^none@proxy_ssl_verify off)',
        'client <proxy_pass https://b> verify(^none@proxy_ssl_verify off)',
        'client <grpc_pass grpcs://c> verify(none@grpc_ssl_verify off)',
      ],
    ],
    [
      'settings without a peer in sight',
      'server { proxy_ssl_verify off; location / { proxy_pass http://a; } include locations/*; }',
      ['client <proxy_ssl_verify off> verify(none@proxy_ssl_verify off)'],
    ],
    [
      'settings that every location overrides',
      'http { proxy_ssl_verify off; server { location / { proxy_pass https://a; proxy_ssl_verify on; } } }',
      [
        'client <proxy_ssl_verify off> verify(none@proxy_ssl_verify off)',
        'client <proxy_pass https://a> verify(required@proxy_ssl_verify on)',
      ],
    ],
    [
      'two modules at one level',
      'grpc_ssl_verify off;\nproxy_ssl_verify off;',
      [
        'client <grpc_ssl_verify off> verify(none@grpc_ssl_verify off)',
        'client <proxy_ssl_verify off> verify(none@proxy_ssl_verify off)',
      ],
    ],
    [
      'stream',
      `stream { proxy_ssl on; proxy_ssl_verify off; server { listen 1; proxy_pass a:443; }
        server { listen 2; proxy_ssl off; proxy_pass b:80; } }`,
      ['client <proxy_pass a:443> verify(^none@proxy_ssl_verify off)'],
    ],
    [
      'a server and a client in one block',
      'stream { server { listen 1 ssl; proxy_pass a:443; proxy_ssl on; } }',
      ['server <server>', 'client <proxy_pass a:443>'],
    ],
    ['Lua', 'http { lua_ssl_protocols TLSv1; }', ['client <lua_ssl_protocols TLSv1> protocols(TLSv1@TLSv1)']],
  ])('%s', (_, text, expected) => {
    expect(facts(text)).toEqual(expected);
    expect(reader.read(text).problems).toEqual([]);
  });
});

describe('what cannot be known', () => {
  test.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's variables look like JavaScript's.
    ['ssl_protocols ${PROTOCOLS};', 'server <ssl_protocols ${PROTOCOLS}> protocols(unknown@${PROTOCOLS})'],
    ['ssl_protocols {{ tls }};', 'server <ssl_protocols {{ tls }}> protocols(unknown@{{ tls }})'],
    ['proxy_ssl_verify {{ v }};', 'client <proxy_ssl_verify {{ v }}> verify(unknown@proxy_ssl_verify {{ v }})'],
    ['ssl_certificate $a.pem;', 'server <ssl_certificate $a.pem> certificates(unknown@ssl_certificate $a.pem)'],
    ['ssl_certificate %s;', 'server <ssl_certificate %s> certificates(unknown@ssl_certificate %s)'],
    ['ssl_certificate @@A_B@@;', 'server <ssl_certificate @@A_B@@> certificates(unknown@ssl_certificate @@A_B@@)'],
    ['ssl_certificate data:$a;', 'server <ssl_certificate data:$a> certificates(unknown@ssl_certificate data:$a)'],
    ['ssl_certificate_key store:a;', 'server <ssl_certificate_key store:a> keys(unknown@ssl_certificate_key store:a)'],
    ['ssl_crl', 'server <ssl_crl> crl(unknown@ssl_crl)'],
  ])('%s', (text, expected) => {
    expect(facts(text)).toEqual([expected]);
  });
});

test('a path: its own characters, escapes resolved, relative to the main configuration', () => {
  const text = 'ssl_certificate "my \\"certs\\"/a.pem";';
  const value = reader.read(text).contexts[0]?.certificates?.[0]?.value as FileReference;
  expect(value).toMatchObject({ path: 'my "certs"/a.pem', purpose: 'certificate', base: 'configuration' });
  expect(text.slice(value.span.start, value.span.end)).toBe('my \\"certs\\"/a.pem');
});

test('a context spans its block; settings outside blocks span themselves', () => {
  const spans = (text: string) => reader.read(text).contexts.map(({ span: { start, end } }) => text.slice(start, end));
  expect(spans('a; server { ssl on; } b;')).toEqual(['server { ssl on; }']);
  expect(spans('a;\nssl_crl a;\nb;\nssl_protocols TLSv1;\nc;')).toEqual(['ssl_crl a;\nb;\nssl_protocols TLSv1;']);
});

describe('unfinished texts', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'a missing semicolon before a directive',
      'server {\n  ssl_verify_client off\n  ssl_protocols TLSv1\n  ssl_certificate a;\n}',
      ['server <server> protocols(TLSv1@TLSv1) verify(none@ssl_verify_client off) certificates(a@ssl_certificate a)'],
      ['nginx-missing-semicolon', 'nginx-missing-semicolon'],
    ],
    [
      'a missing semicolon before a block',
      'server {\n  ssl_verify_client off\n  location / {\n proxy_pass https://a;\n }\n}',
      ['server <server> verify(none@ssl_verify_client off)', 'client <proxy_pass https://a>'],
      ['nginx-missing-semicolon'],
    ],
    [
      'a missing semicolon before a closing brace',
      'server {\n  ssl_protocols TLSv1\n}\nserver { listen 1 ssl; }',
      ['server <server> protocols(TLSv1@TLSv1)', 'server <server>'],
      ['nginx-missing-semicolon'],
    ],
    [
      'a missing closing brace before the next server',
      'http {\n server {\n ssl_protocols TLSv1;\n location / {\n server {\n listen 1 ssl;\n }\n}',
      ['server <server> protocols(TLSv1@TLSv1)', 'server <server>'],
      ['nginx-missing-brace', 'nginx-missing-brace'],
    ],
    [
      'a closing brace too many',
      'server { listen 1 ssl; } }\nserver { listen 1 ssl; }',
      ['server <server>', 'server <server>'],
      ['nginx-unexpected-brace'],
    ],
    ['a misplaced block', 'http { location / { } server { listen 1 ssl; } }', ['server <server>'], []],
    [
      'an open quote',
      'server {\n ssl_certificate "a.pem;\n ssl_certificate_key "a.key";\n}',
      ['server <server> certificates(a.pem@ssl_certificate "a.pem) keys(a.key@ssl_certificate_key "a.key")'],
      ['nginx-unclosed-quote'],
    ],
    [
      'arguments over several lines',
      'server {\n listen 443\n  ssl\n  proxy_protocol;\n server_name\n  a\n  b;\n}',
      ['server <server> names(a@a, b@b)'],
      [],
    ],
    [
      'a templated structure',
      '{{ if a }}\nserver {\n{{ else }}\nserver {\n{{ end }}\n listen 1 ssl; }',
      ['server <server>'],
      [],
    ],
    [
      'Lua in between',
      'server {\n listen 1 ssl;\n content_by_lua_block {\n  ssl_protocols("TLSv1; }")\n }\n ssl_protocols TLSv1.2;\n}',
      ['server <server> protocols(TLSv1.2@TLSv1.2)'],
      [],
    ],
  ])('%s', (_, text, expected, codes) => {
    expect(facts(text)).toEqual(expected);
    expect(reader.read(text).problems.map(({ code }) => code)).toEqual(codes);
  });
});

const sample = `http {
  ssl_protocols TLSv1 TLSv1.2; # "comment;
  map $host $name { default "a;b"; ~^(?<x>.+)$ $x; }
  server {
    listen 443 ssl; server_name a.example;
    ssl_certificate 'certs/a.pem'; ssl_certificate_key certs/a\\ b.key;
    ssl_verify_client optional_no_ca;
    location /{{ path }} { proxy_pass https://be; proxy_ssl_verify off; }
    access_by_lua_block { if x then return "}" end }
  }
}
`;

function checkSpans(text: string): void {
  const { contexts, problems } = reader.read(text);
  const whole = { start: 0, end: text.length };
  for (const problem of problems) expect(encloses(whole, problem.span)).toBe(true);
  let last = 0;
  for (const context of contexts) {
    expect(context.span.start).toBeGreaterThanOrEqual(last);
    last = context.span.start;
    expect(encloses(whole, context.span)).toBe(true);
    expect(encloses(context.span, context.nameSpan)).toBe(true);
    for (const { span } of settingsOf(context)) expect(encloses(whole, span)).toBe(true);
    for (const { value } of context.certificates ?? []) {
      if (value !== 'unknown') expect(encloses(whole, value.span)).toBe(true);
    }
  }
}

function settingsOf(context: TlsContext): readonly Setting<unknown>[] {
  return [
    ...(context.protocols ?? []),
    ...(context.peerVerification ? [context.peerVerification] : []),
    ...(context.certificates ?? []),
    ...(context.privateKeys ?? []),
    ...(context.trustAnchors ?? []),
    ...(context.revocationLists ?? []),
    ...(context.serverNames ?? []),
  ];
}

describe('properties', () => {
  test('every prefix of a file reads, with its spans inside', () => {
    for (let end = 0; end <= sample.length; end++) checkSpans(sample.slice(0, end));
  });

  test('any pieces in any order read, with their spans inside', () => {
    const piece = fc.oneof(
      fc.constantFrom(...(sample.match(/\w+|\s+|[^\w\s]/g) ?? [])),
      fc.constantFrom(
        '{',
        '}',
        ';',
        '"',
        "'",
        '\\',
        '\n',
        'server',
        'listen 1 ssl;',
        'proxy_ssl_verify off;',
        '{{',
        '}}',
        '{%',
        'a_by_lua_block {',
        '[[',
        '--',
      ),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => checkSpans(pieces.join(' '))),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), checkSpans), { numRuns: 200 });
  });
});
