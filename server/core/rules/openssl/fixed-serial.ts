import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow serial numbers that are written out.',
  why: 'Every run gives the same number, and a CA must use each once: a revocation list that names it revokes all certificates with it, and browsers refuse two of one issuer. OpenSSL picks 160 random bits by itself.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -set_serial 01 -extfile a.ext -out a.crt\n',
      fixed: 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile a.ext -out a.crt\n',
    },
    {
      language: 'dockerfile',
      text: 'FROM debian:13\nRUN openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAserial ca.srl \\\n    -set_serial 0x1234 -extfile a.ext -out a.crt\n',
      fixed:
        'FROM debian:13\nRUN openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAserial ca.srl -extfile a.ext -out a.crt\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -extfile a.ext -out a.crt\n',
    },
    {
      language: 'shell',
      text: 'openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" -extfile a.ext\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/fixed-serial',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.2', 'openssl-x509(1)'],
  messages: {
    issued:
      'Every certificate that this issues has the serial number {serial}: revoking one revokes all of them. Leave -set_serial out; openssl picks a random number.',
    'self-signed':
      'Every run makes a certificate with the serial number {serial}: programs that know one refuse another with the same name. Leave -set_serial out; openssl picks a random number.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/fixed-serial') return;
    yield {
      span,
      message: form === 'self-signed' ? 'self-signed' : 'issued',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Let openssl pick the serial number')),
    };
  },
});
