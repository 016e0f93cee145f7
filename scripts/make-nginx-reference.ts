// Reduces nginx's reference (@nginx/reference-lib, Apache-2.0) to what an editor shows:
// `node scripts/make-nginx-reference.ts`. Syntax and default of every directive; a sentence for those about TLS and for
// the most common ones alone, since both servers carry the table.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contextsOfPart, toldLike } from '../server/core/config/nginx/directives/reference.ts';
import { firstSentence, plainSyntax } from './nginx-reference/plain-text.ts';
import { since } from './nginx-reference/since.ts';

interface Directive {
  readonly name: string;
  readonly module: string;
  readonly description: string;
  readonly syntax: readonly string[];
  readonly contexts: readonly string[];
  readonly default?: string;
}

interface ReferenceLibrary {
  readonly Format: { readonly Markdown: number };
  getDirectives(format: number): readonly Directive[];
  getVariables(format: number): readonly Pick<Directive, 'name' | 'module' | 'description'>[];
}

/** Nothing else needs the package, types included. */
const library: string = '@nginx/reference-lib';
const { Format, getDirectives, getVariables }: ReferenceLibrary = await import(library);

/** Letters of `directives/rows.ts`, by the part of nginx that a module belongs to. */
const letters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  http: { http: 'h', server: 's', location: 'l', upstream: 'u', 'if in location': 'j', limit_except: 'x', if: 'i' },
  mail: { mail: 'M', server: 'N' },
  stream: { stream: 'T', server: 'V', upstream: 'W' },
  core: { main: 'm', events: 'e' },
};

/** Directives that get a sentence. */
const aboutTls = /(?:^|_)(?:ssl|http2|http3|quic|starttls|early_hints)(?:_|$)|^acme_/;
const common = new Set(
  (
    'include http events stream mail server location upstream if map listen server_name root return rewrite try_files ' +
    'add_header add_header_inherit proxy_pass grpc_pass uwsgi_pass proxy_set_header proxy_http_version resolver ' +
    'error_page worker_processes worker_connections set internal default_type access_log error_log'
  ).split(' '),
);

/** Modules of NGINX Plus alone, in which nothing is about TLS between its peers and nginx. */
const commercial =
  /^ngx_(?:mgmt|http_(?:api|auth_jwt|auth_require|f4f|hls|oidc|session_log|status|upstream_conf|upstream_hc|proxy_protocol_vendor|internal_redirect|num_map|tunnel)|stream_(?:upstream_hc|mqtt_filter|mqtt_preread|num_map))_module$/;

const versions = new Map<string, string>();
let versionsOf = '';
for (const line of since.trim().split('\n')) {
  const [first = '', ...names] = line.trim().split(' ');
  if (line.startsWith(' ')) for (const name of names) versions.set(`${versionsOf} ${name}`, first);
  else versionsOf = first;
}

const sentences = new Map<string, string>();
const modules = new Map<string, string[]>();
const inOrder = getDirectives(Format.Markdown).toSorted((a, b) => orderOf(a) - orderOf(b));
for (const directive of inOrder) {
  const module = directive.module === 'Core functionality' ? 'ngx_core_module' : directive.module;
  if (commercial.test(module)) continue;
  modules.set(module, [...(modules.get(module) ?? []), row(directive, module)]);
}
const directives = [...modules].map(([name, rows]) => [`=${name}`, ...rows]);

const variables = new Map<string, string>();
for (const { name, description } of getVariables(Format.Markdown)) {
  // `$arg_` and the like go on with a name of the request's.
  if (/^\$[a-z0-9_]*[a-z0-9]$/.test(name) && !variables.has(name)) {
    variables.set(name, /^\$(?:ssl|proxy_ssl|http2|http3|quic)/.test(name) ? firstSentence(description) : '');
  }
}
const variableRows = [...variables].map(([name, text]) => (text ? `${name.slice(1)}\t${text}` : name.slice(1)));

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const file = path.join(root, 'server/core/config/nginx/directives/generated/reference-rows.ts');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(
  file,
  `// Written by \`node scripts/make-nginx-reference.ts\` from @nginx/reference-lib (Apache-2.0, F5, Inc.).

/** \`=module\`, then its directives: name, contexts, syntax, default, version, sentence. */
export const referenceRows = \`
${escaped(directives.flat().join('\n'))}
\`;

/** Variables, without the dollar sign, and what some of them hold. */
export const variableRows = \`
${escaped(variableRows.sort().join('\n'))}
\`;
`,
);
console.log(`wrote ${directives.flat().length - directives.length} directives, ${variableRows.length} variables`);

function row(directive: Directive, module: string): string {
  const { name, syntax, description } = directive;
  const part = /^ngx_(http|mail|stream)_/.exec(module)?.[1] ?? 'core';
  const contexts = directive.contexts
    .filter((context) => context !== '')
    .map((context) => letters[part]?.[context] ?? letterOf(context));
  const version = versions.get(`${module} ${name}`) ?? '';
  const isCommercial = /This directive is available as part of our/.test(description);
  const isTold = aboutTls.test(name) || common.has(name) || module === 'ngx_http_acme_module';
  const written = contexts.join(contexts.some((context) => context.length > 1) ? ' ' : '');
  const columns = [
    name,
    written === contextsOfPart(name, module) ? '' : written || '*',
    syntax.map(plainSyntax).join(' ¦ '),
    plainSyntax(directive.default ?? ''),
    `${version}${isCommercial ? '+' : ''}`,
    isTold ? newSentence(name, firstSentence(description)) : '',
  ];
  return columns.join('\t').replace(/\t+$/, '');
}

/** Those that others are told like come first. */
function orderOf({ module }: Directive): number {
  return ['ngx_http_proxy_module', 'ngx_http_ssl_module'].includes(module) ? 0 : 1;
}

/** Empty where the reader finds the same one at the directive that this one is told like. */
function newSentence(name: string, sentence: string): string {
  const written = sentence.replace(
    /\b(a|the|another) (?:proxied HTTPS|proxied|gRPC SSL|gRPC|secured uwsgi|cluster) (servers?)\b/g,
    (_, article: string, server: string) => `${article === 'the' ? 'the' : 'an'} upstream ${server}`,
  );
  const like = toldLike(name);
  if (sentences.get(like) === written) return '';
  if (!sentences.has(like)) sentences.set(like, written);
  return written;
}

/** `http` of the core's own directives and the like; blocks of other modules keep their name. */
function letterOf(context: string): string {
  for (const part of ['core', 'http', 'stream', 'mail']) {
    const letter = letters[part]?.[context];
    if (letter) return letter;
  }
  return context;
}

function escaped(text: string): string {
  return text.replace(/[\\`]|\$\{/g, '\\$&');
}
