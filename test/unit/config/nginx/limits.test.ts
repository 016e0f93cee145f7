import { describe, expect, test } from 'vitest';
import { language } from '../../../../server/core/config/nginx/language.ts';
import { nginxLimits } from '../../../../server/core/config/nginx/tree.ts';

function milliseconds(text: string): number {
  const start = performance.now();
  language.concerns(text);
  language.recognises?.(text);
  language.read(text);
  return performance.now() - start;
}

describe('time', () => {
  test.each([
    ...['a', ' ', '\n', '"', "'", ';', '{', '}', '{{', '{%', '$', '\\', '#', 'server{', '_by_lua_block{'],
    ...['x_by_lua_block {[[', 'x_by_lua_block {\n', '"\n', '"a\'b\n', 'ssl_a\n', 'server\n', 'a = ', '[a '],
    ...['proxy_pass https://a;', 'ssl_a b;server{ssl_a b;}', 'ssl_protocols TLSv1;server{listen 1 ssl;}'],
  ])('a long run of %j takes linear time', (unit) => {
    const run = (length: number) => milliseconds(unit.repeat(Math.ceil(length / unit.length)));
    // Quadratic time would take minutes; the bound leaves room for a machine that has other work.
    run(20_000);
    expect(run(100_000)).toBeLessThan(5_000);
  });

  test('5,000 lines take a few milliseconds', () => {
    const server = `server {
      listen 443 ssl; # "comment
      server_name a.example www.a.example;
      ssl_certificate certs/a.pem;
      ssl_certificate_key certs/a.key;
      ssl_protocols TLSv1.2 TLSv1.3;
      location ~ "\\.php$" {
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_pass https://backend;
        proxy_ssl_verify off;
      }
    }
    `;
    const text = `http {\n${server.repeat(417)}}`;
    expect(text.split('\n').length).toBeGreaterThan(5000);
    // The fastest of some: the machine has other work.
    const times = Array.from({ length: 25 }, () => milliseconds(text));
    expect(Math.min(...times)).toBeLessThan(150);
  });
});

describe('bounds are said', () => {
  test('depth', () => {
    const { problems } = language.read(`${'a{'.repeat(nginxLimits.depth + 1)}ssl on;`);
    expect(problems.map(({ code }) => code)).toContain('nginx-too-deep');
  });

  test('length', () => {
    const { problems } = language.read(`${'# comment\n'.repeat(nginxLimits.characters / 10)}ssl on;`);
    expect(problems.map(({ code }) => code)).toEqual(['nginx-too-long']);
  });

  test('inherited settings', () => {
    const { contexts, problems } = language.read(`ssl_protocols ${'TLSv1 '.repeat(200)};server { ssl_crl a; }`);
    expect(contexts.map(({ protocols }) => protocols?.length)).toEqual([100]);
    expect(problems.map(({ code }) => code)).toEqual(['nginx-too-many']);
  });

  test('problems', () => {
    expect(language.read(';'.repeat(1000)).problems).toHaveLength(nginxLimits.problems);
  });
});
