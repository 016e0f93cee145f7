import { l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window, workspace } from 'vscode';
import {
  type IssuanceTarget,
  type IssuanceTargetsAnswer,
  type IssuanceTargetsParams,
  requests,
  type TargetKind,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';
import { back, pick, type Step, type StepFrame } from '../steps.ts';
import { issuerOf, openOne } from './authority-steps.ts';
import type { Form } from './form.ts';
import { textStep } from './text-steps.ts';

/** The file that the task is about, and the passphrase of a key in it. */
export function fileSteps(kind: TargetKind, placeholder: string): readonly Step<Form>[] {
  return [
    {
      applies: ({ target }) => target?.isGiven !== true,
      async ask(form, frame) {
        const chosen = await askFile(kind, placeholder, form.target?.uri, form.services, frame);
        if (chosen && chosen !== back) setTarget(form, chosen, kind, false);
        return chosen;
      },
    },
  ];
}

/** What opens the private key of the file that the task is about. */
export function filePassphraseStep(applies: (form: Form) => boolean = () => true): Step<Form> {
  return textStep({
    field: 'filePassphrase',
    prompt: l10n.t('The passphrase of the private key'),
    password: true,
    applies: (form) => form.target?.encrypted === true && !form.target.isKeyStore && applies(form),
  });
}

/** What opens the key store that the task is about. */
export function storePasswordStep(): Step<Form> {
  return textStep({
    field: 'filePassphrase',
    prompt: l10n.t('The password of the key store'),
    password: true,
    applies: ({ target }) => target?.isKeyStore === true,
  });
}

/** The private key of a certificate, where the workspace does not show which it is; and its passphrase. */
export function privateKeySteps(
  placeholder: string,
  applies: (form: Form) => boolean = () => true,
): readonly Step<Form>[] {
  return [
    {
      applies: (form) => form.target?.key === undefined && applies(form),
      async ask(form, frame) {
        const chosen = await askFile('private-key', placeholder, form.key?.uri, form.services, frame);
        if (chosen && chosen !== back) form.key = { uri: chosen.uri, encrypted: chosen.encrypted };
        return chosen;
      },
    },
    textStep({
      field: 'keyPassphrase',
      prompt: l10n.t('The passphrase of the private key'),
      password: true,
      applies: (form) => (form.key ?? form.target?.key)?.encrypted === true && applies(form),
    }),
  ];
}

/** The file that the person pointed at before, where it is of the kind. */
export async function takeGiven(form: Form, uri: Uri, kind: TargetKind): Promise<void> {
  const [found] = await findTargets({ kind, uri: uri.toString() }, form.services);
  if (found) setTarget(form, found, kind, true);
}

function setTarget(form: Form, target: IssuanceTarget, kind: TargetKind, isGiven: boolean): void {
  form.target = { ...target, kind, isGiven };
  delete form.key;
  if (target.issuer) form.issuer = issuerOf(target.issuer);
  form.folder ??= Uri.joinPath(Uri.parse(target.uri, true), '..');
}

interface FileItem extends QuickPickItem {
  readonly target?: IssuanceTarget;
  readonly browse?: true;
}

async function askFile(
  kind: TargetKind,
  placeholder: string,
  current: string | undefined,
  services: Services,
  frame: StepFrame,
): Promise<IssuanceTarget | typeof back | undefined> {
  const targets = await findTargets({ kind }, services);
  const items: FileItem[] = targets.map((target) => ({
    label: target.name,
    description: [workspace.asRelativePath(Uri.parse(target.uri, true)), target.state].filter(Boolean).join(' · '),
    iconPath: new ThemeIcon(kind === 'private-key' ? 'key' : 'verified'),
    target,
  }));
  items.push(
    { label: '', kind: QuickPickItemKind.Separator },
    { label: l10n.t('Browse…'), iconPath: new ThemeIcon('folder-opened'), browse: true },
  );
  for (;;) {
    const active = items.find(({ target }) => target?.uri === current);
    const chosen = await pick(frame, { placeholder, items, active });
    if (chosen === undefined || chosen === back) return chosen;
    if (chosen.target) return chosen.target;
    const uri = await openOne(placeholder);
    if (!uri) continue;
    const [found] = await findTargets({ kind, uri: uri.toString() }, services);
    if (found) return found;
    const name = workspace.asRelativePath(uri);
    await window.showErrorMessage(l10n.t('There is nothing of this kind in {name}.', { name }), { modal: true });
  }
}

async function findTargets(params: IssuanceTargetsParams, { client }: Services): Promise<readonly IssuanceTarget[]> {
  return (await client.sendRequest<IssuanceTargetsAnswer>(requests.issuanceTargets, params)).targets;
}
