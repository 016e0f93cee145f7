import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Change } from '../../tls/change.ts';
import type { TlsContext } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import { details, type PythonDetails } from './details.ts';

/** Makes a change in a context that `readPython` found in this very text. */
export function writePython(text: string, context: TlsContext, change: Change): readonly TextEdit[] | undefined {
  const known = details.get(context);
  if (!known) return undefined;
  switch (change.setting) {
    case 'verify-peer':
      return known.maker === '_create_unverified_context'
        ? [secureCreation(text, known, change.trustAnchors)]
        : secureStatements(text, context, known, change.trustAnchors);
    case 'verify-hostname':
      // Names are checked only where the certificate is verified: with CERT_NONE in force Python raises ValueError.
      return context.peerVerification?.value === 'none'
        ? undefined
        : known.checkHostname && [secured(text, known, known.checkHostname, 'check_hostname = True')];
    case 'min-version':
      return known.minVersion && [version(text, context, known.minVersion, change.value)];
    case 'max-version':
      return known.maxVersion && [version(text, context, known.maxVersion, change.value)];
    case 'protocols':
      return undefined;
  }
}

/** `ssl._create_unverified_context()` → `ssl.create_default_context(cafile=…)` */
function secureCreation(text: string, { creation, module }: PythonDetails, path: string | undefined): TextEdit {
  const dot = module === '' ? '' : '.';
  const args = path === undefined ? '' : `cafile=${quoted(text, path)}`;
  return { span: creation, text: `${module}${dot}create_default_context(${args})` };
}

/** Both switches at once: check_hostname cannot be on while verify_mode is CERT_NONE (FACTS 5.1). */
function secureStatements(
  text: string,
  context: TlsContext,
  known: PythonDetails,
  path: string | undefined,
): readonly TextEdit[] | undefined {
  if (!known.verifyMode) return undefined;
  const edits: TextEdit[] = [];
  const load = path === undefined ? undefined : `load_verify_locations(${quoted(text, path)})`;
  if (!known.isSecureByDefault) {
    const indent = /[ \t]*$/.exec(text.slice(0, known.verifyMode.start))?.[0] ?? '';
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const module = known.module === '' ? '' : `${known.module}.`;
    const lines = [`verify_mode = ${module}CERT_REQUIRED`, ...(load ? [load] : [])];
    const joined = lines.map((line) => `${known.name}.${line}`).join(`${newline}${indent}`);
    edits.push({ span: known.verifyMode, text: joined });
    if (context.hostnameVerification?.value === false && known.checkHostname) {
      edits.push({ span: known.checkHostname, text: `${known.name}.check_hostname = True` });
    }
    return edits;
  }
  edits.push(
    load
      ? { span: known.verifyMode, text: `${known.name}.${load}` }
      : secured(text, known, known.verifyMode, 'verify_mode'),
  );
  if (context.hostnameVerification?.value === false && known.checkHostname) {
    edits.push(secured(text, known, known.checkHostname, 'check_hostname = True'));
  }
  return edits;
}

/** A statement that only switched a default off goes; where the default is off, or it shares its line, it is set. */
function secured(text: string, known: PythonDetails, statement: Span, replacement: string): TextEdit {
  const line = ownLine(text, statement);
  if (known.isSecureByDefault && line && !isAlone(text, line)) return { span: line, text: '' };
  const module = known.module === '' ? '' : `${known.module}.`;
  const value = replacement === 'verify_mode' ? `verify_mode = ${module}CERT_REQUIRED` : replacement;
  return { span: statement, text: `${known.name}.${value}` };
}

/** The statement's whole line with its line break, where nothing else stands on it but a comment. */
function ownLine(text: string, { start, end }: Span): Span | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const to = newline < 0 ? text.length : newline + 1;
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  // A comment stays with its line: the person who wrote it should decide.
  return before.trim() === '' && after.trim() === '' ? { start: from, end: to } : undefined;
}

/** Whether the line opens its block: removing it could leave the block empty. */
function isAlone(text: string, line: Span): boolean {
  return /:[ \t]*(#[^\n]*)?\r?\n[ \t]*$/.test(text.slice(Math.max(0, line.start - 500), line.start) || '\n');
}

function version(text: string, context: TlsContext, span: Span, value: ProtocolVersion): TextEdit {
  const written = text.slice(span.start, span.end);
  if (/PROTOCOL_\w+$/.test(written)) {
    const side = context.role === 'server' ? 'PROTOCOL_TLS_SERVER' : 'PROTOCOL_TLS_CLIENT';
    return { span, text: written.replace(/PROTOCOL_\w+$/, side) };
  }
  return { span, text: written.replace(/\w+$/, value.replace('.', '_')) };
}

function quoted(text: string, path: string): string {
  const quote = (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
  return `${quote}${path.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}
