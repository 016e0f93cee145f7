import type { ClientCapabilities, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit } from '../core/lint/finding.ts';
import type { Documents } from './documents.ts';
import type { Places } from './places.ts';
import { toRange } from './ranges.ts';

export interface EditKit {
  readonly client: ClientCapabilities;
  readonly documents: Documents;
  readonly places: Places;
}

interface ChangedFile {
  readonly uri: string;
  readonly exists: boolean;
  /** Of an open document: lets the client refuse the edits once its text is another. */
  readonly version: number | null;
  readonly edits: TextEdit[];
}

/** Edits of one or more files as the client applies them; a file that is not there yet is made. */
export async function toWorkspaceEdit(edits: readonly FileEdit[], kit: EditKit): Promise<WorkspaceEdit> {
  const { documentChanges, resourceOperations } = kit.client.workspace?.workspaceEdit ?? {};
  const uris = [...new Set(edits.map(({ uri }) => uri))];
  const byFile = uris.map((uri) => edits.filter((edit) => edit.uri === uri));
  const files = await Promise.all(byFile.map((own, i) => changedFile(uris[i] ?? '', own, kit)));
  if (documentChanges !== true) return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
  const canCreate = resourceOperations?.includes('create') === true;
  return {
    documentChanges: files.flatMap(({ uri, exists, version, edits }) => [
      ...(exists || !canCreate ? [] : [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }]),
      { textDocument: { uri, version }, edits },
    ]),
  };
}

async function changedFile(uri: string, edits: readonly FileEdit[], kit: EditKit): Promise<ChangedFile> {
  const written = (document: TextDocument): TextEdit[] =>
    edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
  // The text of an open document is looked at before anything is waited for: it is still the one that was analysed.
  const open = kit.documents.get(uri);
  if (open) return { uri, exists: true, version: open.version, edits: written(open) };
  const stored = await kit.places.text(uri);
  return { uri, exists: stored !== undefined, version: null, edits: written(stored ?? emptyText) };
}

const emptyText = TextDocument.create('', '', 0, '');
