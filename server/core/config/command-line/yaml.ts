/** YAML as far as commands, variables and switches are written in it: lines of block style, with simple flow inside. */
import { type Span, span } from '../../base/span.ts';
import { atOnce, type Steps } from '../../base/steps.ts';
import type { Observation } from '../../tls/observation.ts';
import { clientUnverified, type FoundSwitch, nameUnchecked, placeOf, unverified } from './effect.ts';
import { placesOfVariable, removeLines } from './environment-places.ts';
import { commandOf, execCommand } from './exec-form.ts';
import { commandLimits } from './limits.ts';
import type { Places } from './place.ts';
import { gitFalse, gitVerifyKey } from './programs/version-control.ts';
import { type CommandRegion, readCommandsInSteps } from './read-commands.ts';
import { type Command, commentStart, type Word } from './syntax.ts';

const scripts =
  /^(?:run|script|before_script|after_script|before_install|install|after_success|after_failure|before_deploy|deploy|pre_build|build|post_build|commands?|cmds?|sh|bash|shell|inlineScript|pwsh|powershell|entry|entrypoint|test|args|preBuild|hooks?|ansible\.builtin\.(?:shell|command))$/;
/** Lists of these are the words of one command. */
const wordLists = /^(?:command|args|entrypoint|test)$/;

interface Switch {
  readonly key: RegExp;
  readonly off: RegExp;
  readonly secure: string;
  readonly effect?: FoundSwitch['effect'];
}
const yes = /^(?:true|yes|on)$/i;
const no = /^(?:false|no|off)$/i;
const switches: readonly Switch[] = [
  {
    key: /^(?:insecure-?skip-?(?:tls-?)?verify|insecure_skip_(?:tls_)?verify|insecureSkip(?:TLS)?Verify|tlsSkipVerify|tls_skip_verify|skip_tls_verify|tlsInsecureSkipVerify|insecure_tls|tls_insecure)$/i,
    off: yes,
    secure: 'false',
  },
  { key: /^(?:validate_certs|enableStrictSsl|strict-ssl|ssl_verify|verify_ssl|sslverify)$/, off: no, secure: 'true' },
  { key: /^(?:[\w.]*\.)?(?:ssl\.)?verification_mode$/, off: /^none$/, secure: 'full' },
  { key: /^(?:nginx\.ingress\.kubernetes\.io\/)?proxy-ssl-verify$/, off: /^off$/, secure: 'on' },
  {
    key: /^(?:nginx\.ingress\.kubernetes\.io\/)?auth-tls-verify-client$/,
    off: /^optional_no_ca$/,
    secure: 'on',
    effect: clientUnverified,
  },
  {
    key: /^clientAuthType$/,
    off: /^(?:RequestClientCert|RequireAnyClientCert)$/,
    secure: 'RequireAndVerifyClientCert',
    effect: clientUnverified,
  },
  { key: /^:?ssl_verify_mode$/, off: /^0$/, secure: '1' },
  { key: /^(?:[\w.]*\.)?(?:ssl\.)?verification_mode$/, off: /^certificate$/, secure: 'full', effect: nameUnchecked },
];

/** Go's, Traefik's, Prometheus' and Envoy's names of versions. */
const versionKey =
  /^(?:min_?version|tls_?min_?version|minTLSVersion|tls_minimum_protocol_version|minimumProtocolVersion|minProtocolVersion)$/i;
const versions = [
  { off: /^(VersionTLS|TLS|TLSv1_|TLSv1\.)(?:1?0)$/, version: 'TLSv1', secure: newer },
  { off: /^(VersionTLS1|TLS1|TLSv1_|TLSv1\.)1$/, version: 'TLSv1.1', secure: newer },
] as const;

function newer(_: string, before: string): string {
  return `${before}${/^(?:VersionTLS|TLS)$/.test(before) ? '12' : '2'}`;
}

/** Some milliseconds. */
const linesOfStep = 1_000;

export function readYaml(text: string, whole: Span = span(0, text.length)): Places {
  return atOnce(readYamlInSteps(text, whole));
}

