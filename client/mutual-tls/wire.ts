import {
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  Selection,
  ThemeIcon,
  Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  type FindWiringsAnswer,
  type FindWiringsParams,
  type MutualTlsFiles,
  requests,
  type Wiring,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

type NewFile = FindWiringsAnswer['snippets'][number];

interface WiringItem extends QuickPickItem {
  readonly wiring?: Wiring;
  readonly file?: NewFile;
}

/** Puts the new files into a configuration: one that is there, or a new one. Resolves to false where the person gave up. */
export async function wire(files: MutualTlsFiles, folder: Uri, services: Services): Promise<boolean> {
  const params: FindWiringsParams = { files };
  const { wirings, snippets } = await services.client.sendRequest<FindWiringsAnswer>(requests.findWirings, params);
  const skip: WiringItem = { label: l10n.t('Leave Configurations as They Are'), iconPath: new ThemeIcon('dash') };
  const items: WiringItem[] = [
    ...(wirings.length > 0 ? [separator(l10n.t('change a server of this workspace'))] : []),
    ...wirings.map((wiring) => ({
      label: `${workspace.asRelativePath(Uri.parse(wiring.uri, true))}:${wiring.line + 1}`,
      description: wiring.language,
      iconPath: new ThemeIcon('edit'),
      wiring,
    })),
    separator(l10n.t('make a new file')),
    ...snippets.map((file) => ({
      label: file.title,
      description: file.name,
      iconPath: new ThemeIcon('new-file'),
      file,
    })),
    separator(''),
    skip,
  ];
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Set Up Mutual TLS: the Server’s Configuration'),
    placeHolder: l10n.t('Which server uses the new files, and demands client certificates?'),
    ignoreFocusOut: true,
  });
  if (!chosen) return false;
  if (chosen.wiring) await change(chosen.wiring, services);
  if (chosen.file) await make(chosen.file, folder);
  return true;
}

function separator(label: string): WiringItem {
  return { label, kind: QuickPickItemKind.Separator };
}

/** As a quick fix does: the text is changed and shown, and the person saves it. */
async function change({ uri, line, edit }: Wiring, { client }: Services): Promise<void> {
  const converted: WorkspaceEdit | undefined = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!converted || !(await workspace.applyEdit(converted))) {
    await window.showErrorMessage(l10n.t('The configuration could not be changed.'), { modal: true });
    return;
  }
  const selection = new Selection(line, 0, line, 0);
  await window.showTextDocument(Uri.parse(uri, true), { preview: false, selection });
}

async function make({ name, text }: NewFile, folder: Uri): Promise<void> {
  const uri = await freeName(folder, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await window.showTextDocument(uri, { preview: false });
}

/** `tls-server.mjs`, or `tls-server-2.mjs` where that is there. */
async function freeName(folder: Uri, name: string): Promise<Uri> {
  const dot = name.lastIndexOf('.');
  for (let count = 1; ; count++) {
    const uri = Uri.joinPath(folder, count === 1 ? name : `${name.slice(0, dot)}-${count}${name.slice(dot)}`);
    const isThere = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) return uri;
  }
}
