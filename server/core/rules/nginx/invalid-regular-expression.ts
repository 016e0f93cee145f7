import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { patternsOf } from '../../config/nginx/patterns.ts';
import { patternFault } from '../../config/nginx/regular-expression.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (location: string): string =>
  `server {\n    listen 443 ssl;\n    location ${location} {\n        return 404;\n    }\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report regular expressions that PCRE does not compile.',
  why: 'With one nginx does not start, or keeps its old configuration when it is told to reload: "pcre2_compile() failed".',
  exceptions: 'What only some versions of PCRE refuse is not reported.',
  invalid: [
    { language: 'nginx', text: text('~ \\.(php|cgi$') },
    { language: 'nginx', text: text('~ *.php$') },
    { language: 'nginx', text: text('"~^/x{3,1}$"') },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    server_name ~^(www\\.)?(.+$;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    rewrite ^/old/[a-z /new last;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($http_user_agent ~ "[z-a]") {\n        return 403;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'map $ssl_server_name $backend {\n    default a;\n    "~*^(api|www\\.example" b;\n}\nserver {\n    listen 443 ssl;\n}\n',
    },
  ],
  valid: [
    { language: 'nginx', text: text('~* "^/(?<year>\\d{4})/[^/]+\\.(?:jpe?g|png)$"') },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($http_user_agent ~* (bot|crawler)) {\n        return 403;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/invalid-regular-expression',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#location', 'pcre2pattern(3)'],
  messages: {
    'unclosed-group': 'This parenthesis is never closed: nginx does not start with this regular expression.',
    'unopened-group': 'This parenthesis closes nothing: nginx does not start with this regular expression.',
    'unclosed-class': 'This bracket is never closed: nginx does not start with this regular expression.',
    'nothing-to-repeat': '{part} has nothing before it to repeat: nginx does not start with this regular expression.',
    'bounds-out-of-order':
      '{part} counts from more to less, or too far: nginx does not start with this regular expression.',
    'range-out-of-order': '{part} ends before it begins: nginx does not start with this regular expression.',
    'unknown-group': 'PCRE knows no group {part}: nginx does not start with this regular expression.',
    'group-name':
      'The name of this group is not one: it is letters, digits and underscores, no digit first. nginx does not start.',
    'duplicate-name': 'Two groups are called {part}: nginx does not start with this regular expression.',
    'unknown-escape': 'PCRE does not know {part}: nginx does not start with this regular expression.',
    'missing-group': 'There is no group for {part}: nginx does not start with this regular expression.',
    'class-outside':
      '{part} means something only within brackets, as in [[:alpha:]]: nginx does not start with this regular expression.',
    'unknown-class': 'PCRE knows no class {part}: nginx does not start with this regular expression.',
    'endless-lookbehind':
      'What is looked for behind must have a length: nginx does not start with this regular expression.',
  },
  *check({ configuration }) {
    if (!configuration.isCertain) return;
    for (const level of levelsOf(configuration.root)) {
      for (const { word, pattern, start } of patternsOf(level)) {
        const fault = patternFault(pattern);
        if (!fault) continue;
        // Escapes that nginx resolves move what follows them.
        const isLiteral = word.content.end - word.content.start === word.value.length;
        const from = word.content.start + start;
        yield {
          span: isLiteral ? span(from + fault.start, from + fault.end) : word.span,
          message: fault.kind,
          data: { part: pattern.slice(fault.start, fault.end).slice(0, 40) },
        };
      }
    }
  },
});
