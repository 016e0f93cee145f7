import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference } from '../../tls/context.ts';
import type { KeyType } from '../../x509/types.ts';

const text = (first: string, second: string): string =>
  `server {\n    listen 443 ssl;\n    ssl_certificate ${first}.pem;\n    ssl_certificate_key ${first}.key;\n    ssl_certificate ${second}.pem;\n    ssl_certificate_key ${second}.key;\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report several certificates of the same key type in one place.',
  why: 'OpenSSL has one slot for each type of key (RSA, ECDSA, Ed25519 …): the last certificate silently takes the place of the ones before it, which are never sent.',
  invalid: [{ language: 'nginx', text: text('a', 'b'), files: { 'a.pem': 'server', 'b.pem': 'wildcard' } }],
  valid: [
    { language: 'nginx', text: text('a', 'b'), files: { 'a.pem': 'server', 'b.pem': 'rsa-1024' } },
    { language: 'nginx', text: text('a', 'a'), files: { 'a.pem': 'server' } },
  ],
};

export const rule = defineRule({
  id: 'reference/duplicate-key-type',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['OpenSSL: SSL_CTX_use_certificate'],
  messages: {
    replaced:
      'The certificate in {path} is never used: {other} behind it is {keyType} as well, and there is one certificate for each type of key. Keep one of them, or use one RSA and one ECDSA certificate.',
  },
  *check({ context }, { uri, workspace }) {
    if (!context.loadsAllCertificates) return;
    const later = new Map<KeyType, { readonly reference: FileReference; readonly uri: string }>();
    for (const { value: reference } of [...(context.certificates ?? [])].reverse()) {
      const target = reference === 'unknown' ? undefined : workspace.resolve(reference, uri);
      if (reference === 'unknown' || target?.state !== 'found') continue;
      const leaf = workspace.servedChain(target)?.leaf.certificate;
      if (!leaf) continue;
      const { keyType } = leaf.subjectPublicKeyInfo;
      const other = later.get(keyType);
      if (!other) later.set(keyType, { reference, uri: target.uri });
      else if (other.uri !== target.uri) {
        yield {
          span: reference.span,
          message: 'replaced',
          data: { path: reference.path, other: other.reference.path, keyType },
          related: [{ uri, span: other.reference.span, message: message('The one that is used') }],
        };
      }
    }
  },
});
