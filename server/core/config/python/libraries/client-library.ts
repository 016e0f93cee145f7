/** Client libraries that take their TLS settings as keywords of a call, or as attributes of a session. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import type {
  Encryption,
  FileReference,
  PeerVerification,
  Setting,
  Sometimes,
  TlsContext,
  Unknown,
} from '../../../tls/context.ts';
import { hostOf, isLoopback, isRemote } from '../../../tls/host.ts';
import { sometimes } from '../conditions.ts';
import { type WrittenName, writeName } from '../imports.ts';
import {
  argument,
  explicit,
  extent,
  fileSetting,
  hasUnpacked,
  isNone,
  type Library,
  type Place,
  type SourceFile,
} from '../place.ts';
import { children, spanOf } from '../syntax.ts';
import { addArgument, removeArguments, removeStatements, replaceNode } from '../text-edits.ts';
import {
  type Assignment,
  type Call,
  type Dictionary,
  type Item,
  isCertain,
  type Subject,
  type Value,
} from '../value.ts';

/** What one keyword says. */
export interface Option {
  readonly keyword: string;
  readonly sets:
    | 'verification'
    | 'name-check'
    | 'encryption'
    /** Where the connection goes. */
    | 'host'
    | 'trust-anchors'
    | 'certificate'
    | 'private-key';
  /** For `verification`, `name-check` and `encryption`: whether a value leaves it on. */
  isOn?(value: Value): boolean | Unknown;
  /** For `verification`: a path in its place names the trust anchors. */
  readonly takesPath?: boolean;
  /** The one function or method that takes it, and its place there without a keyword. */
  readonly of?: string;
  readonly position?: number;
  /** True where None is a value like others, and not the same as leaving it out. */
  readonly takesNone?: boolean;
  /** The value that switches it on, where leaving it out does not: an expression, or a name of a module. */
  readonly on?: string | { readonly name: string };
  /** True where it is off unless it is given. */
  readonly isOffByDefault?: boolean;
  /** For `encryption`: the keyword, or the place, of the host. */
  readonly host?: { readonly keyword: string; readonly position?: number };
  /** For `encryption`: it says something only where the host is known to be another's. */
  readonly needsHost?: boolean;
}

export interface ClientLibrary {
  readonly module: string;
  /** Functions and classes that take the options, by their last name. */
  readonly functions: RegExp;
  /** Classes whose objects take the options as attributes. */
  readonly sessions: readonly string[];
  /** Methods of those objects that take the options. */
  readonly methods: RegExp;
  readonly options: readonly Option[];
  /** Keywords that take a dictionary, and the options in it. */
  readonly nested?: Readonly<Record<string, readonly Option[]>>;
  /** Keys of a dictionary by which it is taken for the library's options, whoever takes it. */
  readonly keys?: readonly string[];
  /** Whether an object that the text does not make is one of the library's, after how it is called and what is done. */
  isOurs?(receiver: string, text: string): boolean;
  /** Attributes by which such an object is noticed. */
  readonly attributes?: readonly string[];
  /** Writes that verification is on, trusting a CA: a keyword and its value. Absent where that is not one argument. */
  trust?(anchors: string, file: SourceFile, place: SyntaxNode): Written;
}

export interface Written {
  readonly keyword: string;
  readonly value: string;
  readonly edits: readonly TextEdit[];
}

/** One setting, as an argument or as an assignment to an attribute. */
interface Given extends Item {
  readonly option: Option;
  readonly span: Span;
  readonly assignment?: Assignment;
  /** What the last assignment sets in its branch. */
  readonly conditional?: { readonly value: Value; readonly condition: Sometimes<true> };
  /** True for an entry of a dictionary. */
  readonly isEntry?: boolean;
}

export function clientLibrary(library: ClientLibrary): Library {
  const { module, sessions, options, methods, nested = {}, keys = [], attributes = [] } = library;
  const classes = sessions.map((name) => `${module}.${name}`);
  const keywords = new Set([...options.map(({ keyword }) => keyword), ...Object.keys(nested)]);
  return {
    module,
    classes,
    attributes,
    ...(keys.length > 0 && { keys }),
    ...((sessions.length > 0 || library.isOurs) && {
      isTelling: (method, given) =>
        methods.test(method) && given.some(({ keyword }) => keyword !== undefined && keywords.has(keyword)),
    }),
    readPlaces(subject, text) {
      if (subject.dictionary) return dictionaryPlaces(library, subject.dictionary, options);
      const own = readPlaces(library, classes, subject, text);
      const calls = [subject, ...subject.touches].flatMap((one) => ('call' in one && one.call ? [one.call] : []));
      return own.length === 0 && subject.origin === undefined && subject.type === undefined
        ? own
        : [...own, ...calls.flatMap((call) => nestedPlaces(library, call, subject))];
    },
  };
}

