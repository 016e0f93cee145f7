import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const least = 2048;
const leastOfCurve = 224;

export const docs: RuleDocs = {
  summary: 'Report parameters for keys and for Diffie-Hellman that give less than 112 bits of strength.',
  why: 'A 1024-bit group can be broken by precomputation that counts for everyone who uses it (Logjam); OpenSSL 1.1 and later refuse it (“dh key too small”). A key made with the parameters of a short curve is refused likewise, and one with a curve spelt out instead of named by nearly all.',
  exceptions:
    'That the prime of a group is one is not looked at: take ffdhe2048 (openssl genpkey), not numbers from somewhere.',
  invalid: [
    { language: 'pem', text: { fixture: 'dh-1024' } },
    { language: 'pem', text: { fixture: 'dh-of-one' } },
    { language: 'pem', text: { fixture: 'ec-parameters-192' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'dh-2048' } },
    { language: 'pem', text: { fixture: 'ec-parameters' } },
  ],
};

export const rule = defineRule({
  id: 'key/weak-parameters',
  subject: 'parameters',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9325, 4.1', 'NIST SP 800-57 part 1, 5.6.1', 'RFC 5480, 2.1.1', 'CWE-326'],
  messages: {
    short:
      'These Diffie-Hellman parameters have {bits} bits, with which no exchange is safe: TLS libraries refuse less than {least}. Remove them, or use ffdhe2048.',
    dsa: 'These DSA parameters have {bits} bits, with which no key is safe: programs refuse less than {least}. Make a key of another kind: P-256, or RSA with 2048 bits or more.',
    curve: 'The curve {curve} of these parameters gives too little strength: TLS libraries refuse it. Use P-256.',
    explicit:
      'These parameters spell out their elliptic curve instead of naming it, which RFC 5480 forbids: programs refuse keys with them. Write them with the name (openssl ecparam -param_enc named_curve).',
    generator:
      'The generator of these {type} parameters is {generator}: whatever is computed with them is the same for everyone. Remove them, or use ffdhe2048.',
  },
  *check({ parameters, span }) {
    const { of: type, bits, curve, generator } = parameters;
    if (type === 'EC') {
      if (curve === undefined && bits !== undefined) yield { span, message: 'explicit', severity: 'warning' };
      else if (bits !== undefined && bits < leastOfCurve)
        yield { span, message: 'curve', data: { curve: curve ?? '' } };
      return;
    }
    if (bits !== undefined && bits < least) {
      yield { span, message: type === 'DH' ? 'short' : 'dsa', data: { bits, least } };
    } else if (generator !== undefined && /^0*[01]?$/.test(generator)) {
      yield { span, message: 'generator', data: { type, generator } };
    }
  },
});
