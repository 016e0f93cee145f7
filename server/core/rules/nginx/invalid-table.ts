import { levelsWith } from '../../config/nginx/configuration.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';

const text = (head: string, lines: string): string =>
  `${head} {\n    default 0;\n    ${lines}\n}\nserver {\n    listen 443 ssl;\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report lines of map, geo and split_clients that nginx cannot read.',
  why: 'Each line of such a table is one key and one value, and a key stands in it once: with anything else nginx does not start.',
  invalid: [
    { language: 'nginx', text: text('map $ssl_protocol $old', 'TLSv1 1 2;') },
    { language: 'nginx', text: text('map $ssl_protocol $old', 'TLSv1;') },
    { language: 'nginx', text: text('map $ssl_protocol old', 'TLSv1 1;') },
    { language: 'nginx', text: text('map $ssl_protocol $old', 'default 1;') },
    { language: 'nginx', text: text('map $ssl_server_name $backend', 'a.example 1;\n    A.example 2;') },
    { language: 'nginx', text: text('geo $inside', '10.0.0.0/33 1;') },
  ],
  valid: [
    {
      language: 'nginx',
      text: text(
        'map $ssl_server_name $backend',
        'hostnames;\n    volatile;\n    *.a.example 1;\n    "~^(?<sub>.+)\\.b" $sub;',
      ),
    },
    {
      language: 'nginx',
      text: text('geo $remote_addr $inside', '10.0.0.0-10.0.0.255 1;').replace('default', 'ranges;\n    default'),
    },
    {
      language: 'nginx',
      text: 'split_clients $remote_addr $variant {\n    50% a b;\n    * c;\n}\nserver {\n    listen 443 ssl;\n}\n',
    },
    { language: 'nginx', text: text('geo $inside', 'proxy 10.0.0.1;\n    10.0.0.0/8 1;\n    2001:db8::/32 1;') },
  ],
};

type MessageName = 'arguments' | 'variable' | 'default' | 'repeated' | 'network';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/invalid-table',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: [
    'https://nginx.org/en/docs/http/ngx_http_map_module.html',
    'https://nginx.org/en/docs/http/ngx_http_geo_module.html',
  ],
  messages: {
    arguments: 'A line of {name} is one key and one value: nginx does not start with this one.',
    variable: 'The variable that {name} sets begins with a dollar sign: nginx does not start with {value}.',
    default: 'This table has a default already: nginx does not start with two.',
    repeated: 'This table has {value} already: nginx does not start with two.',
    network: '{value} is no network: nginx does not start. Write 10.0.0.0/8, 192.0.2.1 or 2001:db8::/32.',
  },
  *check({ configuration: { isCertain, root } }) {
    if (!isCertain) return;
    const names = ['map', 'geo', 'split_clients'];
    for (const level of levelsWith(root, ...names)) {
      for (const name of names) {
        for (const table of level.own.get(name) ?? []) yield* check(table);
      }
    }
  },
});

/** Lines of one word. */
const flags: Readonly<Record<string, ReadonlySet<string>>> = {
  map: new Set(['hostnames', 'volatile']),
  geo: new Set(['ranges', 'proxy_recursive', 'volatile']),
};

function* check({ name: { value: name }, args, body }: Directive): Iterable<Report<MessageName>> {
  const made = args.at(-1);
  if (!body || !made) return;
  if (args.length <= 2 && !isTemplate(made.value))
    yield { span: made.span, message: 'variable', data: { name, value: made.value.slice(0, 80) } };
  const isRanges = body.children.some((line) => line.name.value === 'ranges');
  const keys = new Set<string>();
  for (const line of body.children) {
    const { name: key, args: values } = line;
    if (line.semicolon === undefined || key.value.includes('{{')) continue;
    if (values.length === 0 && flags[name]?.has(key.value)) continue;
    if (values.length !== 1) {
      // Of those nginx takes the first.
      if (name === 'split_clients' && values.length > 1) continue;
      if (!values.some(({ value }) => /\{\{|<%|\$\{[A-Z]/.test(value)))
        yield { span: headSpan(line), message: 'arguments', data: { name } };
      continue;
    }
    if (name === 'geo') {
      if (!isRanges && !isNetwork(key, values)) {
        yield { span: key.span, message: 'network', data: { value: key.value.slice(0, 80) } };
      }
      continue;
    }
    if (name !== 'map' || key.value === 'include' || key.value.startsWith('~') || isTemplate(key.value)) continue;
    // nginx keeps them in lower case.
    const kept = key.value.toLowerCase();
    if (keys.has(kept)) {
      const isDefault = key.value === 'default';
      yield {
        span: headSpan(line),
        message: isDefault ? 'default' : 'repeated',
        data: { value: key.value.slice(0, 80) },
      };
    }
    keys.add(kept);
  }
}

/** As ngx_ptocidr takes them, and the words that may stand there. */
function isNetwork({ value }: Word, values: readonly Word[]): boolean {
  if (/^(?:default|include|delete|proxy)$/.test(value) || isTemplate(value)) return true;
  if (value.includes(':')) return /^[\da-f:.]+(?:\/(?:\d|[1-9]\d|1[01]\d|12[0-8]))?$/i.test(value) && values.length > 0;
  const [, address = '', bits = '32'] = /^([\d.]+)(?:\/(\d+))?$/.exec(value) ?? [];
  const parts = address.split('.');
  return (
    Number(bits) <= 32 && parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}
