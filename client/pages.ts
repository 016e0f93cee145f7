import {
  commands,
  type Disposable,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { WrittenIssuance } from '../server/lsp/protocol.ts';

const scheme = 'tlsense-page';

/** What is said at length: read-only pages that nobody is asked to save. */
export class Pages implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = workspace.registerTextDocumentContentProvider(scheme, this);
  #shown = 0;

  provideTextDocumentContent(uri: Uri): string {
    // After the window was reloaded, the page is gone: what was on it is not kept.
    return this.#texts.get(uri.toString()) ?? l10n.t('This page was made for one occasion, and is not kept.');
  }

  /** How a new certificate is used: beside it, as text to copy from. */
  async showUsage(usage: NonNullable<WrittenIssuance['usage']>, written: WrittenIssuance): Promise<void> {
    const title = l10n.t('How to use {name}', { name: usage.name });
    const uri = this.#keep(title, usagePage(title, usage, written), written.openUri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: false });
  }

  /** A report, to be read. */
  async showReport(title: string, markdown: string): Promise<void> {
    const uri = this.#keep(title, markdown, String(++this.#shown));
    // Its document first: the preview shows nothing of one that it has to wait for.
    await workspace.openTextDocument(uri);
    await commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }

  #keep(title: string, text: string, query: string): Uri {
    const uri = Uri.from({ scheme, path: `/${title.replaceAll('/', '-')}.md`, query });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}

function usagePage(
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
