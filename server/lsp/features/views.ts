import type { Feature } from '../feature.ts';
import {
  type CopyablesAnswer,
  type CopyablesParams,
  type ListObjectsAnswer,
  type ListObjectsParams,
  requests,
} from '../protocol.ts';

/** What "Show as Text", "Compare Certificates" and "Copy from Certificate" ask. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, answer } = session;
    const load = () => import('../views/objects.ts');
    connection.onRequest(
      requests.listObjects,
      answer<ListObjectsParams, ListObjectsAnswer>(requests.listObjects, { objects: [] }, async (params, token) => {
        const { listObjects } = await load();
        return { objects: await listObjects(params, session, token) };
      }),
    );
    connection.onRequest(
      requests.copyables,
      answer<CopyablesParams, CopyablesAnswer>(requests.copyables, { items: [] }, async ({ uri, id }) => {
        const [{ objectById, objectsOf }, { copyables }] = await Promise.all([load(), import('../views/copyables.ts')]);
        const object = objectById(await objectsOf(uri, session), id);
        const items = object ? copyables(object) : [];
        return { items: items.map(({ label, text }) => ({ label: localize(label), text: localize(text) })) };
      }),
    );
  },
};
