import { byObject } from '../../base/by-object.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { Change } from '../../tls/change.ts';
import type { TlsContext } from '../../tls/context.ts';
import { refusesSettings } from './blocks.ts';
import { insertAfter, quote, remove, replace, replaceArguments } from './edits.ts';
import { belongsTo } from './families.ts';
import { placesIn } from './known-configurations.ts';
import { find, type Level } from './level.ts';
import { nginxLimits } from './limits.ts';
import { includesOnlyTables } from './mentions.ts';
import type { Place } from './read.ts';
import { untoldApplicationsOf } from './server-facts.ts';
import { isTemplate } from './templates.ts';
import type { Directive } from './tree.ts';
import { completingLines, sharedLines } from './verification-lines.ts';

type VerifyPeer = Extract<Change, { readonly setting: 'verify-peer' }>;

/** Of one version of a text: hundreds of findings ask for their fixes. */
const byStart = byObject((places: readonly Place[]): ReadonlyMap<number, readonly Place[]> => {
  const found = new Map<number, Place[]>();
  for (const place of places) {
    const { start } = place.context.nameSpan;
    const same = found.get(start);
    if (same) same.push(place);
    else found.set(start, [place]);
  }
  return found;
});

export function write(text: string, context: TlsContext, change: Change): readonly TextEdit[] | undefined {
  const places = placesIn(text);
  const { start, end } = context.nameSpan;
  const place = byStart(places)
    .get(start)
    ?.find(({ context: { role, nameSpan } }) => role === context.role && nameSpan.end === end);
  if (!place) return undefined;
  switch (change.setting) {
    case 'verify-peer':
      return verifyPeer(text, place, places, change);
    case 'verify-clients':
      return place.family.role === 'server'
        ? verifyPeer(text, place, places, { ...change, setting: 'verify-peer' })
        : undefined;
    case 'protocols':
      return setProtocols(text, place, change.value);
    case 'verify-depth':
      return setDepth(text, place, change.value);
    case 'guard-early-data':
      return guardEarlyData(text, place);
    case 'no-stapling':
      return removeStapling(text, place);
    case 'encrypt':
    case 'weakness':
    case 'require-peer':
    case 'verify-hostname': // nginx checks the name whenever it verifies.
    case 'min-version':
    case 'max-version': // Versions are listed one by one.
      return undefined;
  }
}

/** Looks at no directive, of which thousands of servers have many. */
function isIn(level: Level, { block }: Level): boolean {
  for (let at: Level | undefined = level; at; at = at.parent) if (at.block === block) return true;
  return false;
}

/**
 * nginx refuses to verify without a CA, and without the setting it does not verify: so it is switched on where a CA is
 * in force already, or together with the one given. With it comes what makes it succeed: a name to compare with, sent to
 * the peer, and room for the chain.
 */
function verifyPeer(
  text: string,
  place: Place,
  places: readonly Place[],
  { trustAnchors, intermediates }: VerifyPeer,
): TextEdit[] | undefined {
  const {
    verify,
    trustAnchors: [trust],
  } = place.family;
  if (verify === undefined) return undefined;
  const anchors = trustAnchors === undefined ? undefined : `${trust} ${quote(trustAnchors)};`;
  const found = find(place.level, verify);
  const directive = found?.directives.at(-1);
  if (!found || !directive) {
    const trusted = isTrusted(place.level, trust);
    const more = completingLines(place, intermediates);
    if (!more || (!trusted && anchors === undefined)) return undefined;
    return insert(text, place, [`${verify} on;`, ...(trusted || anchors === undefined ? [] : [anchors]), ...more]);
  }
  const value = directive.args[0];
  if (!value) return undefined;
  const isOn = value.value.toLowerCase() === 'on';
  const edits = isOn ? [] : [replace(value.span, 'on')];
  // The line may be inherited: it must work for everyone who inherits it.
  const affected = places.filter(
    ({ family, level }) =>
      family === place.family && isIn(level, found.level) && find(level, verify)?.directives.at(-1) === directive,
  );
  const more = isOn ? [] : sharedLines(affected, found.level, intermediates);
  if (!more) return undefined;
  const added = (lines: readonly string[]): TextEdit[] | undefined => {
    const edit = lines.length === 0 ? undefined : insertAfter(text, directive, lines);
    return lines.length > 0 && !edit ? undefined : [...edits, ...(edit ? [edit] : [])];
  };
  if (affected.every(({ level }) => isTrusted(level, trust))) return added(more);
  if (trustAnchors === undefined || anchors === undefined) return undefined;
  const emptied = found.level.own.get(trust)?.at(-1)?.args[0];
  if (emptied?.value === '') return added(more)?.concat(replace(emptied.span, quote(trustAnchors)));
  // In force where the line stands, and taken away by an empty one further in.
  if (isTrusted(found.level, trust)) return undefined;
  return added([anchors, ...more]);
}

