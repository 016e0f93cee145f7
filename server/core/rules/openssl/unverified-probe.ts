import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report scripts that trust the exit status of `openssl s_client`.',
  why: 'The status is 0 for every server that speaks TLS, whatever its certificate: neither the path nor the name is checked unless `-verify_return_error` and `-verify_hostname` say so.',
  exceptions: 'Where only the port is asked for.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl s_client -connect db.internal:443 </dev/null && deploy\n',
    },
    {
      language: 'shell',
      text: 'if openssl s_client -connect db.internal:443 -CAfile ca.pem </dev/null; then deploy; fi\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl s_client -connect db.internal:443 -verify_return_error -verify_hostname db.internal </dev/null && deploy\n',
    },
    {
      language: 'shell',
      text: 'openssl s_client -connect db.internal:443 </dev/null | openssl x509 -noout -enddate\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/unverified-probe',
  subject: 'observation',
  severity: 'information',
  since: '0.1.0',
  references: ['openssl-s_client(1)'],
  messages: {
    found:
      'This succeeds with any certificate: s_client verifies nothing by itself. Add -verify_return_error, -verify_hostname and the CA.',
  },
  *check({ observation }) {
    const { code, span, data } = observation;
    if (code !== 'openssl/unverified-probe') return;
    yield { span, message: 'found', ...(data && { data }) };
  },
});
