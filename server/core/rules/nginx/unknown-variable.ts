import { editDistance } from '../../base/edit-distance.ts';
import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf, type NginxConfiguration } from '../../config/nginx/configuration.ts';
import { noteAsked } from '../../config/nginx/level.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { sslVariables } from '../../config/nginx/ssl-variables.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (variable: string): string => `server {\n    listen 443 ssl;\n    add_header X-Client ${variable};\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report variables about TLS that nginx does not have.',
  why: 'With an unknown variable nginx does not start: "unknown variable".',
  exceptions:
    'Variables that another module or an included file defines: where one is included that may, nothing is said.',
  invalid: [
    { language: 'nginx', text: text('$ssl_client_subject'), fixed: text('$ssl_client_s_dn') },
    { language: 'nginx', text: text('$ssl_client_verfy'), fixed: text('$ssl_client_verify') },
    { language: 'nginx', text: text('$ssl_protocols'), fixed: text('$ssl_protocol') },
  ],
  valid: [
    { language: 'nginx', text: text('$ssl_client_s_dn') },
    { language: 'nginx', text: text('$ssl_protocols').replace('    add', '    set $ssl_protocols a;\n    add') },
    {
      language: 'nginx',
      text: `map $ssl_client_s_dn $ssl_client_name {\n    default "";\n}\n${text('$ssl_client_name')}`,
    },
  ],
};

/** What people call them elsewhere (Apache: SSL_CLIENT_S_DN and the like). */
const others: Readonly<Record<string, string>> = {
  ssl_client_subject: 'ssl_client_s_dn',
  ssl_client_subject_dn: 'ssl_client_s_dn',
  ssl_client_dn: 'ssl_client_s_dn',
  ssl_client_issuer: 'ssl_client_i_dn',
  ssl_client_issuer_dn: 'ssl_client_i_dn',
  ssl_client_certificate: 'ssl_client_escaped_cert',
  ssl_client_m_serial: 'ssl_client_serial',
  ssl_client_verified: 'ssl_client_verify',
};

export const rule = defineRule({
  id: 'nginx/unknown-variable',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#variables'],
  messages: {
    nearest: 'nginx has no variable {name} and does not start. Did you mean {nearest}?',
    unknown: 'nginx has no variable {name} and does not start.',
  },
  *check({ configuration }, { uri }) {
    // Few configurations name one, and looking at every word takes time.
    if (!namesUnknown(configuration.text)) return noteAsked();
    if (!configuration.isCertain || !seesAll(configuration.root, /./)) return;
    const { root } = configuration;
    const own = new Set<string>();
    for (const level of levelsOf(root)) {
      if (!seesAll(level, /./)) return;
      for (const name of definitions(level.own)) own.add(name);
    }
    for (const level of levelsOf(root)) {
      for (const word of wordsOf([...level.own.values()].flat())) {
        for (const { 0: whole, 1: name = '', index } of word.value.matchAll(/\$\{?(ssl_[a-z0-9_]+)\}?/g)) {
          if (sslVariables.has(name) || own.has(name)) continue;
          const isClient = name.startsWith('ssl_client_');
          const nearest = nearestOf(name, isClient ? 4 : 3);
          // Others may be a module's, or captured by a regular expression.
          if (!isClient && (!nearest || configuration.text.includes(`<${name}>`))) continue;
          // Escapes move what follows them.
          const isLiteral = word.content.end - word.content.start === word.value.length;
          const at = word.content.start + index + whole.indexOf(name);
          const place = isLiteral ? span(at, at + name.length) : word.span;
          yield {
            span: place,
            message: nearest ? 'nearest' : 'unknown',
            data: { name: `$${name}`, nearest: nearest ? `$${nearest}` : '' },
            proposals:
              nearest && isLiteral
                ? [
                    {
                      title: message('Write {name}', { name: `$${nearest}` }),
                      kind: 'suggestion',
                      edits: [{ uri, span: place, text: nearest }],
                    },
                  ]
                : [],
          };
        }
      }
    }
  },
});

/** Whether the text has a `$ssl_…` that nginx does not have. */
function namesUnknown(text: string): boolean {
  for (const [, name = ''] of text.matchAll(/\$\{?(ssl_[a-z0-9_]+)/g)) if (!sslVariables.has(name)) return true;
  return false;
}

/** The variables that directives of a level define: `set $a b`, `map $a $b { … }`, `js_set $a b`. */
function* definitions(own: NginxConfiguration['root']['own']): Iterable<string> {
  for (const [name, directives] of own) {
    if (
      !/^(?:set|map|geo|split_clients|keyval|perl_set|auth_jwt_claim_set|uwsgi_cache_key)$|_set$|^set_|^map/.test(name)
    )
      continue;
    for (const { args } of directives) for (const { value } of args) if (/^\$\w+$/.test(value)) yield value.slice(1);
  }
}

/** The arguments of directives, and of those in blocks that are no level of their own; code of Lua left out. */
function* wordsOf(directives: readonly Directive[]): Iterable<Word> {
  for (const { name, args, body } of directives) {
    if (!/_by_lua/.test(name.value)) yield* args;
    if (!body || /^(?:server|http|location|if|limit_except|stream|mail)$/.test(name.value)) continue;
    if (!/_by_lua/.test(name.value)) yield* wordsOf(body.children);
  }
}

function nearestOf(name: string, within: number): string | undefined {
  if (Object.hasOwn(others, name)) return others[name];
  let best: string | undefined;
  let least = within;
  for (const known of sslVariables) {
    const distance = editDistance(name, known, least);
    if (distance < least) {
      best = known;
      least = distance;
    }
  }
  return best;
}
