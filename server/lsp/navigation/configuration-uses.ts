import type { CancellationToken, Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { nextTurn } from '../../core/base/event-loop.ts';
import { fileReferences } from '../../core/tls/context.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import { toRange } from '../ranges.ts';
import type { Session } from '../session.ts';
import { shownLocations } from './locations.ts';

/** The longest stretch of work between two looks at what else arrived. */
const sliceMilliseconds = 20;
const readAtOnce = 8;

/** Where the configurations of the workspace, open or not, name one of `targets`. */
export async function configurationUses(
  targets: ReadonlySet<string>,
  { documents, files, workspace }: Session,
  token: CancellationToken,
): Promise<Location[]> {
  const uses: Location[] = [];
  const uris = [...new Set([...documents.uris, ...(await files.configurations())])];
  let sliceStart = performance.now();
  for (let at = 0; at < uris.length && uses.length < shownLocations; at += readAtOnce) {
    if (token.isCancellationRequested) return [];
    if (performance.now() - sliceStart > sliceMilliseconds) {
      await nextTurn();
      sliceStart = performance.now();
    }
    const found = await Promise.all(
      uris.slice(at, at + readAtOnce).map(async (uri) => {
        const open = await documents.read(uri, token);
        // A bundle names nothing.
        if (open?.reading.contexts.length === 0) return [];
        const text = (await documents.prepared(uri, token)) ?? (await files.prepared(uri));
        return text ? usesIn(text.reading, text.document, targets, workspace) : [];
      }),
    );
    uses.push(...found.flat());
  }
  return uses;
}

function usesIn(
  { contexts }: Reading,
  document: TextDocument,
  targets: ReadonlySet<string>,
  workspace: Workspace,
): Location[] {
  const uses = new Map<number, Location>();
  for (const context of contexts) {
    for (const reference of fileReferences(context)) {
      // An inherited setting is seen by every context below it.
      if (uses.has(reference.span.start)) continue;
      const target = workspace.resolve(reference, document.uri);
      if (target.state !== 'found' || !targets.has(target.uri)) continue;
      uses.set(reference.span.start, { uri: document.uri, range: toRange(document, reference.span) });
    }
  }
  return [...uses.values()];
}
