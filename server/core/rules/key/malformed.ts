import { byteCount } from '../../base/quantity.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { publicKeyFault } from '../../x509/public-key-fault.ts';

export const docs: RuleDocs = {
  summary: 'Report public keys that are not encoded as their standard says, or whose point is not on its curve.',
  why: 'A program that checks refuses the certificate when it reads it; one that does not may be led to give its own secret away. With parameters other than NULL beside an RSA key Go says “RSA key missing NULL parameters”; Go 1.19, Java 17 and GnuTLS 3.7 read no compressed or hybrid point; a point that is not on the curve and a key of the wrong length are refused by nearly all.',
  exceptions:
    'Keys on curves other than P-224, P-256, P-384, P-521 and secp256k1: whether their points are right is not looked at.',
  invalid: [
    { language: 'pem', text: { fixture: 'point-not-on-curve' } },
    { language: 'pem', text: { fixture: 'compressed-point' } },
    { language: 'pem', text: { fixture: 'rsa-without-null' } },
    { language: 'pem', text: { fixture: 'short-ed25519' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
    { language: 'pem', text: { fixture: 'ed25519' } },
    { language: 'pem', text: { fixture: 'secp256k1' } },
  ],
};

export const rule = defineRule({
  id: 'key/malformed',
  subject: 'public-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 3279, 2.3.1', 'RFC 5480, 2.1.1 and 2.2', 'RFC 8410, 3', 'SEC 1, 3.2.2.1', 'RFC 9881, 4'],
  messages: {
    parameters:
      'The parameters beside this {type} key are not as its standard says: Go and others refuse it. Write the key anew with current software.',
    noCurve:
      'This key does not name its elliptic curve: Go, Java and others refuse it. Write the key anew with a named curve.',
    infinity:
      'The point of this key is the one at infinity, which is no public key: programs refuse it. Make a new key.',
    notOnCurve:
      'The point of this key is not on the curve {curve}: the key was damaged or forged, and programs refuse it. Make a new key.',
    negative:
      'The modulus of this RSA key is negative: Go and others refuse it. Write the key anew with current software.',
    trailing:
      'Something follows this RSA key that does not belong to it: Java and others refuse it. Write the key anew.',
    form: 'The point of this key is {form}, which Go, Java and GnuTLS do not read. Write it uncompressed (openssl pkey -ec_conv_form uncompressed), and have the certificate issued again.',
    length: 'This {type} key has {found} where {expected} are right: programs refuse it. Make a new key.',
  },
  check({ key, span }) {
    const fault = publicKeyFault(key);
    if (!fault) return undefined;
    const type = key.algorithm.name;
    switch (fault.kind) {
      case 'form':
        return [{ span, message: 'form', data: { form: fault.form } }];
      case 'length':
        return [
          {
            span,
            message: 'length',
            severity: 'error',
            data: { type: key.curve ?? type, found: byteCount(fault.found), expected: fault.expected },
          },
        ];
      case 'notOnCurve':
        return [{ span, message: 'notOnCurve', severity: 'error', data: { curve: key.curve ?? '' } }];
      case 'parameters':
        return [{ span, message: 'parameters', data: { type } }];
      default:
        return [{ span, message: fault.kind }];
    }
  },
});
