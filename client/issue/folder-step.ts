import { l10n, type QuickPickItem, ThemeIcon, Uri, window, workspace } from 'vscode';
import { back, pick, type Step, type StepFrame } from '../steps.ts';
import type { Form } from './form.ts';

/** Where the new files go. */
export function folderStep(placeholder?: string): Step<Form> {
  return {
    ask: (form, frame) => askFolder(form, frame, placeholder ?? l10n.t('The folder for the certificate and its key')),
  };
}

interface FolderItem extends QuickPickItem {
  readonly folder: Uri | undefined;
}

async function askFolder(form: Form, frame: StepFrame, placeholder: string): Promise<unknown> {
  const folders = new Map<string, Uri>();
  const add = (folder: Uri) => void folders.set(folder.toString(), folder);
  if (form.folder) add(form.folder);
  if (form.issuer?.kind === 'existing') add(Uri.joinPath(Uri.parse(form.issuer.files.certificateUri, true), '..'));
  for (const { uri } of workspace.workspaceFolders ?? []) add(uri);
  const items: FolderItem[] = [...folders.values()].map((folder) => ({
    label: labelOf(folder),
    description: folder.scheme === 'file' ? folder.fsPath : folder.path,
    iconPath: new ThemeIcon('folder'),
    folder,
  }));
  items.push({ label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), folder: undefined });
  for (;;) {
    const chosen = await pick(frame, { placeholder, items, active: items[0] });
    if (chosen === undefined || chosen === back) return chosen;
    const folder = chosen.folder ?? (await openFolder());
    if (!folder) continue;
    form.folder = folder;
    return true;
  }
}

/** `samples` for the workspace folder itself, `certs` for a folder in it. */
function labelOf(folder: Uri): string {
  const root = workspace.getWorkspaceFolder(folder);
  return root?.uri.toString() === folder.toString() ? root.name : workspace.asRelativePath(folder);
}

async function openFolder(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t('Write Here'),
  });
  return chosen?.[0];
}
