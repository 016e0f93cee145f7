import { commands, l10n, Uri, workspace } from 'vscode';
import type { ViewedObject } from '../../server/lsp/protocol.ts';
import type { Command, Services } from '../command.ts';
import { chooseObject, sayNothingFound } from '../views/choose-object.ts';
import { placeOf } from '../views/place.ts';
import { fileName, listObjects, textViewUri } from '../views/text-view.ts';

export const command: Command = {
  id: 'tlsense.compareCertificates',
  /** `selected`: the files that are selected in the explorer, of which two are compared as they are; or a place. */
  async run(services, given, selected) {
    const [one, other] = Array.isArray(selected) ? selected.filter((uri) => uri instanceof Uri) : [];
    if (one && other) return show(whole(one), whole(other));
    const first = await chooseFirst(given, selected, services);
    if (!first) return;
    const others = (await listObjects({}, services)).filter(({ id }) => id !== first.id);
    if (others.length === 0) return sayNothingFound();
    const placeHolder = l10n.t('The certificate to compare {name} with', { name: first.name });
    const second = await chooseObject(others, l10n.t('Compare Certificates'), placeHolder);
    if (second) await show(part(first), part(second));
  },
};

interface Side {
  readonly name: string;
  readonly file: string;
  readonly uri: Uri;
}

function whole(uri: Uri): Side {
  const name = fileName(uri.toString());
  return { name, file: workspace.asRelativePath(uri), uri: textViewUri(uri.toString(), name) };
}

function part({ name, uri, id }: ViewedObject): Side {
  return { name, file: workspace.asRelativePath(Uri.parse(uri, true)), uri: textViewUri(uri, name, id) };
}

/** The one at the cursor or in the file, else any of the workspace. */
async function chooseFirst(given: unknown, at: unknown, services: Services): Promise<ViewedObject | undefined> {
  const place = placeOf(given, at);
  const here = place ? await listObjects(place, services) : [];
  const choices = here.length > 0 ? here : await listObjects({}, services);
  if (choices.length === 0) await sayNothingFound();
  return chooseObject(choices, l10n.t('Compare Certificates'), l10n.t('The certificate to compare'));
}

async function show(left: Side, right: Side): Promise<void> {
  // A renewed certificate has the name of the one before it.
  const isAlike = left.name === right.name;
  const [one, other] = [left, right].map(({ name, file }) => (isAlike ? `${name} (${file})` : name));
  await commands.executeCommand('vscode.diff', left.uri, right.uri, `${one} ↔ ${other}`);
}
