import { TabInputCustom, Uri, window } from 'vscode';
import type { ListObjectsParams } from '../../server/lsp/protocol.ts';

/** What a menu, a code lens or a card names, `at` a place in it; else where the cursor is; undefined where no editor is open. */
export function placeOf(given: unknown, at?: unknown): (ListObjectsParams & { readonly uri: string }) | undefined {
  if (given instanceof Uri) return { uri: given.toString() };
  if (typeof given === 'string') return { uri: given, ...(isPosition(at) ? { position: at } : {}) };
  const editor = window.activeTextEditor;
  if (!editor) return viewedFile();
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isPosition(value: unknown): value is NonNullable<ListObjectsParams['position']> {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

/** The file of the viewer that is in front. */
function viewedFile(): { readonly uri: string } | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom ? { uri: input.uri.toString() } : undefined;
}
