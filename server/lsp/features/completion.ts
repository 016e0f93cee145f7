import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import type { Localize } from '../../core/base/message.ts';
import type { Completion } from '../../core/config/completion.ts';
import { isInside } from '../../core/workspace/paths.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  directive: CompletionItemKind.Property,
  block: CompletionItemKind.Module,
  value: CompletionItemKind.EnumMember,
  variable: CompletionItemKind.Variable,
  file: CompletionItemKind.File,
};

/** What can stand at the cursor; what is to be said about an item is written when the client asks for it. */
export const feature: Feature = {
  capabilities: () => ({
    // Between items of lists, in front of them, and where a value begins.
    completionProvider: { triggerCharacters: [':', '!', '+', '@', '/', '"', "'", ' ', '$'], resolveProvider: true },
  }),
  listen(session) {
    const { connection, client, documents, workspace, settings, localize, answer, host, hasCommands } = session;
    const takesSnippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    const hasLabelDetails = client.textDocument?.completion?.completionItem?.labelDetailsSupport === true;
    let last: readonly Completion[] = [];
    connection.onCompletion(
      answer<Where, CompletionItem[]>(
        'textDocument/completion',
        [],
        async ({ textDocument: { uri }, position }, token) => {
          const { providers } = await import('../completion/providers.ts');
          await settings.loaded;
          const read = await documents.prepared(uri, token, position);
          if (!read) return [];
          const { document, reading } = read;
          const offset = document.offsetAt(position);
          // Ranges are taken while the document is the one that was read.
          const toItem = (completion: Completion, index: number): CompletionItem => ({
            label: completion.label,
            kind: kinds[completion.kind],
            textEdit: { range: toRange(document, completion.replaces), newText: textOf(completion, takesSnippets) },
            sortText: String(index).padStart(5, '0'),
            data: index,
            ...(completion.isSnippet === true && takesSnippets && { insertTextFormat: InsertTextFormat.Snippet }),
            ...detailsOf(completion, hasLabelDetails, localize),
            ...(completion.continues === true &&
              hasCommands && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
            ...(completion.isDeprecated === true && { tags: [CompletionItemTag.Deprecated] }),
          });
          const { version } = document;
          const place = {
            reading,
            offset,
            workspace,
            settings: settings.of(uri),
            files: host.files,
            folder: session.folders.find((folder) => isInside(uri, folder)),
            now: host.now(),
          };
          const found = (await Promise.all(providers.map((provider) => provider(place)))).flat();
          if (document.version !== version) return [];
          last = found;
          return found.map(toItem);
        },
      ),
    );
    connection.onCompletionResolve(
      answer('completionItem/resolve', { label: '' }, (item: CompletionItem) => {
        const completion = typeof item.data === 'number' ? last[item.data] : undefined;
        if (completion?.label !== item.label || !completion.documentation) return item;
        const value = completion.documentation().map(localize).join('\n\n');
        return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
      }),
    );
  },
};

/** A remark is in sight before the item is looked at, where the client can. */
function detailsOf(
  { remark, detail }: Completion,
  hasLabelDetails: boolean,
  localize: Localize,
): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  const seen = remark && hasLabelDetails ? { labelDetails: { description: localize(remark) } } : {};
  const text = detail ?? (hasLabelDetails ? undefined : remark);
  return { ...seen, ...(text && { detail: localize(text) }) };
}

/** Without places to fill in for clients that know none. */
function textOf({ label, text, isSnippet }: Completion, takesSnippets: boolean): string {
  return isSnippet === true && !takesSnippets ? label : (text ?? label);
}

interface Where {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}
