import { editDistance } from '../../base/edit-distance.ts';
import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { isMainFile } from '../../config/nginx/contexts.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isShippedTable, seesAll } from '../../config/nginx/sight.ts';
import { foreignVariables, variablesMade, variablesOfNginx } from '../../config/nginx/variables.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (variable: string): string => `server {\n    listen 443 ssl;\n    add_header X-Client ${variable};\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report variables that nginx does not have and the configuration does not make.',
  why: 'With an unknown variable nginx does not start: "unknown variable".',
  exceptions:
    'Variables that another module or a file that cannot be seen defines: where there may be one, only what is nearly the name of one of nginx’s own is reported.',
  invalid: [
    { language: 'nginx', text: text('$ssl_client_subject'), fixed: text('$ssl_client_s_dn') },
    { language: 'nginx', text: text('$ssl_client_verfy'), fixed: text('$ssl_client_verify') },
    { language: 'nginx', text: text('$ssl_protocols'), fixed: text('$ssl_protocol') },
    {
      language: 'nginx',
      text: text('$ssl_protocol').replace(
        'add_header X-Client',
        'proxy_set_header X-Real-IP $remote_adr;\n    add_header X',
      ),
      fixed: text('$ssl_protocol').replace(
        'add_header X-Client',
        'proxy_set_header X-Real-IP $remote_addr;\n    add_header X',
      ),
    },
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 80;\n        return 301 https://$hots$request_uri;\n    }\n}\n',
      fixed: 'http {\n    server {\n        listen 80;\n        return 301 https://$host$request_uri;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'http {\n    map $ssl_server_name $upstream {\n        default $backend;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 80;\n        location ~ ^/(?<tenant>\\w+)/ {\n            set $path $1;\n            add_header X-Tenant $tenant$path$cookie_a;\n        }\n    }\n}\n',
    },
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
  references: [
    'https://nginx.org/en/docs/varindex.html',
    'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#variables',
  ],
  messages: {
    nearest: 'nginx has no variable {name} and does not start. Did you mean {nearest}?',
    unknown: 'nginx has no variable {name} and does not start.',
  },
  *check({ configuration }, { uri }) {
    const { isCertain, root, tree } = configuration;
    if (!isCertain) return;
    const uses = foreignVariables(root);
    if (uses.length === 0) return;
    const levels = levelsOf(root);
    const own = new Set(variablesMade(root));
    const isWhole = isMainFile(tree) && !root.own.has('load_module') && levels.every(includesTablesOnly);
    const mayBeOthers = !isWhole && !levels.every((level) => seesAll(level, /./));
    const nearestOf = nearestAmong(isWhole ? own : []);
    for (const { name, word, start, isBraced } of uses) {
      yield;
      const lower = name.toLowerCase();
      if (own.has(lower)) continue;
      const nearest = nearestOf(lower);
      const isOfTls = lower.startsWith('ssl_client_') && !mayBeOthers;
      if ((!isWhole || isBraced) && !isOfTls && (!nearest || mayBeOthers || lower.length < 6)) continue;
      // Escapes move what follows them.
      const isLiteral = word.content.end - word.content.start === word.value.length;
      const at = word.content.start + start;
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
  },
});

function includesTablesOnly({ own }: Level): boolean {
  return (own.get('include') ?? []).every(({ args }) => isShippedTable(args[0]?.value ?? ''));
}

/** A slip of the pen away: of nginx's variables and of its `own`. */
function nearestAmong(own: Iterable<string>): (name: string) => string | undefined {
  const byLength = new Map<number, string[]>();
  for (const known of [...variablesOfNginx(), ...own]) {
    const alike = byLength.get(known.length);
    if (alike) alike.push(known);
    else byLength.set(known.length, [known]);
  }
  const found = new Map<string, string | undefined>();
  return (name) => {
    if (Object.hasOwn(others, name)) return others[name];
    // `$host2` and the like are somebody's own.
    if (/\d$/.test(name)) return undefined;
    if (!found.has(name)) found.set(name, nearestIn(byLength, name));
    return found.get(name);
  };
}

function nearestIn(byLength: ReadonlyMap<number, readonly string[]>, name: string): string | undefined {
  let best: string | undefined;
  const limit = name.startsWith('ssl_client_') ? 4 : name.length < 8 ? 2 : 3;
  let least = limit;
  // As long as it first; what is longer or shorter by the limit is too far away.
  for (let by = 0; by < limit; by++) {
    for (const length of by === 0 ? [name.length] : [name.length - by, name.length + by]) {
      for (const known of byLength.get(length) ?? []) {
        const distance = editDistance(name, known, least);
        if (distance >= least) continue;
        best = known;
        least = distance;
      }
    }
  }
  return best;
}
