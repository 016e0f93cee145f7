import { l10n, ProgressLocation, window } from 'vscode';
import {
  type AskRevocationAnswer,
  type AskRevocationParams,
  type RevocationAnswer,
  type RevocationPlan,
  requests,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';
import { agreeTo } from './agree.ts';
import { saveAnswer } from './save-answer.ts';

/** Asks what was agreed to, and shows what came of it. */
export async function askAndShow(
  plan: RevocationPlan,
  addresses: readonly number[],
  services: Services,
): Promise<void> {
  const answer = await ask({ plan: plan.plan, addresses }, services);
  if (!answer) return;
  if ('failure' in answer) {
    await window.showErrorMessage(answer.failure.message, { modal: true });
    return;
  }
  await show(plan, answer.value, services);
}

async function ask(params: AskRevocationParams, { client }: Services): Promise<AskRevocationAnswer | undefined> {
  const title = l10n.t('Checking revocation…');
  const progress = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(progress, async (_, token) => {
    try {
      return await client.sendRequest<AskRevocationAnswer>(requests.askRevocation, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

async function show(plan: RevocationPlan, answer: RevocationAnswer, services: Services): Promise<void> {
  const { state, sentence, details, redirects, toSave } = answer;
  const [saved] = toSave;
  const [redirect] = state === 'unknown' ? redirects : [];
  const save = l10n.t('Save Answer…');
  const goOn = redirect && l10n.t('Ask {address}…', { address: redirect.url });
  const buttons = [...(saved ? [save] : []), ...(goOn ? [goOn] : [])];
  const options = { modal: true, detail: details.map((line) => `• ${line}`).join('\n') };
  const chosen =
    state === 'good'
      ? await window.showInformationMessage(sentence, options, ...buttons)
      : await window.showWarningMessage(sentence, options, ...buttons);
  if (saved && chosen === save) await saveAnswer(saved);
  if (redirect && chosen !== undefined && chosen === goOn) {
    // Another address than was agreed to: it is asked about like the first.
    if (await agreeTo({ ...plan, notice: '' }, redirect.lines)) await askAndShow(plan, [redirect.address], services);
  }
}