/** Options in a dictionary that stands by itself. */
function dictionaryPlaces(
  library: ClientLibrary,
  { entries, node }: Dictionary,
  options: readonly Option[],
): readonly Place[] {
  const { keys = [] } = library;
  if (!entries.some(({ key }) => keys.includes(key))) return [];
  const place = placeOf(library, entriesGiven(options, entries), spanOf(node), spanOf(node), undefined);
  return place ? [place] : [];
}

function nestedPlaces(library: ClientLibrary, call: Call, { origin, type }: Subject): readonly Place[] {
  if (!(type ?? origin)?.startsWith(`${library.module}.`)) return [];
  return Object.entries(library.nested ?? {}).flatMap(([keyword, options]) => {
    const given = argument(call, keyword)?.value;
    if (given?.kind !== 'dictionary') return [];
    const place = placeOf(
      library,
      entriesGiven(options, given.entries),
      spanOf(call.callee),
      spanOf(given.node),
      undefined,
    );
    return place ? [place] : [];
  });
}

function entriesGiven(options: readonly Option[], entries: Dictionary['entries']): Given[] {
  return options.flatMap((option) => {
    const entry = entries.findLast(({ key }) => key === option.keyword);
    return entry ? [{ option, node: entry.node, value: entry.value, span: entry.span, isEntry: true }] : [];
  });
}

function readPlaces(
  library: ClientLibrary,
  classes: readonly string[],
  subject: Subject,
  text: string,
): readonly Place[] {
  const { origin, call, type } = subject;
  if (origin === undefined && type === undefined) return foreignPlaces(library, subject, text);
  const module = (type ?? origin)?.startsWith(library.module) ? library.module : undefined;
  if (module === undefined || (type === undefined && !origin?.startsWith(`${module}.`))) return [];
  const last = origin?.slice(origin.lastIndexOf('.') + 1) ?? '';
  const isSession = type === undefined ? classes.some((name) => name.endsWith(`.${last}`)) : classes.includes(type);
  const places: Place[] = [];
  const own = [
    ...(call && library.functions.test(last) ? argumentsGiven(library, call, last) : []),
    ...(isSession ? attributesGiven(library, subject) : []),
  ];
  const made = placeOf(
    library,
    own,
    spanOf(call?.callee ?? subject.node),
    isSession ? extent(subject) : spanOf(subject.node),
    call,
  );
  if (made) places.push(made);
  return isSession ? [...places, ...methodPlaces(library, subject)] : places;
}

/** An object that comes from elsewhere. */
function foreignPlaces(library: ClientLibrary, subject: Subject, text: string): readonly Place[] {
  const receiver = text.slice(subject.node.from, subject.node.to);
  if (!library.isOurs?.(receiver, text)) return [];
  const own = attributesGiven(library, subject);
  const place = placeOf(library, own, spanOf(subject.node), extent(subject), undefined);
  return [...(place ? [place] : []), ...methodPlaces(library, subject)];
}

function methodPlaces(library: ClientLibrary, subject: Subject): readonly Place[] {
  const places: Place[] = [];
  for (const touch of subject.touches) {
    if (touch.kind !== 'call' || !library.methods.test(touch.method)) continue;
    const given = argumentsGiven(library, touch.call, touch.method);
    const place = placeOf(library, given, spanOf(touch.call.callee), spanOf(touch.call.node), touch.call);
    if (place) places.push(place);
  }
  return places;
}

function argumentsGiven({ options }: ClientLibrary, call: Call, name: string): Given[] {
  return options.flatMap((option) => {
    if (option.of !== undefined && option.of !== name) return [];
    const given = argument(call, option.keyword, option.position);
    if (!given) return [];
    const { node, value, span, isUnpacked } = given;
    return [{ option, node, value, span, ...(isUnpacked && { isEntry: true }) }];
  });
}

/** What the attributes are set to in the end. */
function attributesGiven({ options }: ClientLibrary, subject: Subject): Given[] {
  const found: Given[] = [];
  for (const option of options) {
    let held: Given | undefined;
    for (const touch of subject.touches) {
      if (touch.kind !== 'assignment' || touch.attribute !== option.keyword) continue;
      const isKnown = isCertain(touch, subject) && touch.operator === '=';
      const value: Value = isKnown ? touch.value : { kind: 'unknown' };
      const condition = isKnown ? undefined : sometimes<true>(true, touch, subject);
      held = {
        option,
        node: touch.node,
        value,
        span: spanOf(touch.statement),
        assignment: touch,
        ...(condition && { conditional: { value: touch.value, condition } }),
      };
    }
    if (held) found.push(held);
  }
  return found;
}