function setDepth(text: string, place: Place, value: number): TextEdit[] | undefined {
  const name = place.family.verifyDepth;
  if (name === undefined) return undefined;
  const directive = find(place.level, name)?.directives.at(-1);
  if (directive) return replaceArguments(text, directive.args, String(value));
  const verify = place.family.verify === undefined ? undefined : find(place.level, place.family.verify);
  const anchor = verify?.directives.at(-1);
  // Beside the line that asks for verification, which may be inherited.
  const edit = anchor && insertAfter(text, anchor, [`${name} ${value};`]);
  return edit && [edit];
}

/** The header of RFC 8470 for every application of a server; undefined where one cannot be given it. */
function guardEarlyData(text: string, { level }: Place): TextEdit[] | undefined {
  const applications = untoldApplicationsOf(level);
  if (!includesOnlyTables(level)) return undefined;
  const edits = applications.flatMap((application) => earlyDataHeader(text, application) ?? []);
  return edits.length === applications.length ? edits : undefined;
}

function earlyDataHeader(text: string, level: Level): TextEdit | undefined {
  const pass = level.own.get('proxy_pass')?.[0];
  const own = level.own.get('proxy_set_header')?.at(-1);
  // The first of its own would take the inherited ones away; if blocks take none.
  if (!pass || (!own && find(level, 'proxy_set_header')) || level.block?.name.value !== 'location') return undefined;
  return insertAfter(text, own ?? pass, ['proxy_set_header Early-Data $ssl_early_data;']);
}

function removeStapling(text: string, { level }: Place): TextEdit[] | undefined {
  const found = find(level, 'ssl_stapling');
  const directive = found?.directives.at(-1);
  if (!found || directive?.semicolon === undefined) return undefined;
  return [directive, ...(found.level.own.get('ssl_stapling_verify') ?? [])].map((each) => remove(text, each));
}

/** True where the directive is in force and names something. */
function isTrusted(level: Level, trust: string): boolean {
  const value = find(level, trust)?.directives.at(-1)?.args[0];
  return value !== undefined && value.value !== '';
}

function setProtocols(text: string, place: Place, value: readonly string[]): TextEdit[] | undefined {
  if (value.length === 0) return undefined;
  const { protocols } = place.family;
  const [first, ...rest] = find(place.level, protocols)?.directives ?? [];
  if (!first) return insert(text, place, [`${protocols} ${value.join(' ')};`]);
  // Each of them has the same fix.
  if (rest.length >= nginxLimits.linesOfFix) return undefined;
  const last = rest.at(-1);
  // Alternatives of a template.
  if (last && /\{\{|\{%|<%|%\{/.test(text.slice(first.span.start, last.span.end))) return undefined;
  // What a template will add is not ours to drop.
  const templates = [first, ...rest].flatMap(({ args }) => args.filter((word) => isTemplate(word.value)));
  const kept = templates.map(({ span: { start, end } }) => text.slice(start, end));
  const edits = replaceArguments(text, first.args, [...value, ...kept].join(' '));
  return edits && [...edits, ...rest.map((directive) => remove(text, directive))];
}

/** Adds directives to the context's own block, after the one that names the peer or else after its last TLS setting. */
function insert(text: string, { family, level, pass }: Place, lines: readonly string[]): TextEdit[] | undefined {
  if (level.block && refusesSettings(level.block.name.value)) return undefined;
  const anchor =
    pass ?? lastOwn(level, (name) => belongsTo(family, name)) ?? lastOwn(level, (name) => name === 'listen');
  const edit = anchor && insertAfter(text, anchor, lines);
  return edit && [edit];
}

function lastOwn({ own }: Level, matches: (name: string) => boolean): Directive | undefined {
  const directives = [...own].filter(([name]) => matches(name)).flatMap(([, same]) => same);
  return directives.reduce<Directive | undefined>(
    (last, directive) => (last && last.span.start > directive.span.start ? last : directive),
    undefined,
  );
}
