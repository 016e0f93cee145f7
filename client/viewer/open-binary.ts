import {
  commands,
  type Disposable,
  FileType,
  type Tab,
  TabInputCustom,
  TabInputText,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { isDer, isEitherName } from './binary.ts';

export const certificateViewer = 'tlsense.certificateViewer';

/** Larger files are not looked into: the largest lists have some 10 MB. */
const limitBytes = 16 * 1024 * 1024;

/** A file whose viewer was closed so short a time ago is being reopened in another editor. */
const reopeningMs = 2_000;

/**
 * Which editor opens a file is decided by its name, and `.crt` is text as often as binary. Of a binary one the text editor
 * shows nothing: the viewer takes its place, unless the person has just chosen the text editor in place of the viewer.
 */
export function openBinaryInViewer(): Disposable {
  const closed = new Map<string, number>();
  const openAll = async (tabs: readonly Tab[]): Promise<void> => {
    for (const tab of tabs) {
      const { input } = tab;
      if (!(input instanceof TabInputText) || !isEitherName(input.uri.path) || isChosen(input.uri, closed)) continue;
      if (await isBinaryFile(input.uri)) await replace(tab, input.uri);
    }
  };
  void openAll(window.tabGroups.all.flatMap(({ activeTab }) => activeTab ?? []));
  return window.tabGroups.onDidChangeTabs((change) => {
    for (const { input } of change.closed) if (isOurs(input)) closed.set(input.uri.toString(), Date.now());
    void openAll(change.opened);
  });
}

function isOurs(input: unknown): input is TabInputCustom {
  return input instanceof TabInputCustom && input.viewType === certificateViewer;
}

function isChosen(uri: Uri, closed: ReadonlyMap<string, number>): boolean {
  const key = uri.toString();
  if (Date.now() - (closed.get(key) ?? 0) < reopeningMs) return true;
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  if (tabs.some(({ input }) => isOurs(input) && input.uri.toString() === key)) return true;
  // Said for good, in the settings.
  const patterns = Object.keys(workspace.getConfiguration('workbench').get<object>('editorAssociations') ?? {});
  return patterns.some((pattern) => uri.path.toLowerCase().endsWith(pattern.replace(/^\*+/, '').toLowerCase()));
}

async function isBinaryFile(uri: Uri): Promise<boolean> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    return (type & FileType.File) !== 0 && size <= limitBytes && isDer(await workspace.fs.readFile(uri));
  } catch {
    // Gone meanwhile, or of a file system that cannot be read: the text editor says so.
    return false;
  }
}

async function replace(tab: Tab, uri: Uri): Promise<void> {
  const { isActive, isPreview, group } = tab;
  const options = { viewColumn: group.viewColumn, preview: isPreview, preserveFocus: !isActive };
  await commands.executeCommand('vscode.openWith', uri, certificateViewer, options);
  const left = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  if (left.length > 0) await window.tabGroups.close(left, true);
}
