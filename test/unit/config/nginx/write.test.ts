import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import type { Change } from '../../../../server/core/tls/change.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';
import type { ProtocolVersion } from '../../../../server/core/tls/protocol-version.ts';
import { NginxFolder } from './nginx.ts';

const folder = new NginxFolder();
beforeAll(() => folder.makeCertificates());
afterAll(() => folder.remove());

/** The text after the change in its context at `index`; undefined where it cannot be written. */
function changed(text: string, change: (context: TlsContext) => Change, index = 0): string | undefined {
  const context = reader.read(text).contexts[index];
  if (!context) throw new Error(`no context ${index} in ${text}`);
  const edits = reader.write(text, context, change(context));
  return edits && applyEdits(text, edits);
}

function verify(trustAnchors?: string): (context: TlsContext) => Change {
  return () => ({ setting: 'verify-peer', ...(trustAnchors !== undefined && { trustAnchors }) });
}

function list(...value: ProtocolVersion[]): (context: TlsContext) => Change {
  return ({ protocols }) => ({ setting: 'protocols', value, of: protocols ?? [] });
}

const server = 'listen 127.0.0.1:8443 ssl; ssl_certificate certs/server.pem; ssl_certificate_key certs/server.key;';
const ca = 'certs/ca.pem';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly change: (context: TlsContext) => Change;
  readonly context?: number;
  readonly fixed: string;
}

