import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { message } from '../core/base/message.ts';
import { languageOf } from '../core/config/find.ts';
import type { Finding } from '../core/lint/finding.ts';
import { reasonPlaceholder } from '../core/lint/suppression.ts';
import { type CommentManner, type NewSuppression, newSuppression } from '../core/lint/suppression-edit.ts';
import { pemComments } from '../core/pem/comments.ts';
import { isPkiName } from '../core/workspace/pki-file.ts';
import type { Reading } from '../core/workspace/reading.ts';
import type { Session } from './session.ts';

/** What a comment at a finding would say, for a person to give the reason. */
export interface Suppressible {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/** One action for each rule that speaks at the place, as long as `shortTime` says that there is time. */
export async function suppressActions(
  document: TextDocument,
  reading: Reading,
  found: readonly Suppressible[],
  shortTime: () => () => boolean,
  session: Session,
): Promise<CodeAction[]> {
  const { version, uri } = document;
  const manner = found.length > 0 && !reading.isUnread ? await mannerOf(reading) : undefined;
  if (!manner || document.version !== version) return [];
  const text = document.getText();
  const rules = new Map(found.map((one) => [one.finding.rule, one]));
  const mayGoOn = shortTime();
  return [...rules.values()].flatMap(({ finding, diagnostic }): CodeAction[] => {
    // About comments there are no comments.
    if (finding.rule.startsWith('settings/') || !mayGoOn()) return [];
    const added = newSuppression(text, finding.span.start, finding.rule, manner);
    if (!added) return [];
    return [
      {
        title: session.localize(message('Suppress {rule} on this line, with a reason', { rule: finding.rule })),
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: editOf(added, document, uri, session),
      },
    ];
  });
}

/** How comments are written and read where a finding stands; undefined where there are none. */
async function mannerOf({ document, reader }: Reading): Promise<CommentManner | undefined> {
  const language = languageOf(document);
  if (!language) {
    const isPem = document.languageId === 'pem' || isPkiName(document.uri);
    return isPem ? { mark: '#', read: pemComments } : undefined;
  }
  const { lineComment } = language;
  const comments = (reader ?? (await language.load())).comments;
  return lineComment && comments ? { mark: lineComment, read: comments } : undefined;
}

/** The reason is selected where the client can; else it is to be written over what stands for it. */
function editOf(
  { at, before, after }: NewSuppression,
  document: TextDocument,
  uri: string,
  { client, localize }: Session,
): WorkspaceEdit {
  const start = document.positionAt(at);
  const range = { start, end: start };
  const { documentChanges, snippetEditSupport } = client.workspace?.workspaceEdit ?? {};
  if (documentChanges === true && snippetEditSupport === true) {
    const value = `${escaped(before)}\${1:${escaped(localize(message('reason')))}}${escaped(after)}`;
    const edits = [{ range, snippet: { kind: 'snippet' as const, value } }];
    return { documentChanges: [{ textDocument: { uri, version: document.version }, edits }] };
  }
  const edits = [{ range, newText: `${before}${reasonPlaceholder}${after}` }];
  if (documentChanges !== true) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version: document.version }, edits }] };
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
