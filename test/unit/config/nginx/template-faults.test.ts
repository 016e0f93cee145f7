/** What is said of a template: that which no mark has to do with. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../../../support/analyse-text.ts';

const syntax = /^nginx\/(?:unknown-directive|wrong-argument-count|wrong-context|missing-semicolon|unbalanced-brace)$/;

/** Rules, each with its line. */
async function faults(...lines: string[]): Promise<string[]> {
  const text = `${lines.join('\n')}\n`;
  const { findings } = await analyseText('nginx', text);
  return findings
    .filter(({ rule }) => syntax.test(rule))
    .map(({ rule, span }) => `${rule.slice(6)} ${text.slice(0, span.start).split('\n').length}`);
}

const server = ['server {', '    listen 443 ssl;', '    server_name a.example;'];
const marked = ['    {% if extra %}', '    {{ extra }}', '    {% endif %}'];

describe('said', () => {
  test.each<[string, string[], string[]]>([
    ['a name', [...server, '    ssl_protocol TLSv1.3;', ...marked, '}'], ['unknown-directive 4']],
    ['a name after a mark', [...server, ...marked, '    ssl_protocol TLSv1.3;', '}'], ['unknown-directive 7']],
    [
      'a number of arguments',
      [...server, ...marked, '    ssl_certificate a.pem b.pem;', '}'],
      ['wrong-argument-count 7'],
    ],
    ['a flag', [...server, ...marked, '    ssl_session_tickets yes;', '}'], ['wrong-argument-count 7']],
    [
      'a place in a block without marks',
      [...server, ...marked, '    location / {', '        ssl_certificate a.pem;', '    }', '}'],
      ['wrong-context 8'],
    ],
    [
      'a semicolon far from marks',
      [
        ...server,
        '    ssl_certificate a.pem',
        '    ssl_certificate_key a.key;',
        '    root /srv;',
        '    index a;',
        ...marked,
        '}',
      ],
      ['missing-semicolon 4'],
    ],
    [
      'a quote far from marks',
      [...marked, '', '', ...server, '    add_header X-A "b;', '    root /srv;', '}'],
      ['unbalanced-brace 9'],
    ],
    [
      'beside what documentation leaves out',
      [...server, '    ...', '    ssl_protocol TLSv1.3;', '}'],
      ['unknown-directive 5'],
    ],
    [
      'after a statement of Go',
      [...server, '    {{- range .Hosts }}', '    ssl_protocol TLSv1.3;', '    {{- end }}', '}'],
      ['unknown-directive 5'],
    ],
    [
      'between statements of Blade',
      [...server, '    @foreach ($a as $b)', '    ssl_protocol TLSv1.3;', '    @endforeach', '}'],
      ['unknown-directive 5'],
    ],
  ])('%s', async (_, lines, expected) => expect(await faults(...lines)).toEqual(expected));
});

describe('not said', () => {
  test.each<[string, string[]]>([
    [
      'of a line with a mark',
      [...server, ...marked, '    ssl_protocol {{ versions }};', '    ssl_protocol TLSv1.3; {# old #}', '}'],
    ],
    [
      'after a value that may be the beginning',
      [...server, ...marked, '    {{ name }}', '    ssl_protocol TLSv1.3;', '}'],
    ],
    [
      'of a mark over several lines',
      [...server, '    {{- if or', '    ssl_protocol TLSv1.3;', '    }}', '    root /srv;', '    {{- end }}', '}'],
    ],
    ['of code', ['<%', 'ssl_protocol TLSv1.3;', '%>', ...server, '}']],
    ['of a comment', ['{% comment %}', 'ssl_protocol TLSv1.3;', '{% endcomment %}', ...server, '}']],
    ['of a comment over several lines', ['{#', 'ssl_protocol TLSv1.3;', "it's old", '#}', ...server, '}']],
    ['of arguments that a mark may add', [...server, ...marked, '    ssl_certificate', '        {{ file }};', '}']],
    [
      'of a semicolon that a mark may hold',
      [...server, '    ssl_certificate a.pem', ...marked, '    ssl_certificate_key a.key;', '}'],
    ],
    [
      'of a semicolon near a mark',
      [...server, '    ssl_certificate a.pem', '    ssl_certificate_key a.key;', ...marked, '}'],
    ],
    [
      'of places that a mark may make',
      [
        ...server,
        '    location / {',
        '    {% if a %}',
        '    }',
        '    {% endif %}',
        '    ssl_certificate a.pem;',
        '    ssl_certificate_key a.key;',
        '}',
      ],
    ],
    [
      'of the entries of a table',
      [
        'map $ssl_protocol $a {',
        '    {% for a in b %}',
        '    {{ a }} 1;',
        '    {% endfor %}',
        '    ssl_protocol 1;',
        '}',
        ...server,
        '}',
      ],
    ],
    [
      'of braces',
      [
        ...server,
        '    {% if a %}',
        '    location / {',
        '    {% else %}',
        '    location /b {',
        '    {% endif %}',
        '        return 204;',
        '    }',
        '}',
      ],
    ],
    [
      'of quotes that a mark may hold',
      [...server, ...marked, '    add_header X-A "b;', '    {% if c %}', '    ";', '    {% endif %}', '}'],
    ],
    [
      'of statements of Blade',
      [...server, '    @if($a->b(1) === 1)', '    http2 on;', '    @else', '    http2 off;', '    @endif', '}'],
    ],
  ])('%s', async (_, lines) => expect(await faults(...lines)).toEqual([]));
});
