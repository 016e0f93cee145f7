import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import {
  type CheckFieldAnswer,
  type CheckPlaceParams,
  type FindWiringsAnswer,
  type FindWiringsParams,
  type ProveMutualTlsParams,
  requests,
  type TestHandshakeAnswer,
  type TestHandshakeParams,
} from '../protocol.ts';

/** Handshakes with a server that a person names, and what "Set Up Mutual TLS" does with the files it made. */
export const feature: Feature = {
  capabilities: () => ({}),
  listen(session) {
    const { connection, localize, answer } = session;
    const load = () => import('../handshake/handlers.ts');
    const failed = { failure: { code: 'bug', message: localize(message('This did not work. The log says more.')) } };
    connection.onRequest(
      requests.checkPlace,
      answer<CheckPlaceParams, CheckFieldAnswer>(requests.checkPlace, {}, async (params) =>
        (await load()).checkPlace(params, session),
      ),
    );
    connection.onRequest<TestHandshakeAnswer, void>(
      requests.testHandshake,
      answer<TestHandshakeParams, TestHandshakeAnswer>(requests.testHandshake, failed, async (params) =>
        (await load()).testHandshake(params, session),
      ),
    );
    connection.onRequest<TestHandshakeAnswer, void>(
      requests.proveMutualTls,
      answer<ProveMutualTlsParams, TestHandshakeAnswer>(requests.proveMutualTls, failed, async (params) =>
        (await load()).proveMutualTls(params, session),
      ),
    );
    connection.onRequest(
      requests.findWirings,
      answer<FindWiringsParams, FindWiringsAnswer>(
        requests.findWirings,
        { wirings: [], snippets: [] },
        async (params) => (await import('../issue/wirings.ts')).findWirings(params, session),
      ),
    );
  },
};
