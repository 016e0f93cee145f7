import { byteCount } from '../../base/quantity.ts';
import { serialText } from '../../describe/names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report serial numbers that are negative, zero or longer than 20 octets.',
  why: 'RFC 5280 asks for a positive number of at most 20 octets. Go refuses negative ones since 1.23, rustls and Firefox refuse long ones.',
  exceptions: 'Roots with serial number zero: there are public ones, and as trust anchors nobody looks at it.',
  invalid: [
    { language: 'pem', text: { fixture: 'negative-serial' } },
    { language: 'pem', text: { fixture: 'zero-serial' } },
    { language: 'pem', text: { fixture: 'long-serial' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'largest-serial' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/serial-number',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.2'],
  messages: {
    negative:
      'The serial number of this certificate is negative ({serial}): Go (since 1.23) and others refuse it. Have it issued again with a positive one.',
    zero: 'The serial number of this certificate is zero; it has to be a positive number. Have it issued again with a random one.',
    long: 'The serial number of this certificate has {count}; clients such as Firefox and rustls refuse more than 20. Have it issued again with a shorter one.',
  },
  check({ certificate, span }) {
    const { serialNumber } = certificate;
    if ((serialNumber[0] ?? 0) >= 0x80)
      return [{ span, message: 'negative', data: { serial: serialText(serialNumber) } }];
    else if (serialNumber.every((octet) => octet === 0)) {
      if (!isSelfIssued(certificate)) return [{ span, message: 'zero', severity: 'information' }];
    } else if (serialNumber.length > 21 || (serialNumber.length === 21 && serialNumber[0] !== 0)) {
      return [{ span, message: 'long', data: { count: byteCount(serialNumber.length) } }];
    }
    return undefined;
  },
});
