import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import { requests, type ViewFileAnswer, type ViewFileParams } from '../protocol.ts';

/** What the pages of binary files show. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, refresh, answer } = session;
    let wasAsked = false;
    const failed = { failure: localize(message('This did not work. The log says more.')) };
    connection.onRequest<ViewFileAnswer, void>(
      requests.viewFile,
      answer<ViewFileParams, ViewFileAnswer>(requests.viewFile, failed, async (params) => {
        wasAsked = true;
        const [{ viewFile }, { standings }] = await Promise.all([
          import('../views/view-file.ts'),
          import('../views/page-standing.ts'),
        ]);
        return viewFile(params, session, (objects, uri) => standings(objects, uri, session));
      }),
    );
    refresh.listen(() => {
      if (wasAsked) void connection.sendNotification(requests.viewedFilesChanged).catch(() => {});
    });
  },
};
