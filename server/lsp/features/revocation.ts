import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import {
  type AskRevocationAnswer,
  type AskRevocationParams,
  type PlanRevocationAnswer,
  type PlanRevocationParams,
  type RevocationTargetsAnswer,
  type RevocationTargetsParams,
  requests,
} from '../protocol.ts';

/** Revocation, asked of the network: what can be asked, what would be, and, once the person agreed, the answer. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, answer } = session;
    const failed = { failure: { code: 'bug', message: localize(message('This did not work. The log says more.')) } };
    connection.onRequest(
      requests.revocationTargets,
      answer<RevocationTargetsParams, RevocationTargetsAnswer>(
        requests.revocationTargets,
        { targets: [] },
        async (params, token) => {
          const { findTargets } = await import('../revocation/targets.ts');
          return { targets: await findTargets(params, session, token) };
        },
      ),
    );
    connection.onRequest<PlanRevocationAnswer, void>(
      requests.planRevocation,
      answer<PlanRevocationParams, PlanRevocationAnswer>(requests.planRevocation, failed, async (params) => {
        const { makePlan } = await import('../revocation/plans.ts');
        const plan = await makePlan(params, session);
        return plan.ok ? { value: plan.value } : { failure: plan.error };
      }),
    );
    connection.onRequest<AskRevocationAnswer, void>(
      requests.askRevocation,
      answer<AskRevocationParams, AskRevocationAnswer>(requests.askRevocation, failed, async (params, token) => {
        const { askPlan } = await import('../revocation/ask-plan.ts');
        return askPlan(params, session, token);
      }),
    );
  },
};
