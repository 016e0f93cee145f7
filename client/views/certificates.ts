import {
  type Command,
  Disposable,
  EventEmitter,
  l10n,
  Range,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type CertificateTreeAnswer,
  type CertificateTreeParams,
  requests,
  type TreeCertificate,
  type TreeReason,
} from '../../server/lsp/protocol.ts';

type Node =
  | { readonly kind: 'certificate'; readonly certificate: TreeCertificate }
  | { readonly kind: 'reason'; readonly reason: TreeReason }
  | { readonly kind: 'more'; readonly count: number };

/** The certificates of the workspace: who issued what, which are trusted, and why the others are not. */
export class CertificatesView implements TreeDataProvider<Node>, Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new EventEmitter<undefined>();
  readonly #registrations: Disposable;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#registrations = Disposable.from(
      window.registerTreeDataProvider('tlsense.certificates', this),
      client.onNotification(requests.certificatesChanged, () => this.#changed.fire(undefined)),
      this.#changed,
    );
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'more') return [];
    if (node?.kind === 'reason') return node.reason.reasons.map((reason) => ({ kind: 'reason', reason }));
    const reasons = (node?.certificate.reasons ?? []).map((reason): Node => ({ kind: 'reason', reason }));
    if (node && !node.certificate.hasIssued) return reasons;
    const params: CertificateTreeParams = node ? { issuer: node.certificate.sha256 } : {};
    const { certificates, more } = await this.#ask(params);
    return [
      ...reasons,
      ...certificates.map((certificate): Node => ({ kind: 'certificate', certificate })),
      ...(more > 0 ? [{ kind: 'more' as const, count: more }] : []),
    ];
  }

  getTreeItem(node: Node): TreeItem {
    switch (node.kind) {
      case 'certificate':
        return certificateItem(node.certificate);
      case 'reason':
        return reasonItem(node.reason);
      case 'more':
        return new TreeItem(l10n.t('{count} more', { count: node.count }));
    }
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** Until the server runs there is nothing to show. */
  async #ask(params: CertificateTreeParams): Promise<CertificateTreeAnswer> {
    if (!this.#client.isRunning()) await this.#client.start();
    return this.#client.sendRequest<CertificateTreeAnswer>(requests.certificateTree, params);
  }
}

function certificateItem(certificate: TreeCertificate): TreeItem {
  const { name, description, verdict, sha256, hasIssued, reasons, uri, range } = certificate;
  const hasChildren = hasIssued || reasons.length > 0;
  const item = new TreeItem(name, hasChildren ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  const file = Uri.parse(uri, true);
  item.id = `${sha256} ${uri}`;
  item.description = description;
  item.tooltip = [name, description, workspace.asRelativePath(file)].join('\n');
  item.iconPath = verdictIcon(certificate);
  item.accessibilityInformation = { label: `${name}, ${verdictText(verdict)}, ${description}` };
  item.command = open(file, range);
  return item;
}

function verdictIcon({ verdict, isAuthority }: TreeCertificate): ThemeIcon {
  switch (verdict) {
    case 'trusted':
      return new ThemeIcon(isAuthority ? 'verified-filled' : 'pass', new ThemeColor('testing.iconPassed'));
    case 'untrusted':
      return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'undecided':
      return new ThemeIcon('question', new ThemeColor('testing.iconSkipped'));
  }
}

function verdictText(verdict: TreeCertificate['verdict']): string {
  switch (verdict) {
    case 'trusted':
      return l10n.t('trusted');
    case 'untrusted':
      return l10n.t('not trusted');
    case 'undecided':
      return l10n.t('not decided');
  }
}

function open(file: Uri, { start, end }: TreeCertificate['range']): Command {
  const selection = new Range(start.line, start.character, end.line, end.character);
  return { title: l10n.t('Open'), command: 'vscode.open', arguments: [file, { selection }] };
}

function reasonItem({ text, detail, reasons }: TreeReason): TreeItem {
  const isPath = reasons.length > 0;
  const item = new TreeItem(text, isPath ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  item.iconPath = new ThemeIcon(isPath ? 'git-branch' : 'circle-small-filled');
  item.tooltip = detail === undefined ? text : `${text}\n${detail}`;
  if (detail !== undefined) item.description = detail;
  return item;
}
