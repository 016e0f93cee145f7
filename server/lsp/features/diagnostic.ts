import { type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { traceOf } from '../answer.ts';
import { toDiagnostics } from '../diagnostics.ts';
import type { Feature } from '../feature.ts';
import { resultId } from '../result-id.ts';
import type { Session } from '../session.ts';
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
  connection.languages.diagnostics.on(
    answer<Pull, DocumentDiagnosticReport>(
      'textDocument/diagnostic',
      nothing,
      async ({ textDocument, previousResultId }, token) => {
        const { uri } = textDocument;
        // A document that was just closed is asked for once more.
        const analysed = (await documents.analysed(uri, token)) ?? (await files.analysed(uri));
        if (!analysed) return nothing;
        const items = await toDiagnostics(analysed.analysis.findings, analysed.document, session);
        const id = resultId(items);
        if (id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
        return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
      },
    ),
  );
  if (client.workspace?.diagnostics?.refreshSupport) {
    refresh.listen(() => void connection.languages.diagnostics.refresh().catch(() => {}));
  }
  listenForWorkspacePulls(session);
}

interface Pull {
  readonly textDocument: { readonly uri: string };
  readonly previousResultId?: string;
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
