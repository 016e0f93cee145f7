import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import { textScheme } from '../protocol.ts';
import { parseViewUri } from '../views/view-uri.ts';

/** Views that are told of changes; more are not open at once. */
const keptViews = 100;

/** "Show as Text": the objects of a file as a read-only text, which follows the file. */
export const feature: Feature = {
  capabilities: ({ workspace }) =>
    workspace?.textDocumentContent ? { workspace: { textDocumentContent: { schemes: [textScheme] } } } : {},
  listen(session) {
    const { connection, client, documents, localize, answer, refresh } = session;
    if (!client.workspace?.textDocumentContent) return;
    /** Those that were asked for, with the files they show. */
    const views = new Map<string, string>();
    const changed = new Set<string>();
    connection.onRequest(
      'workspace/textDocumentContent',
      answer<{ readonly uri: string }, { text: string }>(
        'workspace/textDocumentContent',
        { text: '' },
        async ({ uri }) => {
          const [{ objectById, objectsOf }, { textView }] = await Promise.all([
            import('../views/objects.ts'),
            import('../../core/describe/text-view.ts'),
          ]);
          const view = parseViewUri(uri);
          if (!view) return { text: '' };
          if (views.size < keptViews) views.set(uri, view.source);
          const all = await objectsOf(view.source, session);
          const one = view.id === undefined ? undefined : objectById(all, view.id);
          const shown = view.id === undefined ? all : one ? [one] : [];
          const nothing = message('There is no certificate, request, revocation list or key here any more.');
          return { text: shown.length > 0 ? textView(shown, localize) : `${localize(nothing)}\n` };
        },
      ),
    );
    documents.onChange((uri) => changed.add(uri));
    refresh.listen(() => {
      for (const [uri, source] of views) {
        if (!changed.has(source)) continue;
        void connection.sendRequest('workspace/textDocumentContent/refresh', { uri }).catch(() => {});
      }
      changed.clear();
    });
  },
};
