import { Uri, window } from 'vscode';
import type { ListObjectsParams } from '../../server/lsp/protocol.ts';

/** What a menu or a code lens names, else where the cursor is; undefined where no editor is open. */
export function placeOf(given: unknown): (ListObjectsParams & { readonly uri: string }) | undefined {
  if (given instanceof Uri) return { uri: given.toString() };
  if (typeof given === 'string') return { uri: given };
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
