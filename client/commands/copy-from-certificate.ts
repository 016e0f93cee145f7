import { env, l10n, window } from 'vscode';
import { type CopyablesAnswer, type CopyablesParams, requests } from '../../server/lsp/protocol.ts';
import type { Command } from '../command.ts';
import { chooseObject, sayNothingFound } from '../views/choose-object.ts';
import { placeOf } from '../views/place.ts';
import { listObjects } from '../views/text-view.ts';

export const command: Command = {
  id: 'tlsense.copyFromCertificate',
  async run(services, given, at) {
    const title = l10n.t('Copy from Certificate');
    const place = placeOf(given, at);
    const objects = place ? await listObjects(place, services) : [];
    if (objects.length === 0) return sayNothingFound();
    const object = await chooseObject(objects, title, l10n.t('What to copy from'));
    if (!object) return;
    const params: CopyablesParams = { uri: object.uri, id: object.id };
    const { items } = await services.client.sendRequest<CopyablesAnswer>(requests.copyables, params);
    const choices = items.map(({ label, text }) => ({ label, detail: text.split('\n')[0] ?? '', text }));
    const chosen = await window.showQuickPick(choices, {
      title,
      placeHolder: l10n.t('What to copy of {name}', object),
    });
    if (!chosen) return;
    await env.clipboard.writeText(chosen.text);
    window.setStatusBarMessage(l10n.t('Copied: {what}', { what: chosen.label }), 3000);
  },
};
