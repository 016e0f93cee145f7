import type { Feature } from '../feature.ts';
import { type CertificateTreeAnswer, type CertificateTreeParams, requests } from '../protocol.ts';

/** The certificates of the workspace by who issued them, with the verdict on each. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, refresh, answer } = session;
    let wasAsked = false;
    connection.onRequest(
      requests.certificateTree,
      answer<CertificateTreeParams, CertificateTreeAnswer>(
        requests.certificateTree,
        { certificates: [], more: 0 },
        async ({ issuer }, token) => {
          wasAsked = true;
          const { treeLevel } = await import('../views/certificate-tree.ts');
          return treeLevel(issuer, session, token);
        },
      ),
    );
    refresh.listen(() => {
      if (wasAsked) void connection.sendNotification(requests.certificatesChanged).catch(() => {});
    });
  },
};
