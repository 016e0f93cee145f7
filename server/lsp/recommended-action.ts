import type { AnnotatedTextEdit, CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../core/base/edit.ts';
import { message } from '../core/base/message.ts';
import type { Recommendation } from '../core/config/completion.ts';
import { languageOf } from '../core/config/find.ts';
import { guidelines } from '../core/tls/guideline.ts';
import type { Reading } from '../core/workspace/reading.ts';
import { toRange } from './ranges.ts';
import type { Session } from './session.ts';

/** A rewrite that nobody has to make: not a fix of anything. */
export const recommendedKind = 'refactor.rewrite.tlsense';

/** Writes the settings of the guideline into the block around a place, and shows what changes first. */
export async function recommendedAction(
  document: TextDocument,
  reading: Reading,
  offset: number,
  session: Session,
): Promise<CodeAction[]> {
  const { version, uri } = document;
  const vocabulary = await languageOf(reading.document)?.loadVocabulary?.();
  if (!vocabulary || document.version !== version) return [];
  const { nginxVersion, openSslVersion, guideline: name } = session.settings.of(uri);
  const guideline = guidelines[name];
  const versions = { nginx: nginxVersion, openSsl: openSslVersion };
  const found = vocabulary.recommend(document.getText(), offset, guideline, versions);
  if (!found) return [];
  const edit = toAnnotated(found, document, guideline.title, session);
  return edit ? [{ title: session.localize(title()), kind: recommendedKind, edit }] : [];
}

function title(): ReturnType<typeof message> {
  return message('Apply the recommended TLS settings here');
}

/** Each part can be taken or left where the client shows them. */
function toAnnotated(
  { edits, hsts = [] }: Recommendation,
  document: TextDocument,
  guideline: string,
  { client, localize }: Session,
): WorkspaceEdit | undefined {
  const { uri, version } = document;
  const { documentChanges, changeAnnotationSupport } = client.workspace?.workspaceEdit ?? {};
  const written = (all: readonly TextEdit[]): { range: ReturnType<typeof toRange>; newText: string }[] =>
    all.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
  if (documentChanges !== true || !changeAnnotationSupport) {
    if (edits.length === 0) return undefined;
    return documentChanges === true
      ? { documentChanges: [{ textDocument: { uri, version }, edits: written(edits) }] }
      : { changes: { [uri]: written(edits) } };
  }
  const annotated = (all: readonly TextEdit[], annotationId: string): AnnotatedTextEdit[] =>
    written(all).map((edit) => ({ ...edit, annotationId }));
  return {
    documentChanges: [
      { textDocument: { uri, version }, edits: [...annotated(edits, 'settings'), ...annotated(hsts, 'hsts')] },
    ],
    changeAnnotations: {
      settings: {
        label: localize(message('TLS settings ({guideline})', { guideline })),
        description: localize(message('Versions, cipher suites, groups and sessions')),
        // One that asks is enough for all to be shown.
        needsConfirmation: hsts.length === 0,
      },
      hsts: {
        label: 'Strict-Transport-Security',
        description: localize(
          message('For two years browsers reach this name by HTTPS alone: only where every page of it has HTTPS'),
        ),
        needsConfirmation: true,
      },
    },
  };
}
