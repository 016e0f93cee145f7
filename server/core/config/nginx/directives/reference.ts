/** What nginx's documentation says of directives and variables, reduced to what an editor shows. */
import { referenceRows, variableRows } from './generated/reference-rows.ts';
import { commandsOf } from './table.ts';

/** A directive of one module. */
export interface DirectiveReference {
  readonly name: string;
  readonly module: string;
  /** Letters of `rows.ts`, or the name of a block that only its module has. */
  readonly contexts: string;
  /** Without the name: literals as they are, places to fill in as `<name>`. */
  readonly syntax: readonly string[];
  readonly default: string;
  /** Empty where it was there from the beginning of its module. */
  readonly since: string;
  readonly isCommercial: boolean;
  /** One sentence with inline code in backquotes; empty for what is neither about TLS nor common. */
  readonly text: string;
}

let directives: ReadonlyMap<string, readonly DirectiveReference[]> | undefined;

/** In the order http, mail, stream; empty where the documentation has none. */
export function referencesOf(name: string): readonly DirectiveReference[] {
  directives ??= readRows();
  return directives.get(name) ?? [];
}

export function referencedNames(): Iterable<string> {
  directives ??= readRows();
  return directives.keys();
}

function readRows(): ReadonlyMap<string, readonly DirectiveReference[]> {
  const read = new Map<string, DirectiveReference[]>();
  const sentences = new Map<string, string>();
  let module = '';
  for (const row of referenceRows.trim().split('\n')) {
    if (row.startsWith('=')) {
      module = row.slice(1);
      continue;
    }
    const [name = '', contexts = '', syntax = '', standard = '', since = '', text = ''] = row.split('\t');
    const same = read.get(name) ?? [];
    read.set(name, same);
    same.push({
      name,
      module,
      contexts: contexts === '' ? contextsOfPart(name, module) : contexts.replace('*', ''),
      syntax: syntax.split(' ¦ '),
      default: standard,
      since: since.replace('+', ''),
      isCommercial: since.endsWith('+'),
      text: text || (sentences.get(toldLike(name)) ?? ''),
    });
    if (text && !sentences.has(toldLike(name))) sentences.set(toldLike(name), text);
  }
  return read;
}

/** Settings of one kind of connection are told once for all kinds: its name without what it belongs to. */
export function toldLike(name: string): string {
  return name.replace(/^(?:proxy|grpc|uwsgi|zone_sync)_ssl/, 'upstream_ssl');
}

/** The contexts that the table of directives gives a name in the part of nginx that a module belongs to. */
export function contextsOfPart(name: string, module: string): string {
  const part = letters[/^ngx_(http|mail|stream)_/.exec(module)?.[1] ?? 'core'] ?? '';
  const known = (commandsOf(name) ?? []).map(({ contexts }) => contexts).join('');
  return [...part].filter((letter) => known.includes(letter)).join('');
}

const letters: Readonly<Record<string, string>> = { http: 'hsluijx', mail: 'MN', stream: 'TVW', core: 'me' };

let variables: ReadonlyMap<string, string> | undefined;

/** By name, without the dollar sign: a sentence, or nothing. */
export function variablesOfNginx(): ReadonlyMap<string, string> {
  variables ??= new Map(
    variableRows
      .trim()
      .split('\n')
      .map((row): [string, string] => {
        const [name = '', text = ''] = row.split('\t');
        return [name, text];
      }),
  );
  return variables;
}

const site = 'https://nginx.org/en/docs';

/** The documentation of a directive. */
export function pageOf({ module, name }: DirectiveReference): string {
  const part = /^ngx_(http|mail|stream)_/.exec(module)?.[1];
  return `${site}/${part ? `${part}/` : ''}${module}.html#${name}`;
}

/** The documentation of a variable that has a sentence. */
export function variablePageOf(name: string): string {
  const module = /^ssl_preread/.test(name)
    ? 'stream/ngx_stream_ssl_preread_module'
    : /^(http2|http3|quic)/.test(name)
      ? `http/ngx_http_${name.startsWith('http2') ? 'v2' : 'v3'}_module`
      : 'http/ngx_http_ssl_module';
  return `${site}/${module}.html#var_${name}`;
}
