import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Analysis, analyse, readDocument } from '../../../server/core/analysis.ts';
import { limits } from '../../../server/core/base/limits.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import type { Reading } from '../../../server/core/workspace/reading.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { typed, typing } from '../../support/typing.ts';

const made = await fixtures();
const files = new Map(
  ['server', 'expired', 'ca', 'server-key'].map((name) => [`file:///w/certs/${name}.pem`, made.get(name) ?? '']),
);
const host = memoryHost(files);

/** Servers with something to say about nearly every line, in one file with others of the same name and socket. */
const parts = [
  'server {\n    listen 443 ssl http2;\n    server_name a.example;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server-key.pem;\n    add_header Strict-Transport-Security "max-age=300";\n}\n',
  'server {\n    listen 443 ssl;\n    server_name A.example b.example;\n    ssl_certificate certs/expired.pem; # old\n    ssl_ciphers HIGH:RC4-SHA:NOPE;\n    ssl_session_cache shared:SSL:10m;\n    ssl_early_data on;\n    location / {\n        proxy_pass https://b.internal;\n        proxy_ssl_verify off;\n    }\n}\n',
  'server {\n    listen 443;\n    ssl_protocols TLSv1 TLSv1.2;\n    ssl_protocols TLSv1.3;\n    ssl_session_cache shared:SSL:20m;\n    ssl_stapling_verify on;\n    location /x {\n        add_header X-Y z;\n        proxy_pass http://$http_host;\n        proxy_set_header X-Client-Cert $ssl_client_cert;\n        proxy_ssl_verify_depth 2;\n    }\n}\n',
  'server {\n    listen 80;\n    server_name c.example;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    return 301 https://$http_host$request_uri;\n}\n',
  'server {\n    listen 443 ssl;\n    ssl_verify_client optional;\n    ssl_client_certificate certs/ca.pem;\n    root /srv;\n    ssl_certificate_key /srv/a.key;\n    ssl_conf_command Protocol ALL;\n    no_such_thing on;\n    ssl_buffer_size 0;\n    location / {\n        grpc_pass grpcs://app;\n    }\n}\n',
  'upstream app {\n    server app-1.internal:443; # first\n    server app-2.internal:443;\n}\n',
  '# a comment between\n',
  // One block makes a difference for another: names, sockets, ways to one application, folders, variables.
  'map $http_upgrade $connection_upgrade {\n    default upgrade;\n    "" close;\n}\n',
  'server {\n    listen 80;\n    server_name a.example;\n    root /srv/www;\n    add_header Strict-Transport-Security "max-age=63072000";\n}\n',
  'server {\n    listen 443 ssl default_server;\n    listen 443 quic reuseport;\n    ssl_protocols TLSv1.2;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server-key.pem;\n    ssl_stapling on;\n    return 301 http://$host$request_uri;\n}\n',
  'server {\n    listen 443 ssl;\n    server_name m.example;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n    location / {\n        proxy_set_header X-Client-Verify $ssl_client_verify;\n        proxy_pass http://app;\n    }\n}\n',
  'server {\n    listen 80 http2;\n    location / {\n        proxy_pass http://app;\n        proxy_set_header Connection $connection_upgrade;\n    }\n    location ~ \\.key$ {\n        deny all;\n    }\n    location /w {\n        alias /srv/;\n        proxy_pass https://app;\n        proxy_ssl_verify on;\n    }\n}\n',
];
const heads = [
  '',
  '    ssl_protocols TLSv1.1;\n    ssl_conf_command Options ServerPreference;\n',
  '    ssl_prefer_server_ciphers off;\n    proxy_ssl_session_reuse off;\n',
];
const pieces = [
  ' ',
  '\n',
  ';',
  '}',
  '"',
  '#',
  'x',
  '4',
  'ssl',
  ' TLSv1.3',
  'off',
  '$host',
  '\nssl_protocols TLSv1.2;',
  '\nlisten 444 ssl;',
  ' http2',
  ' default_server',
  '\nlocation /y {\n}',
  '{',
  'server {\n',
  'server {\n    listen 443 ssl;\n    server_name a.example;\n}\n',
  'upstream new {\n    server 10.0.0.1;\n}\n',
  'include more.conf;\n',
  'ssl_session_cache shared:SSL:30m;\n',
  'loc',
  '# ',
  '{% if x %}',
  'events {\n}\n',
  ' ssl',
  '$unknown_thing',
  'include fastcgi_params;\n',
  'server_name m.example;\n',
  'ssl_verify_client off;\n',
  'server',
  'map',
];

