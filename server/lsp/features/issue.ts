import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import {
  type CaFiles,
  type CheckCaAnswer,
  type CheckFieldAnswer,
  type CheckFieldParams,
  type IgnoreKeyAnswer,
  type IssueClientAnswer,
  type IssueClientParams,
  type ListCasAnswer,
  requests,
} from '../protocol.ts';

/** Client certificates: the questions of the form, and the issuing. Loaded when someone asks. */
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
      answer<CaFiles, CheckCaAnswer>(requests.checkCa, {}, async (files) => (await load()).checkCa(files, session)),
    );
    connection.onRequest(
      requests.checkField,
      answer<CheckFieldParams, CheckFieldAnswer>(requests.checkField, {}, async (params) =>
        (await load()).checkField(params, session),
      ),
    );
    const failed = message('The certificate could not be made. The log says more.');
    connection.onRequest<IssueClientAnswer, void>(
      requests.issueClient,
      answer<IssueClientParams, IssueClientAnswer>(
        requests.issueClient,
        { failure: { code: 'bug', message: localize(failed) } },
        async (params) => (await load()).issue(params, session),
      ),
    );
    connection.onRequest(
      requests.ignoreKey,
      answer<{ readonly uri: string }, IgnoreKeyAnswer>(requests.ignoreKey, {}, async ({ uri }) =>
        (await load()).ignoreKey(uri, session),
      ),
    );
  },
};