const verified: Case[] = [
  {
    name: 'a CA on a line of its own',
    text: 'server {\n\tlocation / {\n\t\tproxy_pass https://localhost;\n\t\tproxy_ssl_verify off;\n\t}\n}\n',
    change: verify(ca),
    fixed:
      'server {\n\tlocation / {\n\t\tproxy_pass https://localhost;\n\t\tproxy_ssl_verify on;\n\t\tproxy_ssl_trusted_certificate certs/ca.pem;\n\t\tproxy_ssl_server_name on;\n\t}\n}\n',
  },
  {
    name: 'CRLF, a comment, a quoted value',
    text: 'server {\r\n  location / {\r\n    proxy_ssl_verify "off"; # for now; {\r\n    proxy_pass https://localhost;\r\n  }\r\n}\r\n',
    change: verify(ca),
    fixed:
      'server {\r\n  location / {\r\n    proxy_ssl_verify on; # for now; {\r\n    proxy_ssl_trusted_certificate certs/ca.pem;\r\n    proxy_ssl_server_name on;\r\n    proxy_pass https://localhost;\r\n  }\r\n}\r\n',
  },
  {
    name: 'all in one line',
    text: 'server { location / { proxy_pass https://localhost; proxy_ssl_verify off; } }',
    change: verify(ca),
    fixed:
      'server { location / { proxy_pass https://localhost; proxy_ssl_verify on; proxy_ssl_trusted_certificate certs/ca.pem; proxy_ssl_server_name on; } }',
  },
  {
    name: 'a path that needs quotes',
    text: 'server { location / { grpc_pass grpcs://localhost:1;\n grpc_ssl_verify off;\n } }',
    change: verify('my certs/the "ca".pem'),
    fixed:
      'server { location / { grpc_pass grpcs://localhost:1;\n grpc_ssl_verify on;\n grpc_ssl_trusted_certificate "my certs/the \\"ca\\".pem";\n grpc_ssl_server_name on;\n } }',
  },
  {
    name: 'a CA is in force already',
    text: 'uwsgi_ssl_trusted_certificate certs/ca.pem;\nserver { location / { uwsgi_pass suwsgi://localhost:1; uwsgi_ssl_verify off; } }',
    change: verify('certs/other.pem'),
    fixed:
      'uwsgi_ssl_trusted_certificate certs/ca.pem;\nserver { location / { uwsgi_pass suwsgi://localhost:1; uwsgi_ssl_verify on; uwsgi_ssl_server_name on; } }',
  },
  {
    name: 'a CA is in force already, and none is offered',
    text: 'server { location / { proxy_pass https://localhost; proxy_ssl_verify off; proxy_ssl_trusted_certificate certs/ca.pem; } }',
    change: verify(),
    fixed:
      'server { location / { proxy_pass https://localhost; proxy_ssl_verify on; proxy_ssl_server_name on; proxy_ssl_trusted_certificate certs/ca.pem; } }',
  },
  {
    name: 'an empty path is replaced',
    text: 'server { location / { proxy_pass https://localhost; proxy_ssl_verify off; proxy_ssl_trusted_certificate ""; } }',
    change: verify(ca),
    fixed:
      'server { location / { proxy_pass https://localhost; proxy_ssl_verify on; proxy_ssl_server_name on; proxy_ssl_trusted_certificate certs/ca.pem; } }',
  },
  {
    name: 'inherited: for every location, the one with its own CA included',
    text: `server {
  proxy_ssl_verify off;
  location / { proxy_pass https://localhost; proxy_ssl_trusted_certificate certs/ca.pem; }
  location /b { proxy_pass https://localhost; }
}`,
    change: verify(ca),
    fixed: `server {
  proxy_ssl_verify on;
  proxy_ssl_trusted_certificate certs/ca.pem;
  proxy_ssl_server_name on;
  location / { proxy_pass https://localhost; proxy_ssl_trusted_certificate certs/ca.pem; }
  location /b { proxy_pass https://localhost; }
}`,
  },
  {
    name: 'inherited, and every location has its own CA',
    text: 'server {\n proxy_ssl_verify off;\n location / { proxy_pass https://localhost; proxy_ssl_trusted_certificate certs/ca.pem; }\n}',
    change: verify(),
    fixed:
      'server {\n proxy_ssl_verify on;\n proxy_ssl_server_name on;\n location / { proxy_pass https://localhost; proxy_ssl_trusted_certificate certs/ca.pem; }\n}',
  },
  {
    name: 'not for a location with a line of its own',
    text: `server {
  location / { proxy_pass https://localhost; proxy_ssl_verify off; proxy_ssl_trusted_certificate certs/ca.pem; }
  location /b { proxy_pass https://localhost; proxy_ssl_verify off; }
}`,
    change: verify(),
    fixed: `server {
  location / { proxy_pass https://localhost; proxy_ssl_verify on; proxy_ssl_server_name on; proxy_ssl_trusted_certificate certs/ca.pem; }
  location /b { proxy_pass https://localhost; proxy_ssl_verify off; }
}`,
  },
  {
    name: 'nothing written so far',
    text: 'server {\n  location / {\n    proxy_pass https://localhost; # upstream\n  }\n}',
    change: verify(ca),
    fixed:
      'server {\n  location / {\n    proxy_pass https://localhost; # upstream\n    proxy_ssl_verify on;\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    proxy_ssl_server_name on;\n  }\n}',
  },
  {
    name: 'a group: the name of its one host is said, and the depth of a long chain',
    text: 'upstream app { server localhost:8443; }\nserver {\n  location / {\n    proxy_pass https://app;\n  }\n}',
    change: () => ({ setting: 'verify-peer', trustAnchors: ca, intermediates: 2 }),
    fixed:
      'upstream app { server localhost:8443; }\nserver {\n  location / {\n    proxy_pass https://app;\n    proxy_ssl_verify on;\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    proxy_ssl_verify_depth 2;\n    proxy_ssl_server_name on;\n    proxy_ssl_name localhost;\n  }\n}',
  },
  {
    name: 'an address whose name is said already, and a depth that is enough',
    text: 'proxy_ssl_server_name on; proxy_ssl_verify_depth 3;\nserver {\n  location / {\n    proxy_pass https://127.0.0.1;\n    proxy_ssl_name a.example;\n  }\n}',
    change: () => ({ setting: 'verify-peer', trustAnchors: ca, intermediates: 2 }),
    fixed:
      'proxy_ssl_server_name on; proxy_ssl_verify_depth 3;\nserver {\n  location / {\n    proxy_pass https://127.0.0.1;\n    proxy_ssl_verify on;\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    proxy_ssl_name a.example;\n  }\n}',
  },
  {
    name: 'settings without a peer in sight',
    text: 'proxy_ssl_verify off;',
    change: verify(ca),
    fixed: 'proxy_ssl_verify on;\nproxy_ssl_trusted_certificate certs/ca.pem;\nproxy_ssl_server_name on;',
  },
  {
    name: 'a server with a client CA',
    text: `server { ${server} ssl_client_certificate certs/ca.pem;\n  ssl_verify_client optional_no_ca;\n}`,
    change: verify(),
    fixed: `server { ${server} ssl_client_certificate certs/ca.pem;\n  ssl_verify_client on;\n}`,
  },
  {
    name: 'a server without one',
    text: `server { ${server}\n  ssl_verify_client optional_no_ca;\n}`,
    change: verify(ca),
    fixed: `server { ${server}\n  ssl_verify_client on;\n  ssl_client_certificate certs/ca.pem;\n}`,
  },
  {
    name: 'a server with a CA for OCSP only',
    text: `server { ${server} ssl_trusted_certificate certs/ca.pem;\n  ssl_verify_client optional_no_ca;\n}`,
    change: verify(ca),
    fixed: `server { ${server} ssl_trusted_certificate certs/ca.pem;\n  ssl_verify_client on;\n  ssl_client_certificate certs/ca.pem;\n}`,
  },
  {
    name: 'servers that inherit it',
    text: `ssl_verify_client optional_no_ca;\nserver { ${server} ssl_client_certificate certs/ca.pem; }\nserver { ${server} server_name b; }`,
    change: verify(ca),
    fixed: `ssl_verify_client on;\nssl_client_certificate certs/ca.pem;\nserver { ${server} ssl_client_certificate certs/ca.pem; }\nserver { ${server} server_name b; }`,
  },
];

