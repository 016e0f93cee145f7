import { type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { once } from '../../core/base/once.ts';
import { traceOf } from '../answer.ts';
import { toDiagnostics } from '../diagnostics.ts';
import type { Feature } from '../feature.ts';
import { resultId } from '../result-id.ts';
import type { Session } from '../session.ts';
import type { Pull } from '../unfinished-reports.ts';
import { listenForWorkspacePulls } from '../workspace-diagnostics.ts';

/** Findings: pulled by the client where it can, else pushed to it. */
export const feature: Feature = {
  capabilities: (client) =>
    client.textDocument?.diagnostic
      ? { diagnosticProvider: { identifier: 'tlsense', interFileDependencies: true, workspaceDiagnostics: true } }
      : {},
  listen(session) {
    if (session.client.textDocument?.diagnostic) listenForPulls(session);
    else push(session);
  },
};

function listenForPulls(session: Session): void {
  const { connection, client, documents, files, refresh, answer } = session;
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const mayAskAgain = client.workspace?.diagnostics?.refreshSupport === true;
  const unfinished = once(async () => {
    const { UnfinishedReports } = await import('../unfinished-reports.ts');
    return new UnfinishedReports(session);
  });
  connection.languages.diagnostics.on(
    answer<Pull, DocumentDiagnosticReport>('textDocument/diagnostic', nothing, async (pull, token) => {
      const { textDocument, previousResultId } = pull;
      const { uri } = textDocument;
      const later = mayAskAgain && (await documents.isLongOnceRead(uri)) ? await unfinished() : undefined;
      // What is told later is worked out to its end, even if this request is not wanted any more.
      const open = documents.analysed(uri, later ? undefined : token);
      const report = await later?.reportUnless(open, pull);
      if (report) return report;
      // A document that was just closed is asked for once more.
      const analysed = (await open) ?? (await files.analysed(uri));
      if (!analysed) return nothing;
      const items = await toDiagnostics(analysed.analysis.findings, analysed.document, session);
      const id = resultId(items);
      if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
    }),
  );
  if (mayAskAgain) {
    refresh.listen(() => void connection.languages.diagnostics.refresh().catch(() => {}));
  }
  listenForWorkspacePulls(session);
}

/** A moment for the keys that follow, where working the findings out took so long that it matters. */
const longestPause = 100;
const pausesPerRun = 4;
const shortestRun = 10;

function push(session: Session): void {
  const { connection, documents, refresh } = session;
  const runs = new Map<string, number>();
  const pauseFor = (uri: string): number => {
    const run = runs.get(uri) ?? 0;
    return run < shortestRun ? 0 : Math.min(longestPause, run * pausesPerRun);
  };
  const send = async (uri: string): Promise<void> => {
    const from = performance.now();
    const analysed = await documents.analysed(uri);
    if (!analysed) return;
    const { version } = analysed.document;
    const diagnostics = await toDiagnostics(analysed.analysis.findings, analysed.document, session);
    // Meanwhile it may have changed, which is told next, or have been closed.
    if (documents.get(uri)?.version !== version) return;
    runs.set(uri, performance.now() - from);
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const sendOrLog = (uri: string): void => {
    send(uri).catch((error) => connection.console.error(`publishDiagnostics: ${traceOf(error)}`));
  };
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  documents.onChange((uri) => {
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => {
        waiting.delete(uri);
        sendOrLog(uri);
      }, pauseFor(uri)),
    );
  });
  documents.onClose((uri) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    runs.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  refresh.listen(() => documents.uris.forEach(sendOrLog));
}
