import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report `ssl` options of pg that its connection string throws away.',
  why: 'Where the connection string says anything about TLS, node-postgres takes that and drops the `ssl` object: a CA or a client certificate given there is not used.',
  invalid: [
    {
      language: 'javascript',
      text: "const { Pool } = require('pg');\nnew Pool({ connectionString: 'postgres://db.internal/app?sslmode=require', ssl: { ca } });\n",
      fixed:
        "const { Pool } = require('pg');\nnew Pool({ connectionString: 'postgres://db.internal/app', ssl: { ca } });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { Pool } = require('pg');\nnew Pool({ connectionString: 'postgres://db.internal/app', ssl: { ca } });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/connection-string-overrides-ssl',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://node-postgres.com/features/ssl#usage-with-connectionstring'],
  messages: { found: 'pg drops this object, for the connection string has {parameters}. Say it in one of the two.' },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'javascript/connection-string-overrides-ssl') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Take it out of the connection string'), 'suggestion'),
    };
  },
});
