import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigReading } from '../../../../server/core/config/language.ts';
import type { Level } from '../../../../server/core/config/nginx/level.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';

const parts = [
  'server {\n    listen 443 ssl;\n    server_name a.example;\n    ssl_certificate a.pem;\n    ssl_certificate_key "a.key";\n}\n',
  'server {\n    # plain\n    listen 80;\n    location / {\n        proxy_pass https://b.internal;\n        proxy_ssl_verify off;\n    }\n}\n',
  'server {\n    listen 443;\n    ssl_protocols TLSv1 TLSv1.2;\n    location /x {\n        proxy_pass http://app;\n        if ($ssl_client_verify) { return 403; }\n    }\n}\n',
  'upstream app {\n    server app-1:443; # first\n    server app-2:443;\n}\n',
  'map $a $b {\n    default "x y";\n    ~^z 1;\n}\n',
  '# a comment between\n',
  'ssl_ciphers HIGH:!aNULL;\n',
  'proxy_ssl_protocols TLSv1.1;\n',
  'include conf.d/*.conf;\n',
];
const pieces = [
  ' ',
  '\n',
  '\n\n',
  '    ',
  ';',
  '{',
  '}',
  '"',
  "'",
  '#',
  'x',
  '4',
  '\\',
  '\r\n',
  'ssl',
  ' TLSv1.3',
  'off',
  '$host',
  '{{ x }}',
  '<',
  '\nssl_protocols TLSv1.2;',
  '\nlisten 444 ssl;',
  '\nlocation /y {\n}',
  'content_by_lua_block { x = "}" }',
];

const text = fc
  .array(fc.constantFrom(...parts), { minLength: 4, maxLength: 9 })
  .chain((all) =>
    fc.constantFrom(
      `events {}\nhttp {\n    ssl_verify_client on;\n${all.join('')}}\n`,
      `ssl_session_tickets off;\n${all.join('')}`,
      `http {\n${all.slice(2).join('')}}\nstream {\n${all.slice(0, 2).join('')}}\n`,
    ),
  );
const edits = fc.array(
  fc.record({
    at: fc.nat(),
    removed: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
    put: fc.constantFrom('', ...pieces),
  }),
  { minLength: 1, maxLength: 12 },
);

function levels(level: Level | undefined): unknown {
  return (
    level && {
      kind: level.kind,
      block: level.block?.span,
      own: [...level.own],
      children: level.children.map((child) => [child.parent === level, levels(child)]),
    }
  );
}

/** What a reading says, without the objects that it says it with. */
function said({ contexts, problems, document }: ConfigReading) {
  const tree = document?.tree;
  return JSON.parse(
    JSON.stringify({
      contexts,
      problems,
      tree: tree?.children,
      comments: tree?.comments,
      isCertain: document?.isCertain,
      root: levels(document?.root),
    }),
  );
}

test('an edited configuration is read as a new one is', () => {
  fc.assert(
    fc.property(text, edits, (start, changes) => {
      const followed = reader.follow?.();
      let now = start;
      followed?.read(now);
      for (const { at, removed, put } of changes) {
        const from = at % (now.length + 1);
        now = now.slice(0, from) + put + now.slice(from + removed);
        expect(followed && said(followed.read(now))).toEqual(said(reader.read(now, '')));
      }
    }),
    { numRuns: 300 },
  );
});

test('a key pressed in a block leaves the contexts of all others alone', () => {
  const before = `http {\n${parts.slice(0, 5).join('').repeat(3)}}\n`;
  const followed = reader.follow?.();
  const first = followed?.read(before).contexts ?? [];
  const at = before.indexOf('a.example', before.length / 2);
  const second = followed?.read(`${before.slice(0, at)}x${before.slice(at)}`).contexts ?? [];
  expect(second.length).toBe(first.length);
  expect(second.filter((context) => !first.includes(context)).length).toBe(1);
});
