import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Localize, type Message, message } from '../core/base/message.ts';
import { visible } from '../core/base/visible.ts';
import type { Finding, Severity } from '../core/lint/finding.ts';
import { rulePageLink } from '../core/lint/links.ts';
import type { Places } from './places.ts';
import { toFirstLine, toRange } from './ranges.ts';
import type { Session } from './session.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * Of one document. Editors show a thousand of each (VS Code), and a message of many thousands takes them longer to read
 * than the document took.
 */
const mostDiagnostics = 2_000;

/** The findings of `document` as the client wants them. Ranges are taken before anything is waited for. */
export async function toDiagnostics(
  all: readonly Finding[],
  document: TextDocument,
  { client, places, localize }: Session,
): Promise<Diagnostic[]> {
  const findings = all.length > mostDiagnostics ? gravest(all) : all;
  const wanted = client.textDocument?.diagnostic ?? client.textDocument?.publishDiagnostics ?? {};
  const before = shown.get(localize) ?? new WeakMap<Finding, Diagnostic>();
  shown.set(localize, before);
  const diagnostics = findings.map((finding) => {
    const diagnostic = toDiagnostic(finding, document, localize, wanted, before.get(finding));
    // What is said of other places may be something else by then.
    if (finding.related.length === 0) before.set(finding, diagnostic);
    return diagnostic;
  });
  if (all.length > findings.length) diagnostics.push(noteOf(all.length - findings.length, document, localize));
  if (wanted.relatedInformation !== true) return diagnostics;
  // Most say nothing of other places.
  const related = [...findings.keys()].filter((i) => (findings[i] as Finding).related.length > 0);
  await Promise.all(
    related.map(async (i) => {
      const told = await relatedInformation((findings[i] as Finding).related, places, localize);
      (diagnostics[i] as Diagnostic).relatedInformation = told;
    }),
  );
  return diagnostics;
}

/** As many as are told, in document order. */
function gravest(all: readonly Finding[]): readonly Finding[] {
  const bySeverity = all.toSorted((a, b) => (severities[a.severity] ?? 0) - (severities[b.severity] ?? 0));
  const told = new Set(bySeverity.slice(0, mostDiagnostics));
  return all.filter((finding) => told.has(finding));
}

/** Says what is left out, in the first line. */
function noteOf(count: number, document: TextDocument, localize: Localize): Diagnostic {
  const text = message(
    'This file has {count} more problems, none of them graver than those that are shown. tlsense check tells them all.',
    { count },
  );
  return {
    range: toFirstLine(document, { start: 0, end: document.getText().length }),
    severity: DiagnosticSeverity.Information,
    source: 'tlsense',
    message: localize(text),
  };
}

/** Most findings of a document are there after the next key too, and most of them where they were. */
const shown = new WeakMap<Localize, WeakMap<Finding, Diagnostic>>();
const texts = new WeakMap<Localize, WeakMap<Message, string>>();

function textOf(message: Message, localize: Localize): string {
  const known = texts.get(localize) ?? new WeakMap<Message, string>();
  texts.set(localize, known);
  // On one line, whatever is quoted.
  const text = known.get(message) ?? visible(localize(message));
  known.set(message, text);
  return text;
}

/** A rule's page is the same for all that it finds. */
const pages = new Map<string, CodeDescription>();

function pageOf(rule: string): CodeDescription {
  const page = pages.get(rule) ?? { href: rulePageLink(rule) };
  pages.set(rule, page);
  return page;
}

/**
 * Found again by the code action request, which gets back what was shown. Where `before` says the same of the same place,
 * it is that very object.
 */
export function toDiagnostic(
  { rule, severity, span, message }: Finding,
  document: TextDocument,
  localize: Localize,
  { codeDescriptionSupport }: { readonly codeDescriptionSupport?: boolean },
  before?: Diagnostic,
): Diagnostic {
  const range = toFirstLine(document, span);
  if (before && isSame(before.range, range)) return before;
  const diagnostic: Diagnostic = {
    range,
    severity: severities[severity],
    source: 'tlsense',
    code: rule,
    message: textOf(message, localize),
  };
  if (codeDescriptionSupport === true) diagnostic.codeDescription = pageOf(rule);
  return diagnostic;
}

function isSame({ start, end }: Range, other: Range): boolean {
  return (
    start.line === other.start.line &&
    start.character === other.start.character &&
    end.line === other.end.line &&
    end.character === other.end.character
  );
}

async function relatedInformation(
  related: Finding['related'],
  places: Places,
  localize: Localize,
): Promise<DiagnosticRelatedInformation[]> {
  const found: DiagnosticRelatedInformation[] = [];
  for (const { uri, span, message } of related) {
    const text = await places.text(uri);
    if (text) found.push({ location: { uri, range: toRange(text, span) }, message: visible(localize(message)) });
  }
  return found;
}
