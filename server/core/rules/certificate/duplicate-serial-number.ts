import { message } from '../../base/message.ts';
import { serialText } from '../../describe/names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report two certificates of one issuer with the same serial number.',
  why: 'Issuer and serial number name a certificate: revoking one revokes the other, Firefox refuses the second one that it meets, and `openssl ca` loses its count. It comes from a fixed `-set_serial`, or from a CA that was made anew under its old name.',
  invalid: [{ language: 'pem', text: { fixture: 'same-serial' }, files: { 'other.pem': 'same-serial-again' } }],
  valid: [
    { language: 'pem', text: { fixture: 'same-serial' }, files: { 'copy.pem': 'same-serial' } },
    { language: 'pem', text: { fixture: 'server' }, files: { 'other.pem': 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/duplicate-serial-number',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.2'],
  messages: {
    duplicate:
      'Another certificate of the same issuer has this serial number ({serial}) too: clients such as Firefox refuse one of them, and one cannot be revoked without the other. Have one issued again with a random serial number.',
  },
  check({ certificate, span }, facts) {
    const other = facts.workspace.anotherWithSerialOf(certificate);
    if (!other) return undefined;
    const related = [{ uri: other.uri, span: other.object.span, message: message('The other certificate') }];
    return [{ span, message: 'duplicate', data: { serial: serialText(certificate.serialNumber) }, related }];
  },
});
