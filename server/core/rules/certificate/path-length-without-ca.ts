import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report path lengths in certificates that cannot issue any.',
  why: 'A path length means something only in a CA that may sign certificates. Strict clients, among them Python 3.13, refuse the certificate otherwise.',
  invalid: [{ language: 'pem', text: { fixture: 'path-length-without-ca' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/path-length-without-ca',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.9', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    notCa:
      'This certificate has a path length but is no CA: strict clients (Python 3.13) refuse it. Issue it with CA:FALSE alone.',
    cannotSign:
      'This CA has a path length but may not sign certificates (keyUsage): strict clients refuse it. Add keyCertSign.',
  },
  check({ certificate, span }) {
    const { basicConstraints, keyUsage } = certificate;
    if (basicConstraints?.pathLenConstraint === undefined) return undefined;
    if (!basicConstraints.cA) return [{ span, message: 'notCa' }];
    else if (keyUsage && !keyUsage.includes('keyCertSign'))
      return [{ span, message: 'cannotSign', severity: 'information' }];
    return undefined;
  },
});
