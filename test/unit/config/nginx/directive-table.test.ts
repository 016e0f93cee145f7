import { afterAll, describe, expect, test } from 'vitest';
import { syntaxFaults } from '../../../../server/core/config/nginx/check-syntax.ts';
import { commandsOf, directiveNames, isFlag } from '../../../../server/core/config/nginx/directives/table.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import { repeatsIn } from '../../../../server/core/config/nginx/repeats.ts';
import { NginxFolder } from './nginx.ts';

const folder = new NginxFolder();
afterAll(() => folder.remove());

/** A text with one directive in a context, on line 2 of the http block's content. */
const places: Readonly<Record<string, (directive: string) => string>> = {
  h: (directive) => `http {\n${directive}\n}`,
  s: (directive) => `http { server {\n${directive}\n} }`,
  l: (directive) => `http { server { location / {\n${directive}\n} } }`,
  u: (directive) => `http { upstream a {\n${directive}\n} }`,
  i: (directive) => `http { server { if ($host) {\n${directive}\n} } }`,
  j: (directive) => `http { server { location / { if ($host) {\n${directive}\n} } } }`,
  x: (directive) => `http { server { location / { limit_except GET {\n${directive}\n} } } }`,
  m: (directive) => `\n${directive}\nhttp { }`,
};

/** Directives of modules that the nginx which judges was built without, or is newer than. */
const isJudged = (output: string): boolean => !/unknown directive|dlopen|no "?load_module/.test(output);

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = random(20261124);
/** What changes the process itself; blocks of whose place the reader concludes that a brace was forgotten before them. */
const passedOver =
  /^(?:load_module|daemon|master_process|user|include|error_log|pid|lock_file|debug_points|events|http|stream|mail|server|location|upstream)$/;
/** nginx 1.27.3 takes them in an upstream too. */
const newer = /^resolver(?:_timeout)?$/;
const names = [...directiveNames()].filter(
  (name) => (commandsOf(name)?.length ?? 0) > 0 && !passedOver.test(name) && !newer.test(name),
);
const letters = Object.keys(places);
const samples = Array.from({ length: 400 }, () => {
  const name = names[Math.floor(next() * names.length)] ?? '';
  const letter = letters[Math.floor(next() * letters.length)] ?? 'h';
  const count = Math.floor(next() * 5);
  const isBlock = commandsOf(name)?.some(({ arity }) => arity !== undefined && (arity & 0x100) !== 0) ?? false;
  const args = Array.from({ length: count }, () => ' 1').join('');
  return { name, letter, text: places[letter]?.(`${name}${args}${isBlock ? ' { }' : ';'}`) ?? '' };
});

describe('every verdict about a place or a number of arguments is that of nginx', () => {
  test('in 400 random directives', () => {
    let judged = 0;
    let refused = 0;
    const wrong: string[] = [];
    for (const { text } of samples) {
      const { output } = folder.test(text);
      if (!isJudged(output)) continue;
      judged++;
      const theirs = /directive is not allowed here/.test(output)
        ? 'context'
        : /invalid number of arguments/.test(output)
          ? 'arguments'
          : /it must be "on" or "off"/.test(output)
            ? 'flag'
            : undefined;
      if (theirs) refused++;
      const { document } = reader.read(`events {}\n${text}`);
      const faults = document ? [...syntaxFaults({ ...document, isCertain: true })] : [];
      const start = faults[0]?.directive.span.start ?? 0;
      const line = `events {}\n${text}`.slice(0, start).split('\n').length;
      const ours = faults[0]?.kind;
      const agrees = ours === theirs && (!theirs || output.includes(`nginx.conf:${line}\n`));
      if (!agrees) wrong.push(`${JSON.stringify(text)}: ${ours} instead of ${theirs}: ${output.split('\n')[0]}`);
    }
    expect(wrong).toEqual([]);
    expect(judged).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(100);
  }, 60_000);
});

/** Values that one directive or another of the table takes. */
const values = ['1', '4k', '1s', 'off', 'a', '8 4k', 'TLSv1.2', 'HIGH', 'a $b', 'http://127.0.0.1:1'];

describe('what stands twice is refused as nginx refuses it', () => {
  test('of 90 directives', () => {
    const wrong: string[] = [];
    let once = 0;
    let often = 0;
    const inServer = names.filter((name) => commandsOf(name)?.some(({ contexts }) => /[sl]/.test(contexts)));
    for (let i = 0; i < 90; i++) {
      const name = inServer[Math.floor(next() * inServer.length)] ?? '';
      const letter = commandsOf(name)?.some(({ contexts }) => contexts.includes('l')) ? 'l' : 's';
      const place = places[letter];
      const value = (commandsOf(name)?.every(isFlag) ? ['on'] : values).find(
        (each) => folder.test(place?.(`${name} ${each};`) ?? '').accepted,
      );
      if (!place || value === undefined) continue;
      const text = place(`${name} ${value};\n${name} ${value};`);
      const theirs = /directive is duplicate/.test(folder.test(text).output);
      const { document } = reader.read(`events {}\n${text}`);
      const ours = document ? [...repeatsIn(document)].length > 0 : undefined;
      if (ours !== theirs) wrong.push(`${name}: ${ours}`);
      if (theirs) once++;
      else often++;
    }
    expect(wrong).toEqual([]);
    expect(once).toBeGreaterThan(15);
    expect(often).toBeGreaterThan(3);
  }, 60_000);
});

test.each([
  ['location /a { }\nlocation ^~ /a { }', true],
  ['location = /a { }\nlocation /a { }', false],
  ['location = /a { }\nlocation =/a { }', true],
  ['location ~ /a { }\nlocation ~ /a { }', false],
  ['listen 18443;\nlisten *:18443;', true],
  ['listen 18443;\nlisten [::]:18443;', false],
])('%j twice: %s', (lines, expected) => {
  const text = `http { server {\n${lines}\n} }`;
  const { document } = reader.read(`events {}\n${text}`);
  expect(document && [...repeatsIn(document)].length > 0).toBe(expected);
  expect(folder.test(text).accepted).toBe(!expected);
});