function placeOf(
  library: ClientLibrary,
  given: readonly Given[],
  nameSpan: TlsContext['nameSpan'],
  span: TlsContext['span'],
  call: Call | undefined,
): Place | undefined {
  const told = given.filter(({ value, option }) => (option.takesNone || !isNone(value)) && value.kind !== 'subjects');
  if (told.length === 0) return call && silent(library, given, call, nameSpan, span);
  const verification = told.find(({ option }) => option.sets === 'verification');
  const nameCheck = told.find(({ option }) => option.sets === 'name-check');
  const verified = verification && readVerification(verification);
  const named = nameCheck?.option.isOn?.(nameCheck.value);
  const conditional = sometimesOf(verification, nameCheck);
  const encryption = told.flatMap((item) => (isInClear(item, call, given) ? [item] : []))[0];
  const certificates = told.filter(({ option }) => option.sets === 'certificate').flatMap(readCertificate);
  const keys = told.filter(({ option }) => option.sets === 'private-key').map((item) => file(item, 'private-key'));
  const anchors = told.flatMap((item): Setting<FileReference>[] => {
    const isPath = item.option.sets === 'trust-anchors' || (item.option.takesPath === true && !isSwitch(item.value));
    return isPath ? [file(item, 'trust-anchors')] : [];
  });
  return {
    context: {
      role: 'client',
      span,
      nameSpan,
      ...(encryption && { encryption: explicit<Encryption>('none', encryption.span) }),
      ...(verification && verified !== undefined && { peerVerification: explicit(verified, verification.span) }),
      ...(nameCheck && named !== undefined && { hostnameVerification: explicit(named, nameCheck.span) }),
      ...(conditional && { sometimes: conditional }),
      ...(certificates.length > 0 && {
        certificates: certificates.map(({ certificate }) => certificate),
        privateKeys: keys.length > 0 ? keys : certificates.map(({ key }) => key),
      }),
      ...(anchors.length > 0 && { trustAnchors: anchors }),
      hasTrustAnchors: anchors.length > 0,
    },
    insecure: told.flatMap(({ assignment, option, value }) =>
      assignment && option.isOn?.(value) === false ? [assignment.statement] : [],
    ),
    write(change, source) {
      if (change.setting === 'encrypt')
        return encryption && write(library, [encryption], call, source, undefined, false);
      if (change.setting !== 'verify-peer' && change.setting !== 'verify-hostname') return undefined;
      const trusted = anchors.length === 0 ? change.trustAnchors : undefined;
      const about = told.filter(({ option }) => option.sets !== 'encryption');
      return write(library, about, call, source, trusted, change.setting === 'verify-peer');
    },
  };
}

function sometimesOf(verification: Given | undefined, nameCheck: Given | undefined): TlsContext['sometimes'] {
  const off = (given: Given | undefined) =>
    given?.conditional && given.option.isOn?.(given.conditional.value) === false
      ? given.conditional.condition
      : undefined;
  const [peer, name] = [off(verification), off(nameCheck)];
  if (!peer && !name) return undefined;
  return {
    ...(peer && { peerVerification: { ...peer, value: 'none' } }),
    ...(name && { hostnameVerification: { ...name, value: false } }),
  };
}

/** A call that says nothing of an option that is off unless it is given. */
function silent(
  { options, functions }: ClientLibrary,
  given: readonly Given[],
  call: Call,
  nameSpan: TlsContext['nameSpan'],
  span: TlsContext['span'],
): Place | undefined {
  const option = options.find(({ isOffByDefault }) => isOffByDefault);
  const last = call.name?.slice(call.name.lastIndexOf('.') + 1) ?? '';
  if (!option || given.length > 0 || hasUnpacked(call) || !functions.test(last)) return undefined;
  return {
    context: {
      role: 'client',
      span,
      nameSpan,
      peerVerification: { value: 'none', span: nameSpan, origin: 'default' },
      hasTrustAnchors: false,
    },
    insecure: [],
    write(change, source) {
      if (change.setting !== 'verify-peer' || option.on === undefined) return undefined;
      const { text, edits } = writeOn(option.on, source, call.node);
      const edit = addArgument(call, `${option.keyword}=${text}`);
      return edit && [edit, ...edits];
    },
  };
}

function writeOn(on: NonNullable<Option['on']>, source: SourceFile, place: SyntaxNode): WrittenName {
  return typeof on === 'string' ? { text: on, edits: [] } : writeName(on.name, source.imports, place, source.text);
}

