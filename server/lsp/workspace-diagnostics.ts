import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { nextTurn } from '../core/base/event-loop.ts';
import { traceOf } from './answer.ts';
import { toDiagnostics } from './diagnostics.ts';
import { noFindings, resultId } from './result-id.ts';
import type { Session } from './session.ts';

/** The longest stretch of work between two looks at what else arrived. */
const sliceMilliseconds = 20;
/** Files that are looked at together: most of the time is spent waiting for the disk. */
const readAtOnce = 8;
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
  const { connection, documents, files, refresh, scanned } = session;
  const closed = new Set<string>();
  const sleepers = new Set<() => void>();
  const wake = (): void => {
    for (const sleeper of sleepers) sleeper();
    sleepers.clear();
  };
  refresh.listen(wake);
  documents.onClose((uri) => {
    files.changed(uri);
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
      for await (const report of reportsOf(session, known, token)) {
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
  token: CancellationToken,
): AsyncGenerator<WorkspaceDocumentDiagnosticReport> {
  const uris = [...new Set([...(await session.files.uris()), ...known.keys()])];
  let sliceStart = performance.now();
  for (let at = 0; at < uris.length; at += readAtOnce) {
    if (token.isCancellationRequested) return;
    if (performance.now() - sliceStart > sliceMilliseconds) {
      await nextTurn();
      sliceStart = performance.now();
    }
    const batch = uris.slice(at, at + readAtOnce);
    const diagnosed = await Promise.all(batch.map((uri) => diagnosticsOf(session, uri, token)));
    for (const [i, { version, items }] of diagnosed.entries()) {
      const uri = batch[i] ?? '';
      const id = resultId(items);
      if (id === (known.get(uri) ?? noFindings)) continue;
      yield { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId: id, items };
    }
  }
}

async function diagnosticsOf(session: Session, uri: string, token: CancellationToken) {
  try {
    const analysed = (await session.documents.analysed(uri, token)) ?? (await session.files.analysed(uri));
    if (!analysed) return { version: null, items: [] };
    const { document, analysis } = analysed;
    const version = session.documents.get(uri)?.version ?? null;
    return { version, items: await toDiagnostics(analysis.findings, document, session) };
  } catch (error) {
    // One file that cannot be analysed keeps none of the others from being shown.
    if (!token.isCancellationRequested) session.connection.console.error(`workspace/diagnostic: ${traceOf(error)}`);
    return { version: null, items: [] };
  }
}
