import type { Feature } from '../feature.ts';
import { requests, type WorkDoneAnswer } from '../protocol.ts';

/** Counts, for whoever measures the server. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen({ connection, workspace, answer }) {
    const none = { analyses: 0, certificates: 0, signatures: 0 };
    connection.onRequest(
      requests.workDone,
      answer<null, WorkDoneAnswer>(requests.workDone, none, () => ({
        ...workspace.workDone,
        certificates: workspace.certificates.length,
      })),
    );
  },
};
