import { window, workspace } from 'vscode';
import type { Command } from '../command.ts';
import { sayNothingFound } from '../views/choose-object.ts';
import { placeOf } from '../views/place.ts';
import { fileName, listObjects, textViewUri } from '../views/text-view.ts';

export const command: Command = {
  id: 'tlsense.showAsText',
  /** `given`: the file of a context menu or of a code lens. Without one, the file of the object at the cursor. */
  async run(services, given, at) {
    const place = placeOf(given, at);
    const [object] = place ? await listObjects(place, services) : [];
    if (!object) return sayNothingFound();
    const uri = textViewUri(object.uri, fileName(object.uri));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true });
  },
};
