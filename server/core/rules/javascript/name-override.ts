import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report gRPC channels that compare the certificate with another name than that of the host.',
  why: 'The option `grpc.ssl_target_name_override` is there for tests. With it, whoever has a certificate for that name passes for every host that the channel connects to.',
  exceptions: 'A host that is reached by its address, whose certificate has one name that is known.',
  invalid: [
    {
      language: 'javascript',
      text: "const grpc = require('@grpc/grpc-js');\nnew Client('db.internal:443', grpc.credentials.createSsl(), { 'grpc.ssl_target_name_override': 'test.internal' });\n",
      fixed:
        "const grpc = require('@grpc/grpc-js');\nnew Client('db.internal:443', grpc.credentials.createSsl(), {});\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const grpc = require('@grpc/grpc-js');\nnew Client('db.internal:443', grpc.credentials.createSsl(), { 'grpc.max_send_message_length': -1 });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/name-override',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://grpc.github.io/grpc/core/group__grpc__arg__keys.html', 'CWE-297'],
  messages: {
    found:
      'The certificate is compared with {name} and not with the host that is connected to, as tests do. Leave it out, and use a certificate for the host.',
  },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'javascript/name-override') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Compare with the name of the host'), 'suggestion'),
    };
  },
});
