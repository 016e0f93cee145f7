import { describe, expect, test } from 'vitest';
import { language } from '../../../../server/core/config/nginx/language.ts';
import { nginxLimits } from '../../../../server/core/config/nginx/limits.ts';
import { reader } from '../../../../server/core/config/nginx/reader.ts';
import { analyseText } from '../../../support/analyse-text.ts';

/** Processor time of this thread: the machine may have other work. */
function milliseconds(text: string, times = 1): number {
  const before = process.threadCpuUsage();
  for (let i = 0; i < times; i++) {
    language.concerns(text);
    language.recognises?.(text);
    reader.read(text);
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / times;
}

describe('time', () => {
  test.each([
    ...['a', ' ', '\n', '"', "'", ';', '{', '}', '{{', '{%', '$', '\\', '#', 'server{', '_by_lua_block{'],
    ...['x_by_lua_block {[[', 'x_by_lua_block {\n', '"\n', '"a\'b\n', 'ssl_a\n', 'server\n', 'a = ', '[a '],
    ...['proxy_pass https://a;', 'ssl_a b;server{ssl_a b;}', 'ssl_protocols TLSv1;server{listen 1 ssl;}'],
  ])('a long run of %j takes linear time', (unit) => {
    // What is linear takes some 20 ms, at most 170; what grew with the square took thousands.
    expect(milliseconds(unit.repeat(Math.ceil(100_000 / unit.length)))).toBeLessThan(6_000);
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
    milliseconds(text, 10);
    // About 3; a busy machine takes several times that.
    expect(milliseconds(text, 20)).toBeLessThan(400);
  });
});

describe('bounds are said', () => {
  test('depth', () => {
    const { problems } = reader.read(`${'a{'.repeat(nginxLimits.depth + 1)}ssl on;`);
    expect(problems.map(({ code }) => code)).toContain('nginx-too-deep');
    const templated = reader.read(`{% if a %}${'a{'.repeat(nginxLimits.depth + 1)}`);
    expect(templated.problems.map(({ code }) => code)).toEqual(['nginx-too-deep']);
  });

  test('length', () => {
    const { problems } = reader.read(`${'# comment\n'.repeat(nginxLimits.characters / 10)}ssl on;`);
    expect(problems.map(({ code }) => code)).toEqual(['nginx-too-long']);
  });

  test('inherited settings', () => {
    const { contexts, problems } = reader.read(`ssl_protocols ${'TLSv1 '.repeat(200)};server { ssl_crl a; }`);
    expect(contexts.map(({ protocols }) => protocols?.length)).toEqual([nginxLimits.inherited]);
    expect(problems.map(({ code }) => code)).toEqual(['nginx-too-many']);
  });

  test('words and marks', () => {
    const { problems, contexts } = reader.read(`server { listen 443 ssl; }\n${'a '.repeat(nginxLimits.tokens)}`);
    expect(problems.map(({ code }) => code)).toContain('nginx-too-long');
    expect(contexts).toHaveLength(1);
  });

  test.each([
    ['words', `ssl_protocols TLSv1.2;\n${'a '.repeat(nginxLimits.tokens)}`],
    ['nested blocks', `ssl_protocols TLSv1.2;\n${'a {\n'.repeat(nginxLimits.depth + 1)}`],
    ['inherited settings', `ssl_protocols ${'TLSv1.2 '.repeat(nginxLimits.inherited + 1)};\nserver { ssl_crl a; }`],
  ])('a person sees it: %s', async (_, text) => {
    const { findings } = await analyseText('nginx', text);
    expect(findings.filter(({ rule }) => rule === 'tls/not-searched')).toHaveLength(1);
  });

  test('problems', () => {
    expect(reader.read(';'.repeat(1000)).problems).toHaveLength(nginxLimits.problems);
  });
});
