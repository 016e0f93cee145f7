import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';
const brokenHashes = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);
/** NIST SP 800-57 part 1, table 2: 112 bits of security, the least that OpenSSL's security level 2 lets pass. */
const leastBits: Readonly<Record<string, number>> = { RSA: 2048, 'RSA-PSS': 2048, DSA: 2048, EC: 224 };

export const docs: RuleDocs = {
  summary: 'Report certificates in use whose key is too short, or that are signed with a broken hash.',
  why: 'OpenSSL refuses to load such a certificate (“ee key too small”, “ca md too weak”), and where its security level is lowered the peers refuse it.',
  invalid: [
    { language: 'nginx', text, files: { 'server.pem': 'rsa-1024' } },
    { language: 'nginx', text, files: { 'server.pem': 'sha1-signed' } },
  ],
  valid: [{ language: 'nginx', text, files: { 'server.pem': 'server' } }],
};

export const rule = defineRule({
  id: 'reference/weak-certificate',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['NIST SP 800-57 part 1, 5.6.1', 'RFC 9155 (SHA-1)', 'SSL_CTX_set_security_level(3)'],
  messages: {
    key: 'The {type} key of the certificate in {path} has only {bits} bits: OpenSSL refuses to load it, and peers refuse it. Issue it again with a key of P-256, or RSA with 2048 bits or more.',
    hash: 'The certificate in {path} is signed with {hash}, which is broken: OpenSSL refuses to load it, and peers refuse it. Have it issued again with SHA-256.',
  },
  *check({ reference: { span, path, purpose }, target }, { workspace }) {
    if (purpose !== 'certificate' || target.state !== 'found') return;
    const first = target.objects.find(({ value }) => value?.kind === 'certificate');
    const object = workspace.servedChain(target)?.leaf.object ?? first;
    if (object?.value?.kind !== 'certificate') return;
    const certificate = object.value;
    const { keyType, bits } = certificate.subjectPublicKeyInfo;
    const { hash } = certificate.signatureAlgorithm;
    const least = leastBits[keyType];
    const related = [{ uri: target.uri, span: object.span, message: message('The certificate') }];
    if (least !== undefined && bits !== undefined && bits < least)
      yield { span, message: 'key', data: { path, type: keyType, bits }, related };
    else if (hash !== undefined && brokenHashes.has(hash) && !workspace.isSelfSigned(certificate))
      yield { span, message: 'hash', data: { path, hash }, related };
  },
});