const protocols: Case[] = [
  {
    name: 'one line',
    text: `server { ${server}\n  ssl_protocols TLSv1 "TLSv1.1" TLSv1.2; # old clients\n}`,
    change: list('TLSv1.2'),
    fixed: `server { ${server}\n  ssl_protocols TLSv1.2; # old clients\n}`,
  },
  {
    name: 'several lines of one block',
    text: `server { ${server}\n  ssl_protocols TLSv1;\n  ssl_protocols TLSv1.1; # why\n  ssl_protocols TLSv1.2;\n}`,
    change: list('TLSv1.2', 'TLSv1.3'),
    fixed: `server { ${server}\n  ssl_protocols TLSv1.2 TLSv1.3;\n   # why\n}`,
  },
  {
    name: 'several in one line',
    text: `server { ${server}\n  ssl_protocols TLSv1; ssl_protocols TLSv1.1; ssl_protocols TLSv1.2; server_name a;\n}`,
    change: list('TLSv1.2'),
    fixed: `server { ${server}\n  ssl_protocols TLSv1.2; server_name a;\n}`,
  },
  {
    name: 'two that begin a line together',
    text: `server { ${server}\r\n  ssl_protocols TLSv1;\r\n  ssl_protocols TLSv1.1; ssl_protocols TLSv1.2;\r\n}`,
    change: list('TLSv1.2'),
    fixed: `server { ${server}\r\n  ssl_protocols TLSv1.2;\r\n  \r\n}`,
  },
  {
    name: 'arguments over several lines, with comments',
    text: `server { ${server}\n  ssl_protocols\n    TLSv1 # XP\n    TLSv1.1\n    TLSv1.2;\n}`,
    change: list('TLSv1.2'),
    fixed: `server { ${server}\n  ssl_protocols\n    TLSv1.2 # XP\n    ;\n}`,
  },
  {
    name: 'inherited from http',
    text: `ssl_protocols SSLv3 TLSv1.2;\nserver { ${server} }`,
    change: list('TLSv1.2'),
    fixed: `ssl_protocols TLSv1.2;\nserver { ${server} }`,
  },
  {
    name: 'a client',
    text: 'server { location / { proxy_pass https://localhost; proxy_ssl_protocols TLSv1 TLSv1.2; } }',
    change: list('TLSv1.2', 'TLSv1.3'),
    fixed: 'server { location / { proxy_pass https://localhost; proxy_ssl_protocols TLSv1.2 TLSv1.3; } }',
  },
  {
    name: 'nothing written so far',
    text: `server {\n  ${server}\n}`,
    change: list('TLSv1.2', 'TLSv1.3'),
    fixed: `server {\n  ${server} ssl_protocols TLSv1.2 TLSv1.3;\n}`,
  },
];

