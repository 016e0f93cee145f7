/** What is said of the values of nginx's directives, put to nginx. */
import { afterAll, describe, expect, test } from 'vitest';
import { isTime, slotOf } from '../../../../server/core/config/nginx/directives/slots.ts';
import { commandsOf, directiveNames } from '../../../../server/core/config/nginx/directives/table.ts';
import { NginxFolder } from './nginx.ts';

const folder = new NginxFolder();
afterAll(() => folder.remove());

const places: readonly (readonly [letter: string, place: (directive: string) => string])[] = [
  ['h', (directive) => `http { ${directive} }`],
  ['s', (directive) => `http { server { ${directive} } }`],
  ['l', (directive) => `http { server { location / { ${directive} } } }`],
  ['u', (directive) => `http { upstream a { server 127.0.0.1:1; ${directive} } }`],
  ['T', (directive) => `stream { ${directive} }`],
  ['V', (directive) => `stream { server { listen 18999; proxy_pass 127.0.0.1:1; ${directive} } }`],
  ['M', (directive) => `mail { ${directive} }`],
];
const modules = ['stream', 'mail'].map((name) => `load_module /usr/lib/nginx/modules/ngx_${name}_module.so;`).join(' ');

/** Values of every kind; what a directive takes of them is what nginx takes. */
const values = [
  ...['1', '0', '400', '4k', '4K', '2m', '1g', '30s', '100ms', '1h30m', '30m1h', '1M', '1y', '-1', '1.5', '10x', 'k'],
  ...['off', 'ON', 'any', 'error', 'http_504', 'updating', 'GET', 'get', 'Set-Cookie', '1.0', 'jsonp', 'none', 'plain'],
  ...['4 8k', '0 8k', '8k 4', '4 0', '99999999999999999999', 'secure', 'put', 'notice', 'auth'],
];
/** What a value may be apart from what its kind says: compared with another setting, or a power of two. */
const other =
  /must be|cannot be zero|could not build|less than|greater than|equal to|is deprecated|obsolete|too (?:small|big|large)|is not supported|is duplicate/;
/** Words that came with later versions. */
const newer = /^(?:denied|2|xoauth2|oauthbearer)$/;

/** The same in every run. */
let state = 20261129;
function shuffled(): string[] {
  return values
    .map((value) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return { value, at: state };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

const names = [...directiveNames()].filter((name) => slotOf(name));

test('there are more than 150', () => expect(names.length).toBeGreaterThan(150));

describe('nginx reads the values of each as its kind says', () => {
  test.each(names)('%s', (name) => {
    const [letter, place] =
      places.find(([at]) => commandsOf(name)?.some(({ contexts }) => contexts.includes(at))) ?? [];
    if (!letter || !place) return;
    const slot = slotOf(name);
    const wrong: string[] = [];
    for (const value of shuffled().slice(0, 7)) {
      if (newer.test(value) || (name === 'proxy_next_upstream' && value === 'ON')) continue;
      const { accepted, output } = folder.test(place(`${name} ${value};`), modules);
      if (/unknown directive/.test(output)) return;
      if (/invalid number of arguments/.test(output) || other.test(output)) continue;
      const isTaken = value.split(' ').every((word, i) => slot?.accepts(word, i));
      if (isTaken !== accepted) wrong.push(`${value}: ${isTaken}, ${output.split('\n')[0]}`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['1h30m', true, true],
  ['1h30', true, true],
  ['30m1h', false, false],
  ['1y', true, false],
  ['1w 2d', true, true],
  ['100ms', false, true],
  ['1 s', false, false],
  ['s', false, false],
  ['', false, false],
  ['99999999999999999999', false, false],
])('the time %j: in seconds %s, in milliseconds %s', (value, seconds, milliseconds) => {
  expect([isTime(value, 'seconds'), isTime(value, 'milliseconds')]).toEqual([seconds, milliseconds]);
  const taken = (directive: string): boolean => folder.test(`http { ${directive} "${value}"; }`, '').accepted;
  expect([taken('open_file_cache_valid'), taken('client_body_timeout')]).toEqual([seconds, milliseconds]);
});
