import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import {
  type CheckCaAnswer,
  type CheckCaParams,
  type CheckFieldAnswer,
  type CheckFieldParams,
  type IgnoreKeyAnswer,
  type IssuanceTargetsAnswer,
  type IssuanceTargetsParams,
  type ListCasAnswer,
  type PlanIssuanceAnswer,
  type PlanIssuanceParams,
  requests,
  type WriteIssuanceAnswer,
  type WriteIssuanceParams,
} from '../protocol.ts';

/** Everything that is issued: the questions of the forms, the plans, and the writing. Loaded when someone asks. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, answer } = session;
    const load = () => import('../issue/handlers.ts');
    connection.onRequest(
      requests.listCas,
      answer<null, ListCasAnswer>(requests.listCas, { choices: [] }, async () => (await load()).listCas(session)),
    );
    connection.onRequest(
      requests.checkCa,
      answer<CheckCaParams, CheckCaAnswer>(requests.checkCa, {}, async (params) =>
        (await load()).checkCa(params, session),
      ),
    );
    connection.onRequest(
      requests.checkField,
      answer<CheckFieldParams, CheckFieldAnswer>(requests.checkField, {}, async (params) =>
        (await load()).checkField(params, session),
      ),
    );
    connection.onRequest(
      requests.issuanceTargets,
      answer<IssuanceTargetsParams, IssuanceTargetsAnswer>(requests.issuanceTargets, { targets: [] }, async (params) =>
        (await load()).issuanceTargets(params, session),
      ),
    );
    const failed = { failure: { code: 'bug', message: localize(message('This did not work. The log says more.')) } };
    connection.onRequest<PlanIssuanceAnswer, void>(
      requests.planIssuance,
      answer<PlanIssuanceParams, PlanIssuanceAnswer>(requests.planIssuance, failed, async (params) =>
        (await load()).planIssuance(params, session),
      ),
    );
    connection.onRequest<WriteIssuanceAnswer, void>(
      requests.writeIssuance,
      answer<WriteIssuanceParams, WriteIssuanceAnswer>(requests.writeIssuance, failed, async (params) =>
        (await load()).writeIssuance(params, session),
      ),
    );
    connection.onRequest(
      requests.dropIssuance,
      answer<{ readonly plan: number }, null>(requests.dropIssuance, null, async ({ plan }) => {
        (await load()).dropPlan(plan, session);
        return null;
      }),
    );
    connection.onRequest(
      requests.ignoreKey,
      answer<{ readonly uri: string }, IgnoreKeyAnswer>(requests.ignoreKey, {}, async ({ uri }) =>
        (await load()).ignoreKey(uri, session),
      ),
    );
  },
};