const text = fc
  .tuple(fc.array(fc.constantFrom(...parts), { minLength: 4, maxLength: 8 }), fc.constantFrom(...heads), fc.nat(3))
  .map(([all, head, whole]) => {
    // A file that others include, in one case of four.
    const body = `${head}${all.join('')}`;
    return whole === 0 ? body : `events {}\nhttp {\n${body}}\n`;
  });
const edits = typing(pieces, 10);

const uri = 'file:///w/nginx.conf';

function said({ findings }: Analysis) {
  return findings.map(({ rule, severity, span, message, related, fixes }) => {
    const edits = fixes.map(({ title, edits }) => ({ title, edits }));
    return { rule, severity, span, message, related, edits };
  });
}

const workspace = new Workspace(host);
workspace.setFolders(['file:///w']);
await workspace.scan();
const lint = (reading: Reading): Promise<Analysis> => analyse(reading, workspace, fixtureTime, defaultSettings);

test('an edited configuration gives the findings of a new one, at their places, with their fixes', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(text, edits, async (start, changes) => {
      let now: string = start;
      let previous = await readDocument({ uri, languageId: 'nginx', text: now }, { previous: undefined });
      await lint(previous);
      for (const change of changes) {
        now = typed(now, change);
        const document = { uri, languageId: 'nginx', text: now };
        previous = await readDocument(document, { previous });
        // Not every version is looked at: several keys come at once.
        if (change.at % 3 === 0) continue;
        const followed = said(await lint(previous));
        compared += followed.length;
        expect(followed).toEqual(said(await lint(await readDocument(document))));
      }
    }),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThan(1_000);
}, 120_000);

/** Behind which a text is a long one: it is read and judged in turns. */
const tail = `\n# ${'x'.repeat(limits.judgedInTurns)}\n`;
const closed = typing(
  pieces.filter((piece) => !/["%]/.test(piece) && piece.includes('{') === piece.includes('}')),
  4,
);

test('a long configuration that is judged in turns has the findings of a short one, when it is edited too', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(text, closed, async (start, changes) => {
      let now: string = start;
      let long = await readDocument({ uri, languageId: 'nginx', text: now + tail }, { previous: undefined });
      expect(said(await lint(long))).toEqual(
        said(await lint(await readDocument({ uri, languageId: 'nginx', text: now }))),
      );
      for (const change of changes) {
        now = typed(now, change);
        long = await readDocument({ uri, languageId: 'nginx', text: now + tail }, { previous: long });
        const found = said(await lint(long));
        // A quote that does not end holds what is behind the text.
        if (now.split('"').length % 2 === 0) break;
        compared += found.length;
        expect(found).toEqual(said(await lint(await readDocument({ uri, languageId: 'nginx', text: now }))));
      }
    }),
    { numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(1_000);
}, 120_000);

test.each([
  ['a file to be included that becomes a whole one', parts.slice(0, 5).join(''), '', 'events {\n}\n'],
  [
    'two places of one directive that change at once, and what is between them',
    `http {\n${parts.join('').replace('listen 80;', 'listen 443 ;')}}\n`,
    'listen 443 ;',
    'listen  443;',
  ],
  [
    'what has moved within a change and is back at its place',
    `http {\n${parts.join('')}}\n`,
    parts[0] ?? '',
    (parts[0] ?? '').replace(';\n    ', ';\n\n   ').replace(/\n$/, ' \n').slice(0, -1),
  ],
  [
    'a location beside another that gets its path',
    `${'location /a {\n    ssl_verify on;\n}\n'.repeat(6)}location /b {\n}\nlocation /c {\n}\n`,
    'location /c',
    'location /b',
  ],
  [
    'a location beside another that has its path no more',
    `${'location /a {\n    ssl_verify on;\n}\n'.repeat(6)}location /b {\n}\nlocation /b {\n}\n`,
    'location /b',
    'location /c',
  ],
  [
    'a location that comes beside others',
    `${'location /a {\n    ssl_verify on;\n}\n'.repeat(6)}location /b {\n}\n`,
    'location /b',
    'location /b {\n}\nlocation /b',
  ],
  [
    'a location beside another of its path that is edited itself',
    `${'location /a {\n    ssl_verify on;\n}\n'.repeat(6)}location /b {\n}\n`,
    '}\nlocation /b',
    '    x on;\n}\nlocation /b',
  ],
])('%s: the findings of a new one', async (_, start, from, to) => {
  const document = { uri, languageId: 'nginx', text: start };
  const previous = await readDocument(document, { previous: undefined });
  await lint(previous);
  const after = { ...document, text: start.replace(from, to) };
  const followed = said(await lint(await readDocument(after, { previous })));
  expect(followed).toEqual(said(await lint(await readDocument(after))));
  expect(followed.length).toBeGreaterThan(10);
});
