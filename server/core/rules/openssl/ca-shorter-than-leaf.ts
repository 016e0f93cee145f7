import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report CAs that end before what they issue.',
  why: 'A certificate is worth nothing once its issuer has expired, whatever date it bears itself. A CA of the same length already ends before what it issues tomorrow.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl req -x509 -addext keyUsage=critical,keyCertSign -days 365 -key ca.key -out ca.pem\nopenssl x509 -req -days 730 -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
      fixed:
        'openssl req -x509 -addext keyUsage=critical,keyCertSign -days 1825 -key ca.key -out ca.pem\nopenssl x509 -req -days 730 -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl req -x509 -addext keyUsage=critical,keyCertSign -key ca.key -out ca.pem\nopenssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
      fixed:
        'openssl req -x509 -days 1825 -addext keyUsage=critical,keyCertSign -key ca.key -out ca.pem\nopenssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl req -x509 -addext keyUsage=critical,keyCertSign -days 1825 -key ca.key -out ca.pem\nopenssl x509 -req -days 90 -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl req -x509 -addext keyUsage=critical,keyCertSign -days "$DAYS" -key ca.key -out ca.pem\nopenssl x509 -req -days 90 -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/ca-shorter-than-leaf',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 6.1.3', 'openssl-req(1)'],
  messages: {
    shorter:
      'This CA lives {ca} days, and what it issues below {leaf}: nobody accepts those certificates once the CA has expired. Give the CA several times as long.',
    same: 'This CA lives {ca} days, as long as what it issues: everything that it issues later outlives it, and is refused then. Give the CA several times as long.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/ca-shorter-than-leaf') return;
    yield {
      span,
      message: form === 'same' ? 'same' : 'shorter',
      ...(form === 'same' && { severity: 'information' }),
      ...(data && { data }),
      proposals: repair(observation, uri, message('Let the CA live longer'), 'suggestion'),
    };
  },
});