describe.each([
  ['verify-peer', verified],
  ['protocols', protocols],
])('%s', (_, cases) => {
  test.each(cases)('$name', ({ text, change, context, fixed }) => {
    const result = changed(text, change, context) ?? '';
    expect(result).toBe(fixed);
    expect(folder.testHttp(result).output).toContain('test is successful');
    // Nothing is left to change, and the change is seen.
    const read = reader.read(result);
    expect(read.problems).toEqual([]);
    const again = read.contexts[context ?? 0];
    const asked = again && change(again);
    if (asked?.setting === 'protocols') expect(again?.protocols?.map(({ value }) => value)).toEqual(asked.value);
    else expect(again).toMatchObject({ peerVerification: { value: 'required' }, hasTrustAnchors: true });
    expect(changed(result, change, context)).toBe(result);
  });
});

test('the texts before the change are accepted as well: nothing but the change is at stake', () => {
  for (const { text } of [...verified, ...protocols]) {
    expect(folder.testHttp(text).output).toContain('test is successful');
  }
});

test('both contexts that inherit a line write the same edits', () => {
  const text =
    'server { proxy_ssl_verify off; location / { proxy_pass https://a; } location /b { proxy_pass https://b; } }';
  const [first, second] = reader.read(text).contexts.map((context) => reader.write(text, context, verify(ca)(context)));
  expect(first).toHaveLength(2);
  expect(second).toEqual(first);
});

test('what a template adds stays', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's variables look like JavaScript's.
  expect(changed('ssl_protocols TLSv1 ${MORE} TLSv1.2;', list('TLSv1.2'))).toBe('ssl_protocols TLSv1.2 ${MORE};');
  expect(changed('ssl_protocols all {{ more }};', list('TLSv1.2'))).toBe('ssl_protocols TLSv1.2 {{ more }};');
});

describe('no honest change', () => {
  test.each<[string, string, Change]>([
    [
      'nginx refuses to verify without a CA',
      'location / { proxy_pass https://a; proxy_ssl_verify off; }',
      { setting: 'verify-peer' },
    ],
    ['nor does it verify clients', 'server { ssl_verify_client optional_no_ca; }', { setting: 'verify-peer' }],
    [
      'a location takes the CA away',
      'proxy_ssl_trusted_certificate a; proxy_ssl_verify off; location / { proxy_pass https://a; proxy_ssl_trusted_certificate ""; }',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    [
      'an if block takes no settings',
      'location / { if ($a) { proxy_pass https://a; } }',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    [
      'the line has no end to add something after',
      'server {\n proxy_ssl_verify off\n}',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    [
      'no name is known to compare with: nginx looks at DNS names alone',
      'location / { proxy_pass https://192.0.2.1; }',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    [
      'nor of a group of several',
      'upstream app { server a:1; server b:1; } server { location / { proxy_pass https://app; proxy_ssl_verify off; } }',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    [
      'one line for several names',
      'upstream a { server b:1; } server { proxy_ssl_verify off; location / { proxy_pass https://a; } location /b { proxy_pass https://c.example; } }',
      { setting: 'verify-peer', trustAnchors: 'a' },
    ],
    ['Lua decides', 'lua_ssl_protocols TLSv1;', { setting: 'verify-peer', trustAnchors: 'a' }],
    ['no versions at all', 'ssl_protocols TLSv1;', { setting: 'protocols', value: [], of: [] }],
    ['nginx always checks the name', 'proxy_ssl_verify on;', { setting: 'verify-hostname' }],
    ['versions are listed', 'ssl_protocols TLSv1;', { setting: 'min-version', value: 'TLSv1.2' }],
    ['versions are listed', 'ssl_protocols TLSv1;', { setting: 'max-version', value: 'TLSv1.3' }],
  ])('%s: %s', (_, text, change) => {
    expect(changed(text, () => change)).toBeUndefined();
  });

  test.each([
    [
      'server { location / { proxy_pass https://localhost; proxy_ssl_verify on; } }',
      'no proxy_ssl_trusted_certificate',
    ],
    [`server { ${server} ssl_verify_client on; }`, 'no ssl_client_certificate'],
    ['server { location / { if ($host) { proxy_ssl_verify on; } } }', 'directive is not allowed here'],
  ])('nginx refuses %s', (text, reason) => {
    expect(folder.testHttp(text).output).toContain(reason);
  });

  test('the context is not of this text', () => {
    const [context] = reader.read('server { ssl_verify_client off; }').contexts;
    if (!context) throw new Error('no context');
    expect(reader.write('  server { ssl_verify_client off; }', context, { setting: 'verify-peer' })).toBeUndefined();
  });
});
