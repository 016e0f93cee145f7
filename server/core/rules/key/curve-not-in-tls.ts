import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isTlsPeer } from '../../x509/roles.ts';

/** RFC 8446, 4.2.3; RFC 8734; RFC 8998. */
const usable = /^(?:P-256|P-384|P-521|brainpoolP\d+[rt]1|SM2|curveSM2|sm2p256v1)$/;

export const docs: RuleDocs = {
  summary: 'Report certificates for TLS whose elliptic curve TLS 1.3 cannot sign with.',
  why: 'TLS 1.3 signs with P-256, P-384 and P-521 (and the brainpool curves of RFC 8734). With another curve, such as secp256k1 or P-224, the handshake finds no signature algorithm; browsers and Go refuse such certificates in TLS 1.2 too.',
  invalid: [{ language: 'pem', text: { fixture: 'secp256k1' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'key/curve-not-in-tls',
  subject: 'public-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.2.3', 'RFC 8422, 5.1.1'],
  messages: {
    curve:
      'TLS 1.3 cannot sign with a key on the curve {curve}, and browsers refuse it: connections fail. Make a new key on P-256.',
  },
  check({ key, holder, span }) {
    if (holder?.kind !== 'certificate' || !isTlsPeer(holder)) return undefined;
    const { curve } = key;
    if (curve !== undefined && !usable.test(curve)) return [{ span, message: 'curve', data: { curve } }];
    return undefined;
  },
});
