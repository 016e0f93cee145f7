import { l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  type CaChoice,
  type FileContents,
  type IssueClientAnswer,
  type IssuedClient,
  type ListCasAnswer,
  requests,
} from '../../server/lsp/protocol.ts';
import type { Command, Services } from '../command.ts';
import { emptyForm, type Form, type Issuer, toParams } from '../generate/form.ts';
import { offerToIgnore } from '../generate/ignore-keys.ts';
import { stepsWith } from '../generate/steps.ts';
import { type FileStore, writeAll } from '../generate/write-all.ts';
import { askAll } from '../steps.ts';

export const command: Command = {
  id: 'tlsense.generateClientCertificate',
  async run(services, file) {
    const { choices } = await services.client.sendRequest<ListCasAnswer>(requests.listCas, null);
    const form = emptyForm(choices, l10n.t('{name} CA', { name: workspace.name ?? 'My' }));
    if (file instanceof Uri) form.issuer = issuerIn(file, choices);
    const title = l10n.t('Generate Client Certificate');
    if (!(await askAll(title, form, stepsWith(services))) || !form.folder) return;
    const issued = await issue(form, form.folder, services);
    if (!issued) return;
    const keys = issued.privateKeyUris.map((uri) => Uri.parse(uri, true));
    await offerToIgnore(title, keys, services);
    await window.showTextDocument(Uri.parse(issued.certificateUri, true), { preview: false });
    await services.usageDocuments.show(form.commonName, issued);
  },
};

/** The CA that the person pointed at in the explorer. */
function issuerIn(file: Uri, cas: readonly CaChoice[]): Issuer | undefined {
  const found = cas.find(({ certificateUri, privateKeyUri }) =>
    [certificateUri, privateKeyUri].includes(file.toString()),
  );
  if (!found) return undefined;
  const { name, encrypted, certificateUri, privateKeyUri } = found;
  return { kind: 'existing', name, encrypted, files: { certificateUri, privateKeyUri } };
}

async function issue(form: Form, folder: Uri, services: Services): Promise<IssuedClient | undefined> {
  for (let overwrite = false; ; overwrite = true) {
    const answer = await withProgress(() =>
      services.client.sendRequest<IssueClientAnswer>(requests.issueClient, toParams(form, folder, overwrite)),
    );
    if ('existing' in answer) {
      if (!(await mayReplace(answer.existing))) return undefined;
      continue;
    }
    if ('failure' in answer) {
      const { message, hint } = answer.failure;
      await window.showErrorMessage(message, { modal: true, ...(hint ? { detail: hint } : {}) });
      return undefined;
    }
    return (await write(answer.value.toWrite)) ? answer.value : undefined;
  }
}

function withProgress<T>(work: () => Promise<T>): Promise<T> {
  const title = l10n.t('Generating the client certificate…');
  return Promise.resolve(window.withProgress({ location: ProgressLocation.Notification, title }, work));
}

async function mayReplace(names: readonly string[]): Promise<boolean> {
  const replace = l10n.t('Replace');
  const question = l10n.t('There are files of these names already: {names}', { names: names.join(', ') });
  const detail = l10n.t('Replacing them cannot be undone. A replaced private key is lost.');
  return (await window.showWarningMessage(question, { modal: true, detail }, replace)) === replace;
}

/** Where the server could not write: virtual workspaces and the web. */
async function write(files: readonly FileContents[]): Promise<boolean> {
  try {
    await writeAll(files, workspaceStore, `${crypto.randomUUID().slice(0, 8)}`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(l10n.t('The files could not be written: {reason}', { reason }), { modal: true });
    return false;
  }
}

const workspaceStore: FileStore = {
  exists: async (uri) =>
    workspace.fs.stat(Uri.parse(uri, true)).then(
      () => true,
      () => false,
    ),
  write: async (uri, contents) => workspace.fs.writeFile(Uri.parse(uri, true), new TextEncoder().encode(contents)),
  rename: async (from, to) => workspace.fs.rename(Uri.parse(from, true), Uri.parse(to, true), { overwrite: false }),
  remove: async (uri) => workspace.fs.delete(Uri.parse(uri, true)),
};
