/** Options that do something else than they seem to, as Node 20 and 24 treat them. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Observation } from '../../tls/observation.ts';
import { readAssignments } from './assignments.ts';
import { evaluate } from './constants.ts';
import type { Source } from './contexts.ts';
import { quoteOf, removeProperty, removeStatement } from './layout.ts';
import { quote } from './literals.ts';
import { fileReaderAt } from './modules.ts';
import { environmentSwitch, secureProtocolName } from './option-names.ts';
import { type Entry, effective } from './options.ts';
import { originOf } from './origins.ts';
import { pathOf } from './paths.ts';
import type { Program } from './program.ts';
import type { Reading } from './read.ts';
import { children, spanOf, unwrap } from './syntax.ts';

/** Words that people take for false; to Node they are strings. */
const falseWord = /^(?:false|no|off|0|n|disabled?)?$/i;

export function observeOptions({ program, found }: Reading): Observation[] {
  const firstUse = found[0]?.source.span.start ?? 0;
  const sources = found.map(({ source }) => source).filter(({ kind }) => kind === 'options');
  return [
    ...sources.flatMap((source) => [
      ...observeRejection(program, source),
      ...observeSecureProtocol(program, source),
      ...(source.isKnown ? observePaths(program, source, firstUse) : []),
    ]),
    ...observeSwitch(program),
  ];
}

function observeRejection(program: Program, { options, role, isKnown }: Source): Observation[] {
  const entry = effective(options, 'rejectUnauthorized');
  const value = entry?.value && evaluate(program, entry.value);
  if (!entry?.value || !value || entry.inherited) return [];
  const { node } = entry;
  if (typeof value.value === 'string' && falseWord.test(value.value)) {
    const { from, to } = entry.value;
    const isShorthand = entry.value.name === 'PropertyDefinition';
    return [
      {
        code: 'javascript/string-is-not-false',
        form: 'option',
        span: spanOf(node),
        data: { value: program.text.slice(from, to) },
        repair: () => [{ span: { start: from, end: to }, text: isShorthand ? 'rejectUnauthorized: true' : 'true' }],
      },
    ];
  }
  if (role !== 'server' || !isKnown || options.open || value.value !== true) return [];
  if (effective(options, 'requestCert')) return [];
  const hasCa = effective(options, 'ca') !== undefined;
  return [
    {
      code: 'javascript/reject-without-request-cert',
      span: spanOf(node),
      // Without a CA of its own it would let in whoever has a certificate of a public one.
      ...(hasCa && entry.form === 'property'
        ? { repair: () => [{ span: { start: node.from, end: node.from }, text: 'requestCert: true, ' }] }
        : {}),
    },
  ];
}

function observeSecureProtocol(program: Program, { options }: Source): Observation[] {
  const entry = effective(options, 'secureProtocol');
  const value = entry?.value && evaluate(program, entry.value)?.value;
  const family = typeof value === 'string' ? secureProtocolName.exec(value)?.[1] : undefined;
  // The others are old versions themselves.
  if (!entry || !family || !/^(?:SSLv23|TLSv1_2|TLS)$/.test(family) || entry.inherited) return [];
  return [
    {
      code: 'javascript/legacy-secure-protocol',
      form: family === 'TLS' ? 'floor' : 'capped',
      span: spanOf(entry.node),
      data: { method: String(value) },
      repair: () => replaceProtocol(program, entry, options.entries),
    },
  ];
}

function replaceProtocol(program: Program, entry: Entry, entries: readonly Entry[]): TextEdit[] | undefined {
  const { node } = entry;
  const hasRange = entries.some(({ key }) => key === 'minVersion' || key === 'maxVersion');
  const floor = quote('TLSv1.2', quoteOf(program.text));
  if (entry.form === 'property') {
    if (hasRange) return removeProperty(program.text, node, ({ from }) => from === node.from);
    return [{ span: spanOf(node), text: `minVersion: ${floor}` }];
  }
  const object = node.firstChild?.firstChild;
  if (entry.form !== 'assignment' || !object || hasRange) return undefined;
  return [{ span: spanOf(node), text: `${program.text.slice(object.from, object.to)}.minVersion = ${floor}` }];
}

/** A name of a file, by its ending or its beginning; PEM has line breaks. */
const filePath = /^(?:\.{0,2}\/|[A-Za-z]:\\)[^\n]+$|^[^\n]+\.(?:pem|crt|cer|cert|key|crl|der|ca-bundle)$/i;

/** `ca: 'ca.pem'`: the text of a file is asked for. A CA that is none is not even an error. */
function observePaths(program: Program, { options, names }: Source, firstUse: number): Observation[] {
  const keys = [names.certificate, names.privateKey, names.trustAnchors, names.revocationList];
  return keys.flatMap((key): Observation[] => {
    const entry = key === undefined ? undefined : effective(options, key);
    if (!entry?.value || entry.inherited) return [];
    return values(entry.value).flatMap((value): Observation[] => {
      const path = pathOf(program, value)?.path;
      if (path === undefined || path.includes('-----') || !filePath.test(path)) return [];
      return [
        {
          code: 'javascript/path-instead-of-pem',
          form: key === names.trustAnchors ? 'anchors' : 'other',
          span: spanOf(value),
          data: { option: entry.key },
          repair: () => readFile(program, entry, value, firstUse),
        },
      ];
    });
  });
}

function values(value: SyntaxNode): SyntaxNode[] {
  const node = unwrap(value);
  if (node.name !== 'ArrayExpression') return [node];
  return children(node).filter(({ name }) => !['[', ']', ',', 'Spread'].includes(name));
}

function readFile(program: Program, entry: Entry, value: SyntaxNode, firstUse: number): TextEdit[] {
  const { callee, edits } = fileReaderAt(program, value.from, firstUse);
  const written = program.text.slice(value.from, value.to);
  const text = `${callee}(${written})`;
  return [
    ...edits,
    { span: spanOf(value), text: value.name === 'PropertyDefinition' ? `${entry.key}: ${text}` : text },
  ];
}

/** `process.env.NODE_TLS_REJECT_UNAUTHORIZED = false` becomes the string 'false', which switches nothing off. */
function observeSwitch(program: Program): Observation[] {
  return readAssignments(program).flatMap((assignment): Observation[] => {
    const { key, object, value, node } = assignment;
    if (key !== environmentSwitch) return [];
    const origin = originOf(program, object);
    const constant = evaluate(program, value);
    if (origin?.module !== 'process' || origin.path.join('.') !== 'env' || !constant) return [];
    const written = String(constant.value);
    if (written === '0' || !falseWord.test(written)) return [];
    return [
      {
        code: 'javascript/string-is-not-false',
        form: 'environment',
        span: spanOf(node),
        data: { value: program.text.slice(value.from, value.to) },
        repair() {
          const removed = removeStatement(program.text, node);
          return removed && [removed];
        },
      },
    ];
  });
}
