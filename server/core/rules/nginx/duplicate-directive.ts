import { message } from '../../base/message.ts';
import { remove } from '../../config/nginx/edits.ts';
import { type Repeat, repeatsIn } from '../../config/nginx/repeats.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report settings, locations and addresses that stand twice in one block.',
  why: 'Most settings nginx takes once a block, and so it does a path and an address: with a second one it does not start ("directive is duplicate"). Often one of the two comes from an included file.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_tickets off;\n    ssl_buffer_size 4k;\n    ssl_session_tickets off;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_session_tickets off;\n    ssl_buffer_size 4k;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_timeout 1h;\n    ssl_session_timeout 10m;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    location /a {\n        return 204;\n    }\n    location ^~ /a {\n        return 404;\n    }\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    listen 0.0.0.0:443 ssl;\n}\n' },
    {
      language: 'nginx',
      text: 'http {\n    log_format tls $ssl_protocol;\n    log_format tls $ssl_cipher;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n        proxy_redirect http://a.example/ /;\n        proxy_redirect http://b.example/ /;\n        proxy_cookie_path /a/ /;\n        proxy_cookie_path /b/ /;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    listen [::]:443 ssl;\n    ssl_session_tickets off;\n    location = /a {\n        return 204;\n    }\n    location /a {\n        add_header A b;\n        add_header C d;\n    }\n}\nserver {\n    listen 443 ssl;\n    ssl_session_tickets off;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/duplicate-directive',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/beginners_guide.html#conf_structure'],
  messages: {
    directive: '{name} stands in this block already: nginx does not start with two. Keep one of them.',
    location: 'This block has a location {name} already: nginx does not start with two. Keep one of them.',
    listen: 'This server listens on {name} already: nginx does not start with two. Remove one of them.',
  },
  *check({ configuration }, { uri }) {
    if (!configuration.isCertain) return;
    for (const repeat of repeatsIn(configuration)) {
      const { kind, directive, first } = repeat;
      yield {
        span: directive.body ? directive.name.span : headSpan(directive),
        message: kind,
        data: { name: nameOf(repeat) },
        related: [{ uri, span: headSpan(first), message: message('The other one is here.') }],
        proposals: isSame(directive, first) ? [removal(configuration.text, directive, uri)] : [],
      };
    }
  },
});

function nameOf({ kind, directive: { name, args }, of }: Repeat): string {
  if (kind === 'directive') return of === undefined ? name.value : `${name.value} ${of.slice(0, 80)}`;
  return args.map(({ value }) => value).find((value) => kind === 'listen' || !/^(?:=|\^~)$/.test(value)) ?? '';
}

function isSame(directive: Directive, first: Directive): boolean {
  if (directive.body || directive.args.length !== first.args.length) return false;
  return directive.args.every(({ value }, i) => value === first.args[i]?.value);
}

function removal(text: string, directive: Directive, uri: string): Proposal {
  return {
    title: message('Remove {name}', { name: directive.name.value }),
    kind: 'automatic',
    edits: [{ ...remove(text, directive), uri }],
  };
}