/** Switched off in so many words, for a host that is not this machine. */
function isInClear({ option, value }: Given, call: Call | undefined, given: readonly Given[]): boolean {
  if (option.sets !== 'encryption' || option.isOn?.(value) !== false) return false;
  const { host, needsHost = false } = option;
  const argumentOfHost = host && call && argument(call, host.keyword, host.position)?.value;
  const address = argumentOfHost ?? given.find((one) => one.option.keyword === host?.keyword)?.value;
  const names = hostsIn(address);
  if (!names) return !needsHost;
  return needsHost ? names.some(isRemote) : !names.every(isLoopback);
}

/** The hosts in `host:port`, in a list of them, or in an address. */
function hostsIn(value: Value | undefined): string[] | undefined {
  if (value?.kind === 'tuple') {
    const all = value.items.map((item) => hostsIn(item.value));
    return all.length > 0 && all.every((some) => some !== undefined) ? all.flat() : undefined;
  }
  if (value?.kind !== 'text' || value.text === '') return undefined;
  return value.text.split(',').map((one) => hostOf(one.trim().replace(/^\w+:\/\//, '')));
}

/** True for what cannot be a path. */
function isSwitch(value: Value): boolean {
  return value.kind === 'constant' || (value.kind === 'text' && value.text === '') || value.kind === 'unknown';
}

function readVerification({ option, value }: Given): PeerVerification | Unknown {
  const isOn = option.isOn?.(value) ?? 'unknown';
  if (isOn === 'unknown') return 'unknown';
  return isOn ? 'required' : 'none';
}

function file({ node, value, span }: Given, purpose: FileReference['purpose']): Setting<FileReference> {
  return fileSetting({ node, value }, span, purpose);
}

/** `'both.pem'`, or `('certificate.pem', 'key.pem')` with, in some libraries, a password as the third. */
function readCertificate(given: Given): { certificate: Setting<FileReference>; key: Setting<FileReference> }[] {
  const { value, span } = given;
  const items: readonly Item[] = value.kind === 'tuple' ? value.items : [given];
  const [certificate] = items;
  const key = items[1] && !isNone(items[1].value) ? items[1] : certificate;
  if (!certificate || !key) return [];
  const place = (item: Item): { start: number; end: number } => (item === given ? span : spanOf(item.node));
  return [
    {
      certificate: fileSetting(certificate, place(certificate), 'certificate'),
      key: fileSetting(key, place(key), 'private-key'),
    },
  ];
}

/** Switches on what is off: both at once where both are, so that the fixes of the two are one. */
function write(
  library: ClientLibrary,
  told: readonly Given[],
  call: Call | undefined,
  source: SourceFile,
  anchors: string | undefined,
  verifies: boolean,
): TextEdit[] | undefined {
  const off = told.filter(({ option, value }) => option.isOn?.(value) === false);
  const verification = off.find(({ option }) => option.sets === 'verification');
  if (off.length === 0 || (verifies && !verification)) return undefined;
  const edits: TextEdit[] = [];
  const trusted =
    anchors === undefined || !verification || verification.option.on !== undefined || verification.isEntry
      ? undefined
      : library.trust?.(anchors, source, verification.node);
  if (trusted && verification) {
    edits.push(...trusted.edits);
    if (!verification.assignment) edits.push({ span: verification.span, text: `${trusted.keyword}=${trusted.value}` });
    else if (trusted.keyword === verification.option.keyword) edits.push(replaceNode(verification.node, trusted.value));
    else return undefined;
  }
  const rest = off.filter((item) => !trusted || item !== verification);
  for (const { option, node, isEntry } of rest) {
    if (option.on === undefined) {
      if (!isEntry) continue;
      const opposite = oppositeOf(option);
      if (opposite === undefined) return undefined;
      edits.push(replaceNode(node, opposite));
      continue;
    }
    const { text, edits: imports } = writeOn(option.on, source, node);
    edits.push(replaceNode(node, text), ...imports);
  }
  const named = rest.filter(({ assignment, option, isEntry }) => !assignment && !isEntry && option.on === undefined);
  const inCall = call?.arguments.filter(({ node }) => named.some((item) => item.node.from === node.from)) ?? [];
  if (call) edits.push(...removeArguments(source.text, call, inCall));
  const simple: SyntaxNode[] = [];
  for (const { assignment, node, option } of rest) {
    if (!assignment || option.on !== undefined) continue;
    if (children(assignment.statement).length === 3 && assignment.statement.name === 'AssignStatement') {
      simple.push(assignment.statement);
    } else edits.push(replaceNode(node, oppositeOf(option) ?? 'True'));
  }
  return [...edits, ...removeStatements(source.text, simple, source.removable)];
}

/** The boolean that leaves an option on. */
function oppositeOf({ isOn }: Option): string | undefined {
  for (const value of [true, false]) if (isOn?.({ kind: 'constant', value }) === true) return value ? 'True' : 'False';
  return undefined;
}
