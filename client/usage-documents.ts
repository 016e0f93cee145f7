import { type Disposable, l10n, type TextDocumentContentProvider, Uri, ViewColumn, window, workspace } from 'vscode';
import type { WrittenIssuance } from '../server/lsp/protocol.ts';

const scheme = 'tlsense-usage';

/** How to use a certificate: a read-only page that nobody is asked to save. */
export class UsageDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: Uri): string {
    // After the window was reloaded, the page is gone: what was on it is not kept.
    return this.#texts.get(uri.toString()) ?? l10n.t('This page was made for a certificate when it was issued.');
  }

  async show(usage: NonNullable<WrittenIssuance['usage']>, written: WrittenIssuance): Promise<void> {
    const title = l10n.t('How to use {name}', { name: usage.name });
    const uri = Uri.from({ scheme, path: `/${title.replaceAll('/', '-')}.md`, query: written.openUri });
    this.#texts.set(uri.toString(), page(title, usage, written));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: false });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

function page(
  title: string,
  { snippets, verifyCommand }: NonNullable<WrittenIssuance['usage']>,
  { notes, toWrite }: WrittenIssuance,
): string {
  const parts = [`# ${title}`];
  const all = [...notes];
  if (toWrite.length > 0) {
    all.push(l10n.t('The private key has the permissions that every new file gets here: let nobody else read it.'));
  }
  if (all.length > 0) parts.push(all.map((note) => `- ${note}`).join('\n'));
  for (const { title: product, languageId, text } of snippets) {
    parts.push(`## ${product}\n\n\`\`\`${languageId}\n${text.trimEnd()}\n\`\`\``);
  }
  parts.push(`## ${l10n.t('Check it with OpenSSL')}\n\n\`\`\`shellscript\n${verifyCommand}\n\`\`\``);
  return `${parts.join('\n\n')}\n`;
}
