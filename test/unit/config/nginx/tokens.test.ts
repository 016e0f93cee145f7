import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { tokenize } from '../../../../server/core/config/nginx/tokens.ts';
import { parse } from '../../../../server/core/config/nginx/tree.ts';
import { NginxFolder } from './nginx.ts';

/** Words as values in brackets, everything else by its text. */
function shown(text: string): string {
  return tokenize(text)
    .tokens.map((token) => {
      if (token.kind === 'word') return `[${token.value}]`;
      return `${token.kind === 'raw' || token.kind === 'template' ? `${token.kind}:` : ''}${text.slice(token.span.start, token.span.end)}`;
    })
    .join(' ');
}

describe('tokens', () => {
  test.each([
    ['listen 443 ssl;', '[listen] [443] [ssl] ;'],
    ['a{b;}', '[a] { [b] ; }'],
    ['a b#c;', '[a] [b#c] ;'],
    ['a b}c;', '[a] [b}c] ;'],
    ['a b"c d";', '[a] [b"c] [d"] ;'],
    ['a # b; {\nc;', '[a] # b; { [c] ;'],
    ['a # b\r\nc;', '[a] # b [c] ;'],
    ['a "b; {c} #";', '[a] [b; {c} #] ;'],
    ['a \'b "c"\';', '[a] [b "c"] ;'],
    ['a "b\n c";', '[a] [b\n c] ;'],
    ['a "\\"\\\'\\\\\\t\\n\\r\\x";', '[a] ["\'\\\t\n\r\\x] ;'],
    ['a b\\ c\\;d;', '[a] [b\\ c\\;d] ;'],
    ['a \\"b;', '[a] ["b] ;'],
    ['a "";', '[a] [] ;'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: nginx's variables look like JavaScript's.
    ['a ${b}c ${d $e{', '[a] [${b}c] [${d] [$e] {'],
    ['location ~ ^/\\d{2} {', '[location] [~] [^/\\d] { [2}] {'],
    ['\ufeffuser a;', '[user] [a] ;'],
    ['a {{ b; }} c;', '[a] [{{ b; }}] [c] ;'],
    ['a x{{ b }}y.pem;', '[a] [x{{ b }}y.pem] ;'],
    ['a <%= @b %>;', '[a] [<%= @b %>] ;'],
    ['{{ if .x }}\na b;\n{{ end }}', 'template:{{ if .x }} [a] [b] ; template:{{ end }}'],
    ['{% if x %} a {{{ b }}}; {# } #}', 'template:{% if x %} [a] [{{{ b }}}] ; template:{# } #}'],
    ['a "{{ default "b" .c }}" d;', '[a] [{{ default "b" .c }}] [d] ;'],
    ['a b;\n  ... and so on, as above\n}', '[a] [b] ; template:... and so on, as above }'],
    ['a { ... } [...]\n… # b', '[a] { template:...  } template:[...] template:…  # b'],
    ['a ... b;', '[a] [...] [b] ;'],
    [
      '%%C-D%% # e\n@F@\r\n__G__\n$H\n$H b;\n$i\nb;',
      'template:%%C-D%% # e template:@F@ template:__G__ template:$H [$H] [b] ; [$i] [b] ;',
    ],
    ['a {{\n  b {c};\n}} d {e;}}', '[a] template:{ { [b] [{c}] ; template:} } [d] { [e] ; } }'],
    ['a x{$b.c}.pem {d} %{e};', '[a] [x{$b.c}.pem] [{d}] [%{e}] ;'],
    [
      '{if $a}b;{else}c;{/if} %{ if d ~}e;',
      'template:{if $a} [b] ; template:{else} [c] ; template:{/if} template:%{ if d ~} [e] ;',
    ],
    ['server {# no template\n}', '[server] { # no template }'],
    [
      'content_by_lua_block { local a = { "}" } -- }\n b = [[}]] }',
      '[content_by_lua_block] { raw: local a = { "}" } -- }\n b = [[}]]  }',
    ],
    ['set_by_lua_block $a { return 1; } b;', '[set_by_lua_block] [$a] { raw: return 1;  } [b] ;'],
    ['  x_by_lua_block {\n    say("it)\n  {{\n  }\n  b;', '[x_by_lua_block] { raw:\n    say("it)\n  {{\n   } [b] ;'],
  ])('%j', (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(tokenize(text).problems).toEqual([]);
  });

  test.each([
    ['a "b;\nc d;', '[a] [b] ; [c] [d] ;', 'nginx-unclosed-quote'],
    ['a "b;\nc "d";', '[a] [b] ; [c] [d] ;', 'nginx-unclosed-quote'],
    ['a "b" c "d {\n e;', '[a] [b] [c] [d] { [e] ;', 'nginx-unclosed-quote'],
    ['a "b"c;', '[a] [b] [c] ;', 'nginx-after-quote'],
    ['a "', '[a] []', 'nginx-unclosed-quote'],
  ])('%j is recovered', (text, expected, code) => {
    expect(shown(text)).toBe(expected);
    expect(tokenize(text).problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe('nginx itself', () => {
  const folder = new NginxFolder();
  afterAll(() => folder.remove());

  /** `include` tells in its error message which one argument it got. */
  function included(parameter: string): { path: string | undefined; syntaxError: boolean } {
    const { output } = folder.test(`include ${parameter}`);
    const start = output.indexOf(join(folder.path, 'given='));
    const end = output.indexOf('" failed (2: No such file', start);
    return {
      path: start < 0 || end < 0 ? undefined : output.slice(start + folder.path.length + 1, end),
      syntaxError: output.includes('] unexpected '),
    };
  }

  const special = fc.constantFrom('"', "'", '\\', '$', '{', '}', '#', ' ', ';', '\t', '\n', '\r', ')', '${');
  const piece = fc.oneof(special, fc.constantFrom('n', 't', 'r', 'x', '\\n', '\\"', '}', '#'));
  const body = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const ending = fc.constantFrom(';', ';', '{', '');
  const parameter = fc.oneof(
    fc
      .tuple(fc.constantFrom('', '"', "'"), body, ending)
      .map(([quote, text, end]) => `${quote}given=${text}${quote}${end}`),
    fc.tuple(fc.constantFrom('"', "'"), body, ending).map(([quote, text, end]) => `${quote}given=${text}${end}`),
  );

  test('reads the same parameter, and stops only where we see a problem', () => {
    let read = 0;
    fc.assert(
      fc.property(parameter, (text) => {
        const { path, syntaxError } = included(text);
        const { children, problems } = parse(`include ${text}`);
        if (syntaxError && !/\{[{#]/.test(text)) expect(problems).not.toEqual([]);
        if (path === undefined) return;
        read++;
        const [first] = children;
        expect(first?.args.map((word) => word.value)).toEqual([path]);
        expect(first?.semicolon).toBeDefined();
        // nginx stops at the missing file: what follows the first directive is not compared.
        expect(problems.filter(({ span }) => span.start < (first?.span.end ?? 0))).toEqual([]);
      }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as above.
      { numRuns: 60, examples: [['given=a;'], ['"given=\\"\\n\\x";'], ['given=${a{b};']] },
    );
    expect(read).toBeGreaterThanOrEqual(3);
  });

  test.each([
    'map $host $x {\n a 1\n}',
    'map $host $x { a 1;',
    'map $host $x { a 1; } }',
    'map $host $x { a "1;\n}\n',
    'map $host $x { a "1"2; }\n',
    'map $host $x { a 1;; }\n',
    'keepalive_timeout 1\nserver_tokens off;',
    '{ }',
  ])('refuses %j, and we say why', (text) => {
    expect(folder.testHttp(text).accepted).toBe(false);
    expect(parse(text).problems).toHaveLength(1);
  });

  test.each([
    'map $host $x {# {# } \n "a}" 1; b} 2; default \'\n\'; }',
    'server { listen 127.0.0.1:1; location ~ "^/\\d{2}" { return 200 "{\\"a\\": {{\n"; } }',
    'log_format a\n  escape=json\n  "$host";',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above.
    'server { server_name a;\r\n  if ($host = "a;b") { return 301 https://${host}/$1; } } # }',
  ])('accepts %j, and so do we', (text) => {
    expect(folder.testHttp(text).output).toContain('test is successful');
    expect(parse(text).problems).toEqual([]);
  });
});
