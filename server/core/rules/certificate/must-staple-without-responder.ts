import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as authorityInfoAccess } from '../../x509/extensions/authority-info-access.ts';
import { extension as tlsFeature } from '../../x509/extensions/tls-feature.ts';
import { isCa } from '../../x509/roles.ts';

const statusRequest = 5;
const ocsp = '1.3.6.1.5.5.7.48.1';

export const docs: RuleDocs = {
  summary: 'Report certificates that demand a stapled OCSP response but name no responder.',
  why: 'Clients that know the demand (Firefox) refuse every connection without a stapled response, and without the responder’s address a server has nowhere to get one.',
  invalid: [{ language: 'pem', text: { fixture: 'must-staple-without-responder' } }],
  valid: [
    { language: 'pem', text: { fixture: 'must-staple' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/must-staple-without-responder',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 7633, 4', 'RFC 6960, 3.1'],
  messages: {
    missing:
      'This certificate demands a stapled OCSP response (must-staple) but names no responder to get one from: clients that know the demand refuse it. Have it issued without must-staple.',
  },
  check({ certificate, span }) {
    const { extensionValues } = certificate;
    if (!extensionValues.get(tlsFeature)?.includes(statusRequest) || isCa(certificate)) return undefined;
    const access = extensionValues.get(authorityInfoAccess) ?? [];
    if (!access.some(({ accessMethod }) => accessMethod === ocsp)) return [{ span, message: 'missing' }];
    return undefined;
  },
});
