/** Peers on the machine itself, verification that is switched off for nobody, and handshakes that are refused. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

async function findings(text: string, ...hidden: string[]): Promise<string[]> {
  const { findings: all } = await analyseText('nginx', text);
  const told = all.filter(({ rule, severity }) => about.test(rule) && !hidden.includes(severity));
  return told.map(({ rule, severity }) => `${rule} ${severity}`);
}

const about = /^tls\/(?:no-disabled-verification|require-upstream-verification|no-deprecated-protocol)$/;

const off = 'tls/no-disabled-verification';
const absent = 'tls/require-upstream-verification';
const upstream = (...servers: string[]): string =>
  `upstream app { ${servers.map((server) => `server ${server};`).join(' ')} }\n`;
const location = (...lines: string[]): string => `server { location / { ${lines.join(' ')} } }\n`;

describe('a peer that nobody verifies', () => {
  test.each<[string, string, string[]]>([
    ['elsewhere', location('proxy_pass https://db.internal;'), [`${absent} warning`]],
    ['elsewhere, switched off', location('proxy_pass https://db.internal; proxy_ssl_verify off;'), [`${off} error`]],
    [
      'of a name that begins like one of this machine',
      location('proxy_pass https://localhost.example;'),
      [`${absent} warning`],
    ],
    ['on the machine', location('proxy_pass https://127.0.0.1:8443/a?b;'), [`${absent} information`]],
    ['on the machine, IPv6', location('proxy_pass https://[::1]:8443;'), [`${absent} information`]],
    [
      'on the machine, switched off',
      location('proxy_pass https://localhost; proxy_ssl_verify off;'),
      [`${off} information`],
    ],
    ['behind a socket', location('proxy_pass https://unix:/run/app.sock:/;'), []],
    ['behind a socket, switched off', location('proxy_pass https://unix:/run/app.sock; proxy_ssl_verify off;'), []],
    [
      'of an upstream on the machine',
      upstream('127.0.0.1:1', 'unix:/run/a') + location('grpc_pass grpcs://app;'),
      [`${absent} information`],
    ],
    ['of an upstream of sockets', upstream('unix:/run/a', 'unix:/run/b') + location('proxy_pass https://app;'), []],
    [
      'of an upstream that is elsewhere too',
      upstream('127.0.0.1:1', 'db.internal') + location('proxy_pass https://app;'),
      [`${absent} warning`],
    ],
    [
      'of an upstream with servers from a file',
      `upstream app { server 127.0.0.1:1; include servers; }\n${location('proxy_pass https://app;')}`,
      [`${absent} warning`],
    ],
    [
      'of a stream, on the machine',
      `stream { ${upstream('127.0.0.1:1')} server { listen 1; proxy_ssl on; proxy_pass app; } }\n`,
      [`${absent} information`],
    ],
  ])('%s', async (_, text, expected) => expect(await findings(text, 'hint')).toEqual(expected));
});

describe('verification switched off', () => {
  const verified = 'proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.pem; proxy_ssl_server_name on;';
  test.each<[string, string, string[]]>([
    ['for plain text', location('proxy_ssl_verify off; proxy_pass http://127.0.0.1:1;'), []],
    [
      'where each part turns it on',
      `server { proxy_ssl_verify off; location / { ${verified} proxy_pass https://db.internal; } }\n`,
      [],
    ],
    [
      'where one part does not',
      `server { proxy_ssl_verify off; location / { ${verified} proxy_pass https://db.internal; } location /a { proxy_pass https://a.internal; } }\n`,
      [`${off} error`],
    ],
    ['for a variable', location('proxy_ssl_verify off; proxy_pass $scheme://db.internal;'), [`${off} error`]],
    [
      'for what a file may hold',
      'server { proxy_ssl_verify off; location / { proxy_pass http://127.0.0.1:1; } include a; }\n',
      [`${off} error`],
    ],
    [
      'for other servers',
      'http { proxy_ssl_verify off; server { location / { proxy_pass http://127.0.0.1:1; } } }\n',
      [`${off} error`],
    ],
    ['for whoever includes it', 'proxy_ssl_verify off;\n', [`${off} error`]],
  ])('%s', async (_, text, expected) => expect(await findings(text, 'hint')).toEqual(expected));

  test('for nobody: a hint says so', async () => {
    expect(await findings(location('proxy_ssl_verify off; proxy_pass http://127.0.0.1:1;'))).toEqual([`${off} hint`]);
  });
});

describe('client certificates of any CA', () => {
  const server = (...lines: string[]): string =>
    `server { listen 443 ssl; ssl_certificate a.pem; ssl_certificate_key a.key; ssl_verify_client optional_no_ca; ${lines.join(' ')} }\n`;
  const application = (header: string): string =>
    `location / { proxy_set_header X-A ${header}; proxy_pass http://127.0.0.1:1; }`;
  test.each<[string, string, string]>([
    ['that nobody looks at', server('root /srv;'), 'error'],
    ['whose name alone is passed on', server(application('$ssl_client_s_dn')), 'error'],
    ['that are passed on', server(application('$ssl_client_escaped_cert')), 'information'],
    ['whose fingerprint is passed on', server(application('$ssl_client_fingerprint')), 'information'],
    ['whose outcome is asked for', server('if ($ssl_client_verify != SUCCESS) { return 403; }'), 'information'],
    [
      'whose fingerprint is compared',
      `map $ssl_client_fingerprint $known { default 0; abc 1; }\n${server('if ($known = 0) { return 403; }')}`,
      'information',
    ],
  ])('%s', async (_, text, severity) => {
    expect(await findings(text)).toEqual([`${off} ${severity}`]);
  });
});

test.each<[string, string, number]>([
  ['its own', 'server { listen 443 ssl default_server; ssl_protocols TLSv1 TLSv1.2; ssl_reject_handshake on; }\n', 0],
  ['inherited', 'http { ssl_protocols TLSv1 TLSv1.2; server { listen 443 ssl; ssl_reject_handshake on; } }\n', 1],
  [
    'where handshakes are not refused',
    'server { listen 443 ssl; ssl_protocols TLSv1 TLSv1.2; ssl_reject_handshake off; }\n',
    1,
  ],
])('old versions of a server that refuses handshakes: %s', async (_, text, count) => {
  expect(await findings(text)).toHaveLength(count);
});

test('client certificates that something looks at are not said to let anyone in', async () => {
  const text =
    'server { listen 443 ssl; ssl_certificate a.pem; ssl_certificate_key a.key; ssl_verify_client optional_no_ca; if ($ssl_client_verify != SUCCESS) { return 403; } }\n';
  const { findings: all } = await analyseText('nginx', text);
  const said = all.find(({ rule }) => rule === off)?.message;
  expect(JSON.stringify(said)).toContain('has to refuse');
});
