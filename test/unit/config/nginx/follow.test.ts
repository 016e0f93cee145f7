import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../../../server/core/base/limits.ts';
import type { ConfigReading } from '../../../../server/core/config/language.ts';
import type { Level } from '../../../../server/core/config/nginx/level.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import { typed, typing } from '../../../support/typing.ts';

const parts = [
  'server {\n    listen 443 ssl;\n    server_name a.example;\n    ssl_certificate a.pem;\n    ssl_certificate_key "a.key";\n}\n',
  'server {\n    # plain\n    listen 80;\n    location / {\n        proxy_pass https://b.internal;\n        proxy_ssl_verify off;\n    }\n}\n',
  'server {\n    listen 443;\n    ssl_protocols TLSv1 TLSv1.2;\n    location /x {\n        proxy_pass http://app;\n        if ($ssl_client_verify) { return 403; }\n    }\n}\n',
  'upstream app {\n    server app-1:443; # first\n    server app-2:443;\n}\n',
  'map $a $b {\n    default "x y";\n    ~^z 1;\n}\n',
  '# a comment between\n',
  'ssl_ciphers HIGH:!aNULL;\n',
  'ssl_stapling on;\n',
  'ssl_early_data on;\n',
  'map $ssl_early_data $early {\n    1 yes;\n}\n',
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
  '\nssl_stapling_file f;',
  '\nssl_certificate c.pem;',
  ' $ssl_early_data',
  '\nlocation /y {\n}',
  'content_by_lua_block { x = "}" }',
  'server {\n    listen 443 ssl;\n    server_name new.example;\n}\n',
  'server {\n',
  'upstream new {\n}\n',
  'http {\n',
  'loc',
  '# ',
  '"quoted {" ',
  'ssl_verify_client off;\n',
  'events {\n}\n',
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
const edits = typing(pieces, 12);

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
      let now: string = start;
      followed?.read(now);
      for (const change of changes) {
        now = typed(now, change);
        expect(followed && said(followed.read(now))).toEqual(said(reader.read(now, '')));
      }
    }),
    { numRuns: 600 },
  );
});

const servers = parts.slice(0, 5).join('').repeat(3);

test.each<[string, string, string, string, number]>([
  ['a key pressed in a block', `http {\n${servers}}\n`, 'a.example', 'xa.example', 1],
  ['a key pressed in the name of a block', `http {\n${servers}}\n`, '    location /x', '    locxation /x', 0],
  [
    'a key pressed in the head of a server',
    `http {\n${servers}}\n`,
    'server {\n    # plain',
    'serxver {\n    # plain',
    1,
  ],
  ['a block that comes', `http {\n${servers}}\n`, 'server {\n    # plain', 'server {\n}\nserver {\n    # plain', 1],
  ['a block that is begun', `http {\n${servers}}\n`, 'upstream', 'server {\nupstream', 0],
  ['a block that goes', `http {\n${servers}}\n`, parts[1] ?? '', '', 1],
  ['a quote', `http {\n${servers}}\n`, '"a.key"', 'a.key"', 1],
  ['a directive that nothing inherits', `http {\n    gzip on;\n${servers}}\n`, 'gzip on', 'gzip off', 0],
])('%s leaves the contexts of all others alone', (_, before, from, to, fresh) => {
  const followed = reader.follow?.();
  const first = followed?.read(before).contexts ?? [];
  const at = before.indexOf(from, from.startsWith('gzip') ? 0 : before.length / 3);
  const second = followed?.read(before.slice(0, at) + to + before.slice(at + from.length)).contexts ?? [];
  expect(second.filter((context) => !first.includes(context)).length).toBe(fresh);
  expect(first.filter((context) => !second.includes(context)).length).toBeLessThanOrEqual(2);
  expect(first.length).toBe(9);
});

test('a block that others are put in the place of leaves nothing behind', () => {
  const before = `eserver {\n    location / {\n        proxy_pass https://b;\n    }\n}\n${servers}`;
  const followed = reader.follow?.();
  followed?.read(before);
  // Both texts begin with an e.
  const after = `events {\n}\n${before}`;
  expect(followed && said(followed.read(after))).toEqual(said(reader.read(after, '')));
});

test('a template is followed as it is read: of two settings that are alternatives neither is known', () => {
  const before = `{% if x %}\nssl_verify_client on;\n{% else %}\nssl_verify_client off;\n{% endif %}\nhttp {\n${servers}}\n`;
  const followed = reader.follow?.();
  expect(followed && said(followed.read(before))).toEqual(said(reader.read(before, '')));
  const after = before.replace('a.example', 'xa.example');
  expect(followed && said(followed.read(after))).toEqual(said(reader.read(after, '')));
});

test.each(['a.example', 'server_name', 'app-1', 'ssl_protocols'])(
  'in turns, the same is read: a key pressed in %s',
  async (name) => {
    const before = `http {\n${servers.repeat(500)}}\n`;
    expect(before.length).toBeGreaterThan(limits.judgedInTurns);
    const after = before.replace(name, `x${name}`).replace('# plain', '# more\n}');
    const followed = reader.follow?.();
    const first = await followed?.readInTurns(before);
    expect(first && said(first)).toEqual(said(reader.read(before, '')));
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const second = await followed?.readInTurns(after);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    expect(second && said(second)).toEqual(said(reader.read(after, '')));
  },
);

test('what is written into a context goes where it stands, however the text around it moved', () => {
  const before = `http {\n    # a\n    server {\n${'        listen 443 ssl;\n        ssl_protocols TLSv1;\n    }\n    server {\n'.repeat(5)}    }\n}\n`;
  const followed = reader.follow?.();
  const writtenIn = (text: string, { contexts }: ConfigReading) =>
    contexts.map((context) =>
      reader.write(text, context, { setting: 'protocols', value: ['TLSv1.3'], of: context.protocols ?? [] }),
    );
  const versions = [before, before.replace('# a', '# ab'), before.replace('    # a', '\n    # a'), before];
  for (const version of versions) {
    const reading = followed?.read(version);
    const written = reading && writtenIn(version, reading);
    expect(written?.every((edits) => edits?.length === 1)).toBe(true);
    expect(written).toEqual(writtenIn(version, reader.read(version, '')));
  }
});
