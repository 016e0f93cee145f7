import type { Files } from '../../core/base/host.ts';
import type { Message } from '../../core/base/message.ts';
import type { Span } from '../../core/base/span.ts';
import { LineIndex } from '../../core/base/text.ts';
import type { PathReport } from '../../core/chain/path-report.ts';
import type { Finding, Fix, Severity } from '../../core/lint/finding.ts';
import { decodeSource } from '../source-file.ts';
import type { CheckedFile } from './project.ts';

/** A range of a file as people count: from 1, columns in UTF-16 units. */
export interface Place {
  readonly uri: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedFix {
  readonly title: Message;
  readonly preferred: boolean;
  readonly edits: readonly (Place & { readonly text: string })[];
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly place: Place;
  readonly related: readonly (Place & { readonly message: Message })[];
  readonly fixes: readonly ReportedFix[];
  /** The validation that it is about, in English. */
  readonly certificationPath?: Readonly<Record<string, unknown>>;
  /** Which trust anchors counted for it. */
  readonly anchors?: Message;
}

/** A validation, for programs and for people. */
export interface DescribedPath {
  readonly certificationPath: Readonly<Record<string, unknown>>;
  readonly anchors?: Message;
}

export interface FileReport {
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
  /** Those that a comment takes away, with its reason. */
  readonly suppressed?: readonly (ReportedFinding & { readonly reason: string })[];
}

/** Findings with their places, for the formatters. Files that do not concern us are left out. */
export async function makeReport(
  checked: readonly CheckedFile[],
  files: Files,
  displayName: (uri: string) => string,
  describePath: (report: PathReport, fromUri: string) => DescribedPath,
): Promise<readonly FileReport[]> {
  const lines = new Map<string, LineIndex>();
  for (const { uri, source, findings, suppressed } of checked) {
    if (findings.length + suppressed.length > 0) lines.set(uri, new LineIndex(source.text));
  }

  const linesOf = async (uri: string): Promise<LineIndex> => {
    const known = lines.get(uri);
    if (known) return known;
    const read = await files.read(uri);
    const index = new LineIndex(read.ok ? decodeSource(read.value).text : '');
    lines.set(uri, index);
    return index;
  };
  const place = async (uri: string, span: Span): Promise<Place> => {
    const index = await linesOf(uri);
    const start = index.position(span.start);
    const end = index.position(span.end);
    return {
      uri,
      file: displayName(uri),
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
    };
  };

  const report = async (uri: string, finding: Finding, fixes: readonly Fix[]): Promise<ReportedFinding> => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...(finding.path ? describePath(finding.path, uri) : {}),
    place: await place(uri, finding.span),
    related: await Promise.all(
      finding.related.map(async (other) => ({ ...(await place(other.uri, other.span)), message: other.message })),
    ),
    fixes: await Promise.all(
      fixes.map(async ({ title, preferred, edits }) => ({
        title,
        preferred,
        edits: await Promise.all(
          edits.map(async (edit) => ({ ...(await place(edit.uri, edit.span)), text: edit.text })),
        ),
      })),
    ),
  });

  const reports: FileReport[] = [];
  for (const { uri, findings, suppressed, concerned } of checked) {
    if (!concerned) continue;
    const reported: ReportedFinding[] = [];
    for (const finding of findings) reported.push(await report(uri, finding, finding.fixes));
    const silent: (ReportedFinding & { reason: string })[] = [];
    for (const { finding, suppression } of suppressed) {
      silent.push({ ...(await report(uri, finding, [])), reason: suppression.reason });
    }
    reports.push({ file: displayName(uri), findings: reported, ...(silent.length > 0 && { suppressed: silent }) });
  }
  return reports;
}
