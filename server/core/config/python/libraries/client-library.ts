/** Client libraries that take their TLS settings as keywords of a call, or as attributes of a session. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../../base/edit.ts';
import type { FileReference, PeerVerification, Setting, TlsContext, Unknown } from '../../../tls/context.ts';
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
import { type Assignment, type Call, type Item, isCertain, type Subject, type Value } from '../value.ts';

/** What one keyword says. */
export interface Option {
  readonly keyword: string;
  readonly sets: 'verification' | 'name-check' | 'trust-anchors' | 'certificate' | 'private-key';
  /** For `verification` and `name-check`: whether a value leaves it on. */
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
  readonly span: { readonly start: number; readonly end: number };
  readonly assignment?: Assignment;
}

export function clientLibrary(library: ClientLibrary): Library {
  const { module, sessions, options, methods } = library;
  const classes = sessions.map((name) => `${module}.${name}`);
  const keywords = new Set(options.map(({ keyword }) => keyword));
  return {
    module,
    classes,
    attributes: [],
    ...(sessions.length > 0 && {
      isTelling: (method, given) =>
        methods.test(method) && given.some(({ keyword }) => keyword !== undefined && keywords.has(keyword)),
    }),
    readPlaces: (subject) => readPlaces(library, classes, subject),
  };
}

function readPlaces(library: ClientLibrary, classes: readonly string[], subject: Subject): readonly Place[] {
  const { origin, call, type } = subject;
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
  if (!isSession) return places;
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
    return given ? [{ option, node: given.node, value: given.value, span: given.span }] : [];
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
      held = { option, node: touch.node, value, span: spanOf(touch.statement), assignment: touch };
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
      ...(verification && verified !== undefined && { peerVerification: explicit(verified, verification.span) }),
      ...(nameCheck && named !== undefined && { hostnameVerification: explicit(named, nameCheck.span) }),
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
      if (change.setting !== 'verify-peer' && change.setting !== 'verify-hostname') return undefined;
      const trusted = anchors.length === 0 ? change.trustAnchors : undefined;
      return write(library, told, call, source, trusted, change.setting === 'verify-peer');
    },
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
    anchors === undefined || !verification || verification.option.on !== undefined
      ? undefined
      : library.trust?.(anchors, source, verification.node);
  if (trusted && verification) {
    edits.push(...trusted.edits);
    if (!verification.assignment) edits.push({ span: verification.span, text: `${trusted.keyword}=${trusted.value}` });
    else if (trusted.keyword === verification.option.keyword) edits.push(replaceNode(verification.node, trusted.value));
    else return undefined;
  }
  const rest = off.filter((item) => !trusted || item !== verification);
  for (const { option, node } of rest) {
    if (option.on === undefined) continue;
    const { text, edits: imports } = writeOn(option.on, source, node);
    edits.push(replaceNode(node, text), ...imports);
  }
  const named = rest.filter(({ assignment, option }) => !assignment && option.on === undefined);
  const inCall = call?.arguments.filter(({ node }) => named.some((item) => item.node.from === node.from)) ?? [];
  if (call) edits.push(...removeArguments(source.text, call, inCall));
  const simple: SyntaxNode[] = [];
  for (const { assignment, node, option } of rest) {
    if (!assignment || option.on !== undefined) continue;
    if (children(assignment.statement).length === 3 && assignment.statement.name === 'AssignStatement') {
      simple.push(assignment.statement);
    } else edits.push(replaceNode(node, 'True'));
  }
  return [...edits, ...removeStatements(source.text, simple, source.removable)];
}
