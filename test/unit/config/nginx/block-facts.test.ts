import { beforeEach, expect, test } from 'vitest';
import { factsOfBlocks } from '../../../../server/core/config/nginx/block-facts.ts';
import type { NginxConfiguration } from '../../../../server/core/config/nginx/configuration.ts';
import { FollowedConfiguration } from '../../../../server/core/config/nginx/follow.ts';
import { find } from '../../../../server/core/config/nginx/level.ts';

let asked: string[] = [];
beforeEach(() => {
  asked = [];
});

/** The certificate of each server, with its place. */
const certificates = factsOfBlocks((levels) =>
  levels.flatMap((level) => {
    if (level.kind !== 'server') return [];
    const found = find(level, 'ssl_certificate')?.directives.at(-1);
    asked.push(level.own.get('server_name')?.[0]?.args[0]?.value ?? '');
    return found ? [found] : [];
  }),
);

const upstreamsInSight = factsOfBlocks((levels) =>
  levels.flatMap((level) => {
    if (level.kind !== 'server') return [];
    asked.push('all');
    return (level.parent?.own.get('upstream') ?? []).map(({ args }) => args[0]?.value);
  }),
);

const server = (name: string, more = ''): string =>
  `    server {\n        server_name ${name};\n        ssl_certificate ${name}.pem;\n${more}    }\n`;
const names = ['a', 'b', 'c', 'd', 'e'];
const upstream = '    upstream app {\n        server 127.0.0.1:1;\n    }\n';
const start = `events {}\nhttp {\n${upstream}${names.map((name) => server(name)).join('')}}\n`;

/** Versions one after the other, each asked. */
function follow<V>(table: (root: NginxConfiguration['root']) => readonly V[]): (text: string) => readonly V[] {
  const followed = new FollowedConfiguration();
  return (text) => {
    asked = [];
    const { document } = followed.read(text);
    if (document?.kind !== 'nginx') throw new Error('no configuration');
    return table(document.root);
  };
}

test('a block that changed is asked about alone, and those behind it are where they are now', () => {
  const read = follow(certificates);
  read(start);
  expect(asked).toEqual(names);
  const text = start.replace('b.pem', 'longer.pem');
  const found = read(text);
  expect(asked).toEqual(['b']);
  expect(found.map(({ args }) => args[0]?.value)).toEqual(['a.pem', 'longer.pem', 'c.pem', 'd.pem', 'e.pem']);
  for (const { args } of found) {
    const { start: from = 0, end } = args[0]?.span ?? {};
    expect(text.slice(from, end)).toBe(args[0]?.value);
  }
});

test.each([
  // Blocks begin alike: what is different in the text reaches into the next one.
  ['a block that comes', start.replace(server('c'), server('c') + server('new')), ['new', 'd']],
  ['a block that goes', start.replace(server('c'), ''), ['d']],
  ['a comment', start.replace('http {', 'http { # here'), []],
  ['white space', start.replace('    server {', '\n    server {'), []],
])('%s: the others are not asked about again', (_, text, expected) => {
  const read = follow(certificates);
  read(start);
  read(text);
  expect(asked).toEqual(expected);
});

test('what stands around the blocks is another: all are asked about', () => {
  const read = follow(certificates);
  read(start);
  expect(read(start.replace('http {\n', 'http {\n    ssl_certificate all.pem;\n'))).toHaveLength(names.length);
  expect(asked).toEqual(names);
});

test('a block is another whose name they are asked by: all are asked about', () => {
  const read = follow(upstreamsInSight);
  expect(new Set(read(start))).toEqual(new Set(['app']));
  expect(new Set(read(start.replace('upstream app', 'upstream apps')))).toEqual(new Set(['apps']));
  expect(asked).toHaveLength(names.length);
  read(start.replace('upstream app', 'upstream apps').replace('b.pem', 'x.pem'));
  expect(asked).toEqual(['all']);
});
