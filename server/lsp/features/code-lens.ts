import type { CancellationToken, CodeLens, Command } from 'vscode-languageserver';
import { nextTurn } from '../../core/base/event-loop.ts';
import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import { isThereIn } from '../in-time.ts';
import { toRange } from '../ranges.ts';
import type { Session } from '../session.ts';

/** Above each block: what it is, how long it is valid, who issued it; and whether someone can be asked about it. */
export const feature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  listen(session) {
    const { connection, client, documents, refresh, patience, answer } = session;
    const mayAskAgain = client.workspace?.codeLens?.refreshSupport === true;
    const askAgain = () => void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    /** Versions of long texts that the client was asked to ask about once more: it gets all that there is then. */
    const asked = new Map<string, number>();
    documents.onClose((uri) => void asked.delete(uri));
    connection.onCodeLens(
      answer<Asked, CodeLens[]>('textDocument/codeLens', [], async ({ textDocument: { uri } }, token) => {
        const version = documents.get(uri)?.version;
        const mayBeLater = mayAskAgain && version !== undefined && documents.isLong(uri);
        if (!mayBeLater || asked.get(uri) === version) return lensesOf(uri, session, token);
        // What is shown later is worked out to its end, even if this request is not wanted any more.
        const lenses = lensesOf(uri, session);
        if (await isThereIn(patience, lenses)) return lenses;
        asked.set(uri, version);
        lenses.then(askAgain, askAgain);
        return [];
      }),
    );
    if (mayAskAgain) refresh.listen(askAgain);
  },
};

async function lensesOf(uri: string, session: Session, token?: CancellationToken): Promise<CodeLens[]> {
  const { hasCommands, documents, workspace, settings, host, localize } = session;
  const { isAskable, lensQuestions, lensTitle } = await import('../lens-title.ts');
  await settings.loaded;
  const seen = await documents.prepared(uri, token);
  if (!seen) return [];
  const questions = lensQuestions(seen.reading.pki.objects, workspace, uri);
  if (documents.isLong(uri)) await nextTurn();
  await workspace.validate(questions);
  if (documents.isLong(uri)) await nextTurn();
  // Meanwhile the text may have become another.
  const read = await documents.prepared(uri, token);
  if (!read) return [];
  const now = host.now();
  const ask = localize(message('Check Revocation Online…'));
  const tooltip = localize(message('Show as Text'));
  // A command without a name is text that cannot be clicked.
  const titleCommand = (title: string): Command =>
    hasCommands ? { title, tooltip, command: 'tlsense.showAsText', arguments: [uri] } : { title, command: '' };
  const { document, reading } = read;
  const { version } = document;
  const lenses: CodeLens[] = [];
  let until = performance.now() + pieceMilliseconds;
  for (const object of reading.pki.objects) {
    if (performance.now() > until) {
      await nextTurn();
      if (document.version !== version) return lensesOf(uri, session, token);
      until = performance.now() + pieceMilliseconds;
    }
    const title = lensTitle(object, workspace, uri, localize, now);
    if (title === undefined) continue;
    const lens: CodeLens = { range: toRange(document, object.span), command: titleCommand(title) };
    lenses.push(lens);
    if (!hasCommands || !host.fetch || !isAskable(object)) continue;
    const target = [uri, lens.range.start];
    const command = { title: ask, command: 'tlsense.checkRevocationOnline', arguments: target };
    lenses.push({ range: lens.range, command });
  }
  return lenses;
}

/** Milliseconds of work between two turns of others. */
const pieceMilliseconds = 10;

interface Asked {
  readonly textDocument: { readonly uri: string };
}
