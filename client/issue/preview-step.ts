import { env, l10n, ProgressLocation, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import {
  type IssuancePreview,
  type IssuanceTask,
  type PlanIssuanceAnswer,
  type PlanIssuanceParams,
  requests,
} from '../../server/lsp/protocol.ts';
import { back, pick, type Step } from '../steps.ts';
import { type Form, toFields } from './form.ts';

interface PreviewItem extends QuickPickItem {
  readonly action?: 'write' | 'copy';
}

/** The last step: everything is made, and what would be written is shown. */
export function previewStep(task: IssuanceTask): Step<Form> {
  return {
    async ask(form, frame) {
      await drop(form);
      const answer = await plan({ task, fields: toFields(form) }, form);
      if ('failure' in answer) {
        const { message, hint } = answer.failure;
        await window.showErrorMessage(message, { modal: true, ...(hint ? { detail: hint } : {}) });
        // Something that was asked for is wrong: the person can mend it.
        return back;
      }
      const preview = answer.value;
      form.preview = preview;
      const items = itemsOf(preview);
      for (;;) {
        const placeholder = l10n.t('What will be written; nothing is yet');
        const chosen = await pick(frame, { placeholder, items, active: items[0] });
        if (chosen === undefined || chosen === back) {
          await drop(form);
          return chosen;
        }
        if (chosen.action === 'write') return true;
        if (chosen.action === 'copy') await copyCommands(preview.commands);
      }
    },
  };
}

export async function copyCommands(commands: string): Promise<void> {
  await env.clipboard.writeText(commands);
  void window.showInformationMessage(l10n.t('The openssl commands are in the clipboard.'));
}

/** What was planned before holds private keys. */
async function drop(form: Form): Promise<void> {
  const { preview, services } = form;
  if (!preview) return;
  delete form.preview;
  await services.client.sendRequest(requests.dropIssuance, { plan: preview.plan });
}

function plan(params: PlanIssuanceParams, { services }: Form): Promise<PlanIssuanceAnswer> {
  const work = () => services.client.sendRequest<PlanIssuanceAnswer>(requests.planIssuance, params);
  const progress = { location: ProgressLocation.Notification, title: l10n.t('Preparing…') };
  return Promise.resolve(window.withProgress(progress, work));
}

function itemsOf({ files, remarks, notes }: IssuancePreview): PreviewItem[] {
  const separator = (label: string): PreviewItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    { label: l10n.t('Write Files'), iconPath: new ThemeIcon('check'), action: 'write' },
    { label: l10n.t('Copy Equivalent openssl Commands'), iconPath: new ThemeIcon('copy'), action: 'copy' },
    separator(l10n.t('files')),
    ...files.map(({ path, what, replaces }) => ({
      label: path,
      description: replaces ? `${what} · ${l10n.t('replaces the file that is there')}` : what,
      iconPath: new ThemeIcon(replaces ? 'warning' : 'file'),
    })),
    ...(remarks.length > 0 ? [separator(l10n.t('contents'))] : []),
    ...remarks.map((label) => ({ label, iconPath: new ThemeIcon('verified') })),
    ...(notes.length > 0 ? [separator(l10n.t('to know'))] : []),
    ...notes.map((label) => ({ label, iconPath: new ThemeIcon('info') })),
  ];
}
