import { message } from '../../base/message.ts';
import type { LintFacts, LocatedObject } from '../../lint/facts.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference, Setting, TlsContext } from '../../tls/context.ts';
import { keyFingerprint } from '../../x509/key-fingerprint.ts';
import type { SubjectPublicKeyInfo } from '../../x509/types.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys that do not belong to the certificate they are configured with.',
  why: 'The service does not start ("key values mismatch"); where the two are of different types, nginx and Node.js even start, and then every handshake fails.',
  exceptions: 'Encrypted keys cannot be compared without their passphrase and are not reported.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key other.key;\n}\n',
      files: { 'server.pem': 'server', 'other.key': 'other-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key other.key;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n}\n',
      files: { 'server.pem': 'server', 'other.key': 'other-key', 'server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n}\n',
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/key-mismatch',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: SSL_CTX_check_private_key'],
  messages: {
    mismatch:
      'The private key in {key} does not belong to the certificate in {certificate}. Use the key that was made for it.',
    typeMismatch:
      'The private key in {key} is {keyType}, the certificate in {certificate} is for {certificateType}: they do not belong together, and every handshake will fail.',
  },
  *check({ context }, facts) {
    for (const { certificate, key } of pairs(context)) {
      const holder = facts.workspace.resolve(certificate, facts.uri);
      const keyFile = facts.workspace.resolve(key, facts.uri);
      if (holder.state !== 'found' || keyFile.state !== 'found') continue;
      // Where a CA stands first in the file, its order is what is wrong.
      const first = holder.objects.find(({ value }) => value?.kind === 'certificate');
      const leaf = facts.workspace.servedChain(holder)?.leaf.object ?? first;
      const secret = keyFile.objects.find(({ value }) => value?.kind === 'private-key');
      if (leaf?.value?.kind !== 'certificate' || secret?.value?.kind !== 'private-key') continue;
      const wanted = leaf.value.subjectPublicKeyInfo;
      const given = secret.value.publicKey;
      if (!given || keyFingerprint(given) === keyFingerprint(wanted)) continue;
      const isOtherType = given.keyType !== wanted.keyType;
      yield {
        span: key.span,
        message: isOtherType ? 'typeMismatch' : 'mismatch',
        data: {
          key: key.path,
          certificate: certificate.path,
          keyType: given.keyType,
          certificateType: wanted.keyType,
        },
        related: [
          { uri: holder.uri, span: leaf.span, message: message('The certificate') },
          { uri: keyFile.uri, span: secret.span, message: message('The private key') },
        ],
        proposals: matchingKeys(key, wanted, facts),
      };
    }
  },
});

function* pairs(context: TlsContext): Iterable<{ readonly certificate: FileReference; readonly key: FileReference }> {
  const { certificates = [], privateKeys = [] } = context;
  for (const [i, certificate] of certificates.entries()) {
    const key: Setting<FileReference> | undefined = privateKeys[i];
    if (key && key.value !== 'unknown' && certificate.value !== 'unknown') {
      yield { certificate: certificate.value, key: key.value };
    }
  }
}

/** Keys of the workspace that do belong to the certificate, where the path stands in the text as it is. */
function matchingKeys(key: FileReference, wanted: SubjectPublicKeyInfo, facts: LintFacts): Proposal[] {
  if (facts.text.slice(key.span.start, key.span.end) !== key.path) return [];
  return facts.workspace.privateKeysOf(wanted).flatMap((located: LocatedObject): Proposal[] => {
    const path = facts.workspace.pathLike(key, located.uri, facts.uri);
    if (!path) return [];
    return [
      {
        title: message('Use the key that belongs to it: {path}', { path }),
        kind: 'suggestion',
        edits: [{ uri: facts.uri, span: key.span, text: path }],
      },
    ];
  });
}
