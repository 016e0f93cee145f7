import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import {
  type PlanRevocationAnswer,
  type PlanRevocationParams,
  type RevocationPlan,
  type RevocationTarget,
  type RevocationTargetsAnswer,
  type RevocationTargetsParams,
  requests,
} from '../../server/lsp/protocol.ts';
import type { Command, Services } from '../command.ts';
import { agreeTo, chooseAddresses } from '../revocation/agree.ts';
import { askAndShow } from '../revocation/ask-and-show.ts';
import { refuseUntrusted } from '../revocation/workspace-trust.ts';

export const command: Command = {
  id: 'tlsense.checkRevocationOnline',
  /** `given`: the file of a context menu, or of a code lens with its place. */
  async run(services, given, place) {
    // The menus leave it out there; a key binding or another extension may call it all the same.
    if (await refuseUntrusted()) return;
    const target = await chooseTarget(where(given, place), services);
    if (!target) return;
    const plan = await makePlan({ uri: target.uri, sha256: target.sha256 }, services);
    if (!plan) return;
    const addresses = await chooseAddresses(plan);
    if (!addresses || addresses.length === 0) return;
    const lines = addresses.flatMap((index) => plan.addresses[index]?.lines ?? []);
    if (await agreeTo(plan, lines)) await askAndShow(plan, addresses, services);
  },
};

function where(given: unknown, place: unknown): RevocationTargetsParams {
  if (given instanceof Uri) return { uri: given.toString() };
  if (typeof given === 'string') return isPosition(place) ? { uri: given, position: place } : { uri: given };
  const editor = window.activeTextEditor;
  if (!editor) return {};
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isPosition(value: unknown): value is NonNullable<RevocationTargetsParams['position']> {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

async function chooseTarget(
  params: RevocationTargetsParams,
  { client }: Services,
): Promise<RevocationTarget | undefined> {
  const { targets } = await client.sendRequest<RevocationTargetsAnswer>(requests.revocationTargets, params);
  const [only] = targets;
  if (!only) {
    const none = l10n.t('No certificate of this workspace names anyone who could be asked.');
    await window.showInformationMessage(none);
    return undefined;
  }
  if (targets.length === 1 && params.uri !== undefined) return only;
  const items = targets.map((target): QuickPickItem & { target: RevocationTarget } => ({
    label: target.name,
    description: `${workspace.asRelativePath(Uri.parse(target.uri, true))} · ${target.state}`,
    target,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Check Revocation Online'),
    placeHolder: l10n.t('The certificate to ask about'),
    matchOnDescription: true,
  });
  return chosen?.target;
}

async function makePlan(params: PlanRevocationParams, services: Services): Promise<RevocationPlan | undefined> {
  const answer = await services.client.sendRequest<PlanRevocationAnswer>(requests.planRevocation, params);
  if ('value' in answer) return answer.value;
  const { code, message, hint } = answer.failure;
  const browse = l10n.t('Browse…');
  const buttons = code === 'issuer-missing' && params.issuerUri === undefined ? [browse] : [];
  const options = { modal: true, ...(hint ? { detail: hint } : {}) };
  if ((await window.showErrorMessage(message, options, ...buttons)) !== browse) return undefined;
  const chosen = await window.showOpenDialog({ title: l10n.t('The certificate of the issuer (PEM or DER)') });
  const [issuer] = chosen ?? [];
  return issuer && makePlan({ ...params, issuerUri: issuer.toString() }, services);
}
