import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import { requests, type ViewFileAnswer, type ViewFileParams } from '../protocol.ts';

/** What the pages of binary files show. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, answer } = session;
    const failed = { failure: localize(message('This did not work. The log says more.')) };
    connection.onRequest<ViewFileAnswer, void>(
      requests.viewFile,
      answer<ViewFileParams, ViewFileAnswer>(requests.viewFile, failed, async (params) => {
        const { viewFile } = await import('../views/view-file.ts');
        return viewFile(params, session);
      }),
    );
  },
};
