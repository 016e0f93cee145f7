import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { issuerConflict } from '../../lint/issuer-conflict.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that a CA of the workspace signed without being one that could.',
  why: 'The signature is right, and clients refuse the chain all the same: the CA above is none, may have no CAs below it, is for other purposes or names, or is not what the certificate names as its issuer.',
  exceptions:
    'Reported only as far as each certificate has one issuer in the workspace: with cross-certificates another chain may be the one that counts.',
  invalid: [
    { language: 'pem', text: { fixture: 'below-leaf' } },
    { language: 'pem', text: { fixture: 'outside-of-constraints' } },
    { language: 'pem', text: { fixture: 'of-damaged-signature' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'sound-chain' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/refused-by-issuer',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 6.1.3 and 6.1.4', 'RFC 5280, 4.2.1.1, 4.2.1.9, 4.2.1.10 and 4.2.1.12'],
  messages: {
    conflict:
      'Clients refuse this certificate below {ca}, which signed it: {reason}. Have one of the two issued again.',
    above:
      'Clients refuse this certificate below {ca}, further up in its chain: {reason}. Have one of the two issued again.',
    signature:
      'This certificate names {ca} and its key as its issuer, but that key did not sign it: clients refuse it. It was changed or damaged, or the CA was made anew with the same identifier.',
  },
  check({ certificate, span }, { workspace }) {
    const related = (ca: typeof certificate) => {
      const place = workspace.placeOf(ca);
      const text = message('The CA {name}', { name: displayName(ca) });
      return place ? [{ uri: place.uri, span: place.object.span, message: text }] : [];
    };
    const claimed = workspace.claimedIssuerOf(certificate);
    if (claimed) {
      const data = { ca: displayName(claimed) };
      return [{ span, message: 'signature', severity: 'error', data, related: related(claimed) }];
    }
    const conflict = issuerConflict(certificate, workspace);
    if (!conflict) return undefined;
    const { ca, reason, isDirect } = conflict;
    const data = { ca: displayName(ca), reason };
    return [{ span, message: isDirect ? 'conflict' : 'above', data, related: related(ca) }];
  },
});
