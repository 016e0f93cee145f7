import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { nextTurn } from '../core/base/event-loop.ts';
import { traceOf } from './answer.ts';
import { toDiagnostics } from './diagnostics.ts';
import { surroundings } from './documents.ts';
import { KnownReports } from './known-reports.ts';
import { noFindings, resultId } from './result-id.ts';
import type { Session } from './session.ts';

/** The longest stretch of work between two looks at what else arrived. */
const sliceMilliseconds = 10;
/** Files that are looked at together: most of the time is spent waiting for the disk. */
const readAtOnce = 8;
/** Files between two looks at whether something changed. */
const settledFiles = 64;
/** Reports that are sent together. */
const batchSize = 50;
/** Reports of one answer to clients that take no batches: writing one out holds everything up. They ask again. */
const answeredAtOnce = 400;
/** A client pulls a closing document once more; what the workspace says of it before that is passed over. */
const closingMilliseconds = 1_000;

/**
 * The findings of files that are not open, for the Problems panel. A pull is answered as soon as there is something to
 * say that the client does not know, and waits until then: clients ask again two seconds after each answer.
 */
export function listenForWorkspacePulls(session: Session): void {
  const { connection, documents, files, refresh, scanned, host, workspace, settings } = session;
  const reports = new KnownReports(host, workspace, settings);
  const closed = new Set<string>();
  const sleepers = new Set<() => void>();
  const wake = (): void => {
    for (const sleeper of sleepers) sleeper();
    sleepers.clear();
  };
  refresh.listen(wake);
  documents.onChange((uri) => reports.textChanged(uri));
  files.onChange((uri) => reports.textChanged(uri));
  documents.onClose((uri) => {
    setTimeout(() => {
      closed.add(uri);
      wake();
    }, closingMilliseconds);
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _work, progress) => {
    await scanned;
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    for (;;) {
      const again = new Promise<void>((resolve) => {
        sleepers.add(resolve);
        token.onCancellationRequested(() => resolve());
      });
      for (const uri of closed) known.set(uri, 'closed');
      closed.clear();
      let items: WorkspaceDocumentDiagnosticReport[] = [];
      let said = false;
      for await (const report of reportsOf(session, known, reports, token)) {
        said = true;
        items.push(report);
        if (!progress && items.length >= answeredAtOnce) break;
        if (!progress || items.length < batchSize) continue;
        progress.report({ items });
        items = [];
      }
      if (said || token.isCancellationRequested) return { items };
      await again;
    }
  });
}

/** What the client does not know yet, file by file, with pauses for other requests. */
async function* reportsOf(
  session: Session,
  known: ReadonlyMap<string, string>,
  reports: KnownReports,
  token: CancellationToken,
): AsyncGenerator<WorkspaceDocumentDiagnosticReport> {
  const uris = [...new Set([...(await session.files.uris()), ...known.keys()])];
  let sliceStart = performance.now();
  const knows = (uri: string, id: string): boolean => id === (known.get(uri) ?? noFindings);
  let batch: string[] = [];
  for (const [i, uri] of uris.entries()) {
    if (token.isCancellationRequested) return;
    if (performance.now() - sliceStart > sliceMilliseconds) {
      await nextTurn();
      sliceStart = performance.now();
    }
    if (i % settledFiles === 0) {
      await session.settings.loaded;
      await session.workspace.settle();
    }
    const said = session.documents.get(uri) ? undefined : reports.get(uri);
    if (said === undefined || !knows(uri, said)) batch.push(uri);
    if (batch.length < readAtOnce && i < uris.length - 1) continue;
    const diagnosed = await Promise.all(batch.map((one) => diagnosticsOf(session, one, reports, token)));
    for (const [at, { version, items, id }] of diagnosed.entries()) {
      const one = batch[at] ?? '';
      if (!knows(one, id)) {
        yield { kind: DocumentDiagnosticReportKind.Full, uri: one, version, resultId: id, items };
      }
    }
    batch = [];
  }
}

async function diagnosticsOf(session: Session, uri: string, reports: KnownReports, token: CancellationToken) {
  const { documents, files, workspace, host, settings } = session;
  const at = reports.clock;
  try {
    const open = await documents.analysed(uri, token);
    const file = open ? undefined : await files.analysed(uri);
    const analysed = open ?? file;
    if (!analysed) {
      reports.set(uri, { resultId: noFindings, surroundings: surroundings(uri, host, settings), related: [], at });
      return { version: null, items: [], id: noFindings };
    }
    const { document, analysis } = analysed;
    const version = documents.get(uri)?.version ?? null;
    const items = await toDiagnostics(analysis.findings, document, session);
    const id = resultId(items);
    if (file) {
      const related = [...new Set(analysis.findings.flatMap((finding) => finding.related.map((place) => place.uri)))];
      const observation = workspace.observationOf(file.reading);
      reports.set(uri, { resultId: id, surroundings: file.key, observation, related, at });
    }
    return { version, items, id };
  } catch (error) {
    // One file that cannot be analysed keeps none of the others from being shown.
    if (!token.isCancellationRequested) session.connection.console.error(`workspace/diagnostic: ${traceOf(error)}`);
    return { version: null, items: [], id: noFindings };
  }
}
