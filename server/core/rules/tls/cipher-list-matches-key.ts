import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import type { RelatedPlace } from '../../lint/finding.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { Authentication } from '../../tls/cipher-list/columns.ts';
import type { TlsContext } from '../../tls/context.ts';
import { ciphersOf, recommendedCiphers } from '../../tls/guideline.ts';
import { replaceList } from '../../tls/list-edit.ts';
import type { KeyType } from '../../x509/types.ts';

export const docs: RuleDocs = {
  summary: 'Report cipher lists in which no suite works with the type of key that the server has.',
  why: 'In TLS 1.2 a suite says which type of key signs: `ECDHE-RSA-…` needs an RSA certificate, `ECDHE-ECDSA-…` one with an elliptic curve. A list with only the other kind loads without a word, and then every client that speaks no TLS 1.3 fails with “no shared cipher”. It happens when a certificate is renewed with another type of key.',
  exceptions: 'Only what the workspace holds is looked at: where a certificate is not found, nothing is said.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;\n}\n',
      fixed: `server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n    ssl_ciphers ${recommendedCiphers};\n}\n`,
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.load_cert_chain('server.pem', 'server.key')\ncontext.set_ciphers('ECDHE+aRSA+AESGCM')\n",
      fixed: `import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.load_cert_chain('server.pem', 'server.key')\ncontext.set_ciphers('${recommendedCiphers}')\n`,
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n    ssl_ciphers ECDHE+AESGCM;\n}\n',
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n    ssl_protocols TLSv1.3;\n    ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;\n}\n',
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/cipher-list-matches-key',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8422, 2', 'RFC 5246, 7.4.2'],
  messages: {
    mismatch:
      'No suite of this list works with the {keys} key of the certificate: clients without TLS 1.3 cannot connect (“no shared cipher”).',
  },
  *check({ context }, facts) {
    const setting = context.ciphers;
    if (context.role !== 'server' || !setting || setting.value === 'unknown' || !speaksOldVersions(context)) return;
    const list = setting.value;
    const { usable, refused } = list.read(facts.settings.openSslVersion);
    const keys = keysOf(context, facts);
    if (refused || usable.length === 0 || !keys) return;
    const fitting = new Set<Authentication>(keys.types.map(authenticationOf));
    // Anonymous suites need no key.
    if (usable.some(({ authentication }) => authentication === 'None' || fitting.has(authentication))) return;
    const edits = replaceList(list, ciphersOf(facts.settings.guideline));
    yield {
      span: setting.span,
      message: 'mismatch',
      data: { keys: [...new Set(keys.types)] },
      related: keys.places,
      proposals: edits
        ? [
            {
              title: message('Write the recommended list'),
              kind: 'suggestion',
              edits: edits.map((edit) => ({ ...edit, uri: facts.uri })),
            },
          ]
        : [],
    };
  },
});

function speaksOldVersions({ protocols, minVersion }: TlsContext): boolean {
  if (minVersion?.value === 'TLSv1.3') return false;
  return protocols?.some(({ value }) => value !== 'TLSv1.3') ?? true;
}

/** The types of the server's keys; undefined where one of them is not known. */
function keysOf(
  { certificates = [] }: TlsContext,
  { workspace, uri }: LintFacts,
): { types: KeyType[]; places: RelatedPlace[] } | undefined {
  const types: KeyType[] = [];
  const places: RelatedPlace[] = [];
  for (const { value } of certificates) {
    const target = value === 'unknown' ? undefined : workspace.resolve(value, uri);
    if (target?.state !== 'found') return undefined;
    const leaf = target.objects.find((object) => object.value?.kind === 'certificate');
    if (leaf?.value?.kind !== 'certificate') return undefined;
    const { keyType } = leaf.value.subjectPublicKeyInfo;
    if (!['RSA', 'RSA-PSS', 'EC', 'Ed25519', 'Ed448'].includes(keyType)) return undefined;
    types.push(keyType);
    places.push({ uri: target.uri, span: leaf.span, message: message('The certificate') });
  }
  return types.length > 0 ? { types, places } : undefined;
}

/** RFC 8422, 5.4: the ECDSA suites are for Ed25519 and Ed448 as well. */
function authenticationOf(type: KeyType): Authentication {
  return type === 'RSA' || type === 'RSA-PSS' ? 'RSA' : 'ECDSA';
}
