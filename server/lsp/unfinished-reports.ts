import { type Diagnostic, DiagnosticSeverity, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { limits } from '../core/base/limits.ts';
import { message } from '../core/base/message.ts';
import { traceOf } from './answer.ts';
import type { AnalysedText } from './documents.ts';
import { isThereIn } from './in-time.ts';
import { toFirstLine } from './ranges.ts';
import type { Session } from './session.ts';

export interface Pull {
  readonly textDocument: { readonly uri: string };
  readonly previousResultId?: string;
}

/** A report that was answered before all was known. */
interface Unfinished {
  /** Of the document. */
  readonly version: number | undefined;
  /** How many times in a row the client was asked to pull this version once more. */
  asked: number;
}

/** Where others change what is known without end, the next pull waits for the whole. */
const mostAsked = 3;

/** Names no list of diagnostics: see `resultId`. */
const unfinishedId = 'unfinished';

/**
 * Answers to pulls of long texts. Judging them takes longer than a request may, so that what is not known in time is told
 * later: the client is asked to pull once more when it is.
 */
export class UnfinishedReports {
  readonly #session: Session;
  readonly #reports = new Map<string, Unfinished>();

  constructor(session: Session) {
    this.#session = session;
    session.documents.onClose((uri) => void this.#reports.delete(uri));
  }

  /** Undefined where `analysed` is there in time. */
  async reportUnless(
    analysed: Promise<AnalysedText | undefined>,
    { textDocument: { uri }, previousResultId }: Pull,
  ): Promise<DocumentDiagnosticReport | undefined> {
    const { documents, patience } = this.#session;
    const last = this.#reports.get(uri);
    const asked = last && last.version === documents.get(uri)?.version ? last.asked : 0;
    const isThere = asked >= mostAsked ? analysed.then(() => true) : isThereIn(patience, analysed);
    try {
      if (await isThere) {
        this.#reports.delete(uri);
        return undefined;
      }
    } catch (error) {
      this.#reports.delete(uri);
      throw error;
    }
    const document = documents.get(uri);
    const report = { version: document?.version, asked };
    this.#reports.set(uri, report);
    void this.#tell(uri, report, analysed);
    // The editor moves its markers by itself.
    if (previousResultId && previousResultId !== unfinishedId) return { kind: 'unchanged', resultId: previousResultId };
    // Of a text that holds much but is not long, all is known so soon that a note would only flicker.
    const items = document && document.getText().length >= limits.judgedInTurns ? [this.#note(document)] : [];
    return { kind: 'full', resultId: unfinishedId, items };
  }

  /** Asks for another pull once the findings are there, or cannot be: the one that comes then says so. */
  async #tell(uri: string, report: Unfinished, analysed: Promise<unknown>): Promise<void> {
    const { connection, documents } = this.#session;
    try {
      await analysed;
      report.asked++;
    } catch (error) {
      connection.console.error(`textDocument/diagnostic: ${traceOf(error)}`);
      report.asked = mostAsked;
    }
    // A pull that came later was answered since, or will be; after a change, the client pulls by itself.
    if (this.#reports.get(uri) !== report || documents.get(uri)?.version !== report.version) return;
    await connection.languages.diagnostics.refresh().catch(() => {});
  }

  #note(document: AnalysedText['document']): Diagnostic {
    const text = message('This long file is still being checked. Its problems appear as soon as they are known.');
    return {
      range: toFirstLine(document, { start: 0, end: document.getText().length }),
      severity: DiagnosticSeverity.Information,
      source: 'tlsense',
      message: this.#session.localize(text),
    };
  }
}
