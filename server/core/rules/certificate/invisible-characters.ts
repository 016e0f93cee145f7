import { isInvisible, visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { Name } from '../../x509/name.ts';
import type { Certificate } from '../../x509/types.ts';

function amongAttributes({ rdns }: Name): string | undefined {
  for (const rdn of rdns) for (const { value } of rdn) if (isInvisible(value)) return value;
  return undefined;
}

function amongAlternatives({ subjectAltName = [] }: Certificate): string | undefined {
  for (const { value } of subjectAltName) if (typeof value === 'string' && isInvisible(value)) return value;
  return undefined;
}

export const docs: RuleDocs = {
  summary: 'Report names with characters that cannot be seen, or that turn the direction of writing.',
  why: 'A NUL, a zero-width space or a right-to-left override makes a name look like another one. Programs that stop at the NUL were fooled by it (CVE-2009-2408).',
  invalid: [{ language: 'pem', text: { fixture: 'invisible-characters' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/invisible-characters',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['Unicode Technical Report 36, 2 and 3', 'RFC 5280, 7'],
  messages: {
    invisible:
      'A name in this certificate holds characters that cannot be seen: {name}. It may be made to look like another one; do not trust it by its looks.',
  },
  check({ certificate, span }) {
    const { subject, issuer } = certificate;
    const found = amongAttributes(subject) ?? amongAttributes(issuer) ?? amongAlternatives(certificate);
    if (found !== undefined) return [{ span, message: 'invisible', data: { name: visible(found) } }];
    return undefined;
  },
});
