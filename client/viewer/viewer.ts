import {
  type CancellationToken,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  Disposable,
  env,
  l10n,
  RelativePattern,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { requests, type ViewFileAnswer, type ViewFileParams } from '../../server/lsp/protocol.ts';
import { certificateViewer, openBinaryInViewer } from './open-binary.ts';
import { viewerPage } from './page.ts';

export const unlockCommand = 'tlsense.openWithPassword';

/** Opens a file that a page speaks of; of no use elsewhere, so it is not in the manifest. */
const openCommand = 'tlsense.openViewedFile';

/** What a page offers besides: nothing that changes a file. */
const pageCommands = {
  copy: 'tlsense.copyFromCertificate',
  text: 'tlsense.showAsText',
  compare: 'tlsense.compareCertificates',
};

/** Changes come in flocks; a page is read, not typed into. */
const quietMs = 300;

/** For files that are never text, and for those that may be, of which the binary ones open there. */
const viewTypes = ['tlsense.keyStoreViewer', certificateViewer];

/** A file that is looked at. The password stays with it, in memory, until its editor is closed. */
class ViewedFile implements CustomDocument {
  readonly uri: Uri;
  password: string | undefined;
  /** Of its pages: the same for all, so that a page that says the same is the same. */
  readonly nonce = makeNonce();
  readonly panels = new Set<WebviewPanel>();

  constructor(uri: Uri) {
    this.uri = uri;
  }

  dispose(): void {
    this.password = undefined;
    this.panels.clear();
  }
}

/** Read-only pages of binary files: what the certificates, lists and keys in them say. */
export class Viewer implements CustomReadonlyEditorProvider<ViewedFile>, Disposable {
  readonly #client: BaseLanguageClient;
  readonly #registrations: Disposable;
  readonly #files = new Set<ViewedFile>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { enableFindWidget: true } };
    this.#registrations = Disposable.from(
      ...viewTypes.map((viewType) => window.registerCustomEditorProvider(viewType, this, options)),
      openBinaryInViewer(),
      commands.registerCommand(openCommand, (uri: string) =>
        commands.executeCommand('vscode.open', Uri.parse(uri, true)),
      ),
      client.onNotification(requests.viewedFilesChanged, () => this.#showAllSoon()),
    );
  }

  openCustomDocument(uri: Uri): ViewedFile {
    return new ViewedFile(uri);
  }

  async resolveCustomEditor(file: ViewedFile, panel: WebviewPanel, token: CancellationToken): Promise<void> {
    this.#files.add(file);
    file.panels.add(panel);
    const enableCommandUris = [unlockCommand, openCommand, ...Object.values(pageCommands)];
    panel.webview.options = { enableScripts: false, enableCommandUris, localResourceRoots: [] };
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.joinPath(file.uri, '..'), file.uri.path.replace(/^.*\//, '').replace(/[[\]{}*?]/g, '?')),
    );
    watcher.onDidChange(() => this.#show(file));
    panel.onDidDispose(() => {
      watcher.dispose();
      file.panels.delete(panel);
      if (file.panels.size === 0) this.#close(file);
    });
    if (!token.isCancellationRequested) await this.#show(file);
  }

  /** Asks for the password of the key store that is looked at. */
  async unlock(): Promise<void> {
    const file = [...this.#files].find(({ panels }) => [...panels].some(({ active }) => active));
    if (!file) return;
    const password = await window.showInputBox({
      title: l10n.t('Password of {file}', { file: file.uri.path.replace(/^.*\//, '') }),
      prompt: l10n.t('It is kept in memory until this editor is closed, and goes nowhere else.'),
      password: true,
      ignoreFocusOut: true,
    });
    if (password === undefined) return;
    file.password = password;
    await this.#show(file);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#registrations.dispose();
    for (const file of this.#files) file.dispose();
  }

  /** What a page says of other files may be different now. */
  #showAllSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const file of this.#files) void this.#show(file);
    }, quietMs);
  }

  #close(file: ViewedFile): void {
    this.#files.delete(file);
    if (file.password === undefined) return;
    file.password = undefined;
    // Asked about without its password, the server forgets what was in it.
    void this.#client.sendRequest(requests.viewFile, { uri: file.uri.toString() }).catch(() => {});
  }

  async #show(file: ViewedFile): Promise<void> {
    const { uri, password } = file;
    const params: ViewFileParams = { uri: uri.toString(), ...(password === undefined ? {} : { password }) };
    const answer = await this.#client.sendRequest<ViewFileAnswer>(requests.viewFile, params);
    if ('isWrongPassword' in answer && answer.isWrongPassword) file.password = undefined;
    const title = uri.path.replace(/^.*\//, '');
    const texts = {
      unlock: l10n.t('Enter the password to see all of it'),
      wrongPassword: l10n.t('This password does not open it.'),
      problems: l10n.t('Problems'),
      actions: l10n.t('Actions'),
      files: l10n.t('Files'),
      contents: l10n.t('Contents'),
      encoding: l10n.t('ASN.1 and octets'),
      encodingLegend: l10n.t(
        'Each value: its type, what it says, where it begins, how long its contents are, and its octets in hexadecimal, those of type and length first.',
      ),
    };
    const actions = [
      { title: l10n.t('Copy…'), command: pageCommands.copy },
      { title: l10n.t('Show as Text'), command: pageCommands.text },
      { title: l10n.t('Compare…'), command: pageCommands.compare },
    ];
    const own = { title, language: env.language, nonce: file.nonce, uri: uri.toString(), texts };
    const html = viewerPage(answer, { ...own, unlockCommand, openCommand, actions });
    for (const { webview } of file.panels) {
      // A page that is written anew is scrolled to its top, and what was opened in it is closed.
      if (webview.html !== html) webview.html = html;
    }
  }
}

function makeNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, '0')).join(
    '',
  );
}
