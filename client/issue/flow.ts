import { commands, l10n, Uri, window, workspace } from 'vscode';
import {
  type IssuanceTask,
  type ListCasAnswer,
  requests,
  type TargetKind,
  type WrittenIssuance,
} from '../../server/lsp/protocol.ts';
import type { Command, Services } from '../command.ts';
import { askAll, type Step } from '../steps.ts';
import { issuerOf } from './authority-steps.ts';
import { takeGiven } from './file-steps.ts';
import type { Fields, Form } from './form.ts';
import { offerToIgnore } from './ignore-keys.ts';
import { copyCommands, previewStep } from './preview-step.ts';
import { write } from './write.ts';

/** A command that issues something, as data. */
export interface Issuance {
  readonly task: IssuanceTask;
  /** Texts are made when the command runs: before, the language may not be known. */
  title(): string;
  /** What the fields hold at the beginning. */
  readonly defaults?: Fields;
  /** What a file of a menu is to this task: the CA that issues, or the file that it is about. */
  readonly given?: 'authority' | TargetKind;
  steps(): readonly Step<Form>[];
}

export function issuanceCommand(issuance: Issuance & Pick<Command, 'id'>): Command {
  return {
    id: issuance.id,
    async run(services, file) {
      await issueWith(issuance, services, file instanceof Uri ? file : undefined);
    },
  };
}

/** Asks, shows what would be written, writes it, and says so. Undefined where it came to nothing. */
export async function issueWith(
  { task, title: makeTitle, defaults, given, steps }: Issuance,
  services: Services,
  file?: Uri,
  more: Partial<Form> = {},
): Promise<WrittenIssuance | undefined> {
  const title = makeTitle();
  const { choices } = await services.client.sendRequest<ListCasAnswer>(requests.listCas, null);
  const form: Form = {
    services,
    cas: choices,
    fields: { ...defaults },
    issuer: undefined,
    caPassphrase: '',
    newCaName: l10n.t('{name} CA', { name: workspace.name ?? 'My' }),
    ...more,
  };
  if (file && given === 'authority') {
    const uri = file.toString();
    const ca = choices.find(({ certificateUri, privateKeyUri }) => [certificateUri, privateKeyUri].includes(uri));
    if (ca) form.issuer = issuerOf(ca);
  } else if (file && given !== undefined && given !== 'authority') {
    await takeGiven(form, file, given);
  }
  if (!(await askAll(title, form, [...steps(), previewStep(task)])) || !form.preview) return undefined;
  const { preview } = form;
  const written = await write(preview.plan, services);
  if (!written) {
    await services.client.sendRequest(requests.dropIssuance, { plan: preview.plan });
    return undefined;
  }
  await offerToIgnore(
    title,
    written.privateKeyUris.map((uri) => Uri.parse(uri, true)),
    services,
  );
  if (written.usage) {
    await window.showTextDocument(Uri.parse(written.openUri, true), { preview: false });
    await services.pages.showUsage(written.usage, written);
  }
  void tell(written, preview.commands);
  return written;
}

/** Not waited for: it stays until the person has looked. */
async function tell({ paths, notes, openUri, usage }: WrittenIssuance, shellCommands: string): Promise<void> {
  const open = l10n.t('Open');
  const copy = l10n.t('Copy openssl Commands');
  // The page of uses has them already.
  const said = [l10n.t('Written: {paths}', { paths: paths.join(', ') }), ...(usage ? [] : notes)];
  const chosen = await window.showInformationMessage(said.join(' · '), ...(usage ? [] : [open]), copy);
  if (chosen === open) await commands.executeCommand('vscode.open', Uri.parse(openUri, true));
  if (chosen === copy) await copyCommands(shellCommands);
}