export function* readYamlInSteps(text: string, whole: Span = span(0, text.length)): Steps<Places> {
  const regions: CommandRegion[] = [];
  const commands: Command[] = [];
  const places: Places['places'][number][] = [];
  const comments: Span[] = [];
  const owners: { indent: number; key: string }[] = [];
  let list: { owner: string; indent: number; words: Word[] } | undefined;
  let name: { value: string; indent: number; start: number } | undefined;
  const addWords = (words: readonly Word[]): void => {
    const [first, second] = words;
    // Docker's way to say with a shell or without.
    if (first?.text === 'CMD-SHELL') {
      if (second?.verbatim) regions.push(second.verbatim);
    } else if (first?.text === 'CMD') commands.push(commandOf(words.slice(1)));
    else if (first?.text.startsWith('-')) commands.push(commandOf([argumentsOnly(first), ...words]));
    else commands.push(commandOf(words));
  };
  const endList = (): void => {
    if (list && list.words.length > 0) addWords(list.words);
    list = undefined;
  };
  const isFull = (): boolean =>
    places.length >= commandLimits.findings || regions.length + commands.length >= commandLimits.commands;
  let count = 0;
  let at = whole.start;
  while (at < whole.end && !isFull()) {
    if (++count % linesOfStep === 0) yield;
    const found = text.indexOf('\n', at);
    const end = found < 0 || found > whole.end ? whole.end : found;
    const next = end + 1;
    const line = text.slice(at, end).replace(/\r$/, '');
    const lead = /^[ \t]*(?:-[ \t]+)*/.exec(line)?.[0] ?? '';
    // A line with another kind of line end in it is none that is read.
    const rest = /[\r\u2028\u2029]/.test(line) ? '' : line.slice(lead.length);
    if (rest === '' || rest.startsWith('#')) {
      if (rest !== '') comments.push(span(at + line.length - rest.length, at + line.length));
      at = next;
      continue;
    }
    const indent = lead.length;
    const isItem = lead.includes('-');
    const dash = lead.indexOf('-');
    const outer = isItem ? dash : indent;
    while (owners.length > 0 && (owners.at(-1)?.indent ?? 0) >= (isItem ? outer + 1 : indent)) owners.pop();
    if (list && (!isItem || outer < list.indent)) endList();
    const start = at + indent;
    const pair =
      /^("[^"\n]*"[ \t]*|'[^'\n]*'[ \t]*|[^\s"'#{}[\],&*!|>%@`][^:#\n]{0,300}(?::[^\s:#][^:#\n]{0,300}){0,20}):(?:[ \t]+(.*))?$/.exec(
        rest,
      );
    const key = pair?.[1]?.trimEnd().replace(/^["']|["']$/g, '');
    const written = pair ? (pair[2] ?? '') : rest;
    const valueStart = start + rest.length - written.length;
    const scalar = readScalar(text, written, valueStart);
    const block = /^[|>][+-]?\d?[ \t]*(?:#.*)?$/.exec(written);
    const isBlock = block !== null;
    const behind = text.slice(scalar.whole.end, at + line.length);
    if (!isBlock && /^[ \t]+#/.test(behind))
      comments.push(span(scalar.whole.end + behind.indexOf('#'), at + line.length));
    let stop = next;
    let body: Span | undefined;
    if (isBlock) {
      stop = blockEnd(text, next, whole.end, isItem && !pair ? outer : indent);
      body = span(Math.min(next, whole.end), stop);
    }
    if (pair && key !== undefined) {
      if (isItem) endList();
      owners.push({ indent, key });
      if (scripts.test(key)) {
        const exec = execCommand(text, span(valueStart, end));
        if (exec) {
          if (wordLists.test(key)) addWords(exec.words);
          else for (const { verbatim } of exec.words) if (verbatim) regions.push(verbatim);
        } else if (body) regions.push({ ...body, isFolded: written.startsWith('>') });
        else if (scalar.text !== '') regions.push(continued(text, scalar.inner, next, whole.end, indent));
      }
      if (!isBlock) {
        const pairSpan = span(start, scalar.whole.end);
        const remove = (): ReturnType<typeof removeLines>[] | undefined => removal(text, pairSpan, isItem, indent);
        const replace = (other: string, path: string) => [{ span: pairSpan, text: `${other}: ${path}` }];
        places.push(...placesOfVariable(key, scalar.text, pairSpan, scalar.inner, { remove, replace }));
        for (const { key: pattern, off, secure, effect = unverified } of switches) {
          if (!pattern.test(key) || !off.test(scalar.text)) continue;
          places.push(
            placeOf({
              span: pairSpan,
              effect,
              ...(effect.kind === 'client-unverified' && { role: 'server' }),
              isGlobal: false,
              undo: () => [{ span: scalar.inner, text: secure }],
            }),
          );
        }
        for (const { off: pattern, version, secure: written } of versions) {
          if (!versionKey.test(key) || !pattern.test(scalar.text)) continue;
          const replaced = [{ span: scalar.inner, text: scalar.text.replace(pattern, written) }];
          const effect = { kind: 'floor', version } as const;
          places.push(
            placeOf({
              span: pairSpan,
              effect,
              isGlobal: false,
              role: 'server',
              undo: () => undefined,
              setVersion: () => replaced,
            }),
          );
        }
        if (key === 'name') name = { value: scalar.text, indent, start };
        if (key === 'value' && name && name.indent === indent) {
          places.push(
            ...placesOfVariable(name.value, scalar.text, span(name.start, scalar.whole.end), scalar.inner, {
              remove: () => undefined,
            }),
          );
          if (gitVerifyKey.test(name.value) && gitFalse.test(scalar.text)) {
            const place = span(name.start, scalar.whole.end);
            const undo = () => [{ span: scalar.inner, text: 'true' }];
            places.push(placeOf({ span: place, effect: unverified, isGlobal: true, undo }));
          }
          name = undefined;
        }
        const flow = /^\{(.*)\}/.exec(written);
        if (flow) places.push(...readFlow(text, valueStart));
      }
    } else if (isItem) {
      const owner = owners.at(-1)?.key ?? '';
      const variable = /^([A-Za-z_][\w.-]*)=(.*)$/.exec(scalar.text);
      if (variable && !scripts.test(owner)) {
        const [, variableName = '', value = ''] = variable;
        const valueSpan = span(scalar.inner.end - value.length, scalar.inner.end);
        places.push(
          ...placesOfVariable(variableName, value, scalar.inner, valueSpan, {
            remove: () => removal(text, scalar.whole, true, outer),
            replace: (other, path) => [{ span: scalar.inner, text: `${other}=${path}` }],
          }),
        );
      }
      if (scripts.test(owner)) {
        if (wordLists.test(owner) && !/\s/.test(scalar.text) && !isBlock) {
          list ??= { owner, indent: outer, words: [] };
          list.words.push(itemWord(scalar, at, next));
        } else if (wordLists.test(owner) && list) {
          list.words.push(
            isBlock && body
              ? { span: body, text: text.slice(body.start, body.end), isKnown: true, verbatim: body }
              : itemWord(scalar, at, next),
          );
        } else if (body) regions.push({ ...body, isFolded: written.startsWith('>') });
        else regions.push(continued(text, scalar.inner, next, whole.end, outer));
      }
    }
    at = isBlock ? stop : next;
  }
  endList();
  yield;
  const read = yield* readCommandsInSteps({ text, manner: { indented: true }, regions, commands });
  const left: Observation[] =
    at < whole.end ? [{ code: 'tls/not-searched', form: 'many', span: span(at, at + 1) }] : [];
  return unconditional(text, whole, {
    ...read,
    places: [...places, ...read.places],
    observations: [...(read.observations ?? []), ...left],
    comments: [...comments, ...(read.comments ?? [])],
  });
}

/** Without what a Helm template holds only under a condition: whether it is there is for others to say. */
function unconditional(text: string, { start, end }: Span, read: Places): Places {
  if (!text.includes('{{')) return read;
  const optional: Span[] = [];
  const open: { readonly start: number; readonly isOptional: boolean }[] = [];
  for (const match of text.slice(start, end).matchAll(/\{\{-?[ \t]*(if|with|range|define|block|end)\b/g)) {
    const at = start + match.index;
    if (match[1] !== 'end') open.push({ start: at, isOptional: match[1] === 'if' || match[1] === 'with' });
    else {
      const block = open.pop();
      if (block?.isOptional && !open.some(({ isOptional }) => isOptional)) optional.push(span(block.start, at));
    }
  }
  if (optional.length === 0) return read;
  const isOptional = (place: Span): boolean =>
    optional.some((block) => place.start >= block.start && place.end <= block.end);
  return { ...read, places: read.places.filter(({ context }) => !isOptional(context.span)) };
}

/** The program in an image, of which only the arguments are known. */
function argumentsOnly({ span: { start } }: Word): Word {
  return { span: span(start, start), text: 'container-arguments', isKnown: true };
}

interface Scalar {
  readonly text: string;
  readonly whole: Span;
  readonly inner: Span;
}

function readScalar(text: string, written: string, start: number): Scalar {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?:#.*)?$/.exec(written);
  if (quoted?.[1] !== undefined) {
    const end = start + quoted[1].length;
    const inner = span(start + 1, end - 1);
    return { text: text.slice(inner.start, inner.end), whole: span(start, end), inner };
  }
  const plain = written.startsWith('#') ? '' : written.slice(0, commentStart(written)).trimEnd();
  const place = span(start, start + plain.length);
  return { text: plain, whole: place, inner: place };
}

/** A plain scalar goes on in lines that are further in. */
function continued(text: string, first: Span, next: number, end: number, indent: number): Span {
  let stop = first.end;
  let at = next;
  while (at < end) {
    const found = text.indexOf('\n', at);
    const lineEnd = found < 0 || found > end ? end : found;
    const line = text.slice(at, lineEnd);
    const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (lead <= indent || /^\s*(?:-\s|#|$|[\w.-]+:(?:\s|$))/.test(line)) break;
    stop = lineEnd;
    at = lineEnd + 1;
  }
  return span(first.start, stop);
}

function blockEnd(text: string, from: number, end: number, indent: number): number {
  let at = from;
  while (at < end) {
    const found = text.indexOf('\n', at);
    const lineEnd = found < 0 || found > end ? end : found;
    const line = text.slice(at, lineEnd);
    if (line.trim() !== '' && (/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indent) break;
    at = lineEnd + 1;
  }
  return Math.min(at, end);
}

function itemWord({ text, whole, inner }: Scalar, lineStart: number, next: number): Word {
  const isQuoted = inner.start !== whole.start;
  return {
    span: whole,
    text,
    isKnown: !/\$\{\{|\{\{/.test(text),
    verbatim: inner,
    removal: span(lineStart, next),
    write: (other) => (isQuoted ? `"${other}"` : other),
  };
}

/** The line; with the key above it where nothing else is below that. */
function removal(
  text: string,
  place: Span,
  isItem: boolean,
  indent: number,
): ReturnType<typeof removeLines>[] | undefined {
  const lineStart = text.lastIndexOf('\n', place.start - 1) + 1;
  const removed = removeLines(text, place);
  const above = /(?:^|\n)([ \t]*)(?:- )?[\w.-]+:[ \t]*\r?\n$/.exec(text.slice(0, lineStart));
  const below = /^([ \t]*)(-?)/.exec(text.slice(removed.span.end));
  const isLast =
    removed.span.end >= text.length || (below?.[1]?.length ?? 0) < indent || (isItem && below?.[2] !== '-');
  if (!isItem && /^[ \t]*-/.test(text.slice(lineStart, place.start))) return undefined;
  if (!above || !isLast) return [removed];
  const start = above.index + (above[0].startsWith('\n') ? 1 : 0);
  return [{ span: span(start, removed.span.end), text: '' }];
}

/** `{NAME: value, …}` on one line. */
function readFlow(text: string, start: number): Places['places'][number][] {
  const close = text.indexOf('}', start);
  const newline = text.indexOf('\n', start);
  if (close < 0 || (newline >= 0 && close > newline)) return [];
  const pair = /(?<![\w.-])([A-Za-z_][\w.-]*)["']?\s*:\s*(["']?)([^,"'}]*)\2/g;
  return [...text.slice(start, close).matchAll(pair)].flatMap((match) => {
    const [whole, name = '', quote = '', given = ''] = match;
    const value = quote === '' ? given.trimEnd() : given;
    const from = start + match.index;
    const valueStart = from + whole.length - given.length - quote.length;
    const place = span(from, valueStart + value.length + quote.length);
    return placesOfVariable(name, value, place, span(valueStart, valueStart + value.length), {
      remove: () => undefined,
    });
  });
}
