import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report RSA keys that have a prime in common with another key of the workspace.',
  why: 'Two moduli with one prime in common give away both private keys: their greatest common divisor is that prime. Devices that make keys before they have gathered randomness make such pairs.',
  exceptions: 'The first 500 RSA keys of a workspace are held against each other.',
  invalid: [{ language: 'pem', text: { fixture: 'shared-prime' }, files: { 'other.pem': 'shared-prime-too' } }],
  valid: [
    { language: 'pem', text: { fixture: 'shared-prime' }, files: { 'copy.pem': 'shared-prime' } },
    { language: 'pem', text: { fixture: 'rsa-2048' }, files: { 'other.pem': 'shared-prime' } },
  ],
};

export const rule = defineRule({
  id: 'key/shared-prime',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['Heninger et al., Mining Your Ps and Qs (2012)', 'Lenstra et al., Ron was wrong, Whit is right (2012)'],
  messages: {
    shared:
      'This RSA key has a prime in common with another key of this workspace: anyone can compute the private halves of both. Make both anew, on a machine with enough randomness.',
  },
  check({ key, span }, facts) {
    if (key.keyType !== 'RSA' && key.keyType !== 'RSA-PSS') return undefined;
    const [other] = facts.workspace.sharingPrimeWith(key);
    if (!other) return undefined;
    return [
      {
        span,
        message: 'shared',
        related: [{ uri: other.uri, span: other.object.span, message: message('The other key') }],
      },
    ];
  },
});
