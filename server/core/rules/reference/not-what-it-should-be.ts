import { message } from '../../base/message.ts';
import { objectNoun } from '../../describe/nouns.ts';
import type { LintFacts, LocatedObject, ReferenceTarget } from '../../lint/facts.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { FilePurpose, FileReference } from '../../tls/context.ts';
import type { PkiObject, PkiValue } from '../../x509/types.ts';

const text = (certificate: string, key: string): string =>
  `server {\n    listen 443 ssl;\n    ssl_certificate ${certificate};\n    ssl_certificate_key ${key};\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report files that hold something else than the configuration expects there.',
  why: 'A key where a certificate is expected, a request instead of the certificate, a binary file instead of PEM text: the service does not start (“no start line”).',
  exceptions: 'A file in which nothing is found at all is passed over: it may be a template that is filled in later.',
  invalid: [
    {
      language: 'nginx',
      text: text('server.key', 'server.key'),
      fixed: text('server.pem', 'server.key'),
      files: { 'server.key': 'server-key', 'server.pem': 'server' },
    },
    {
      language: 'nginx',
      text: text('server.pem', 'server.pem'),
      fixed: text('server.pem', 'server.key'),
      files: { 'server.key': 'server-key', 'server.pem': 'server' },
    },
    {
      language: 'nginx',
      text: text('ca.crl', 'server.key'),
      files: { 'ca.crl': 'crl', 'server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: text('/etc/letsencrypt/live/a.example/privkey.pem', '/etc/letsencrypt/live/a.example/privkey.pem'),
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_dhparam server.pem;\n}\n',
      files: { 'server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: text('server.pem', 'server.key'),
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: text('both.pem', 'both.pem'),
      files: { 'both.pem': 'server-key+server' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_dhparam dh.pem;\n}\n',
      files: { 'dh.pem': 'dh-parameters' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_dhparam dh.pem;\n}\n',
      files: { 'dh.pem': 'server+x942-dh-parameters' },
    },
  ],
};

const expected: Readonly<Partial<Record<FilePurpose, PkiValue['kind']>>> = {
  certificate: 'certificate',
  'trust-anchors': 'certificate',
  'private-key': 'private-key',
};

type MessageName = 'certbotCertificate' | 'certbotKey' | 'certificate' | 'privateKey' | 'binary' | 'parameters';

export const rule = defineRule<'reference', MessageName>({
  id: 'reference/not-what-it-should-be',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 7468', 'nginx: ssl_certificate', 'OpenSSL: PEM_read_bio'],
  messages: {
    certbotCertificate: '{path} is a certificate of certbot, and a private key is expected here. Use privkey.pem.',
    certbotKey: '{path} is a private key of certbot, and a certificate is expected here. Use fullchain.pem.',
    certificate: '{path} holds {found} and no certificate, which is expected here.',
    privateKey: '{path} holds {found} and no private key, which is expected here.',
    parameters: '{path} holds {found} and no Diffie-Hellman parameters, which are expected here.',
    binary:
      '{path} is binary (DER) where PEM text is expected: “openssl {command} -inform DER -in {path} -out FILE.pem” converts it.',
  },
  *check({ reference, target }, facts) {
    const kind = expected[reference.purpose];
    if (reference.purpose === 'dh-parameters') yield* checkParameters(reference, target);
    if (kind && target.state !== 'found') {
      const other = certbotFile.exec(reference.path)?.[1] === 'privkey' ? 'privateKey' : 'certificate';
      if (!certbotFile.test(reference.path) || reference.purpose === 'trust-anchors') return;
      const isKey = reference.purpose === 'private-key';
      if (isKey === (other === 'privateKey')) return;
      yield {
        span: reference.span,
        message: isKey ? 'certbotCertificate' : 'certbotKey',
        data: { path: reference.path },
      };
    }
    if (!kind || target.state !== 'found') return;
    const { objects } = target;
    // What cannot be read has problems of its own, and may well be what is expected.
    if (objects.length === 0 || objects.some(({ value }) => value === undefined)) return;
    const { span, path } = reference;
    const fitting = objects.filter(({ value }) => value?.kind === kind);
    if (fitting.some(({ block }) => block !== undefined)) return;
    const [first] = fitting.length > 0 ? fitting : objects;
    if (!first?.value) return;
    yield {
      span,
      message: fitting.length > 0 ? 'binary' : kind === 'certificate' ? 'certificate' : 'privateKey',
      data: { path, found: objectNoun(first.value), command: kind === 'certificate' ? 'x509' : 'pkey' },
      related: [{ uri: target.uri, span: first.span, message: message('What is there') }],
      proposals: fitting.length > 0 ? [] : others(reference, objects, kind, facts),
    };
  },
});

function* checkParameters({ span, path }: FileReference, target: ReferenceTarget): Iterable<Report<MessageName>> {
  if (target.state !== 'found') return;
  const [first] = target.objects;
  if (!first?.value || target.objects.some(({ value }) => value === undefined || mayBeParameters(value))) return;
  yield {
    span,
    message: 'parameters',
    data: { path, found: objectNoun(first.value) },
    related: [{ uri: target.uri, span: first.span, message: message('What is there') }],
  };
}

/** What certbot writes, by its names. */
const certbotFile = /\/letsencrypt\/(?:live|archive)\/[^/]+\/(cert|chain|fullchain|privkey)\d*\.pem$/;

/** OpenSSL takes those of X9.42, which `openssl dhparam -dsaparam` writes, as well as those of PKCS#3. */
function mayBeParameters(value: PkiValue): boolean {
  return value.kind === 'other' || (value.kind === 'parameters' && value.of === 'DH');
}

/** Files of the workspace with the other half: the certificate of this key, the key of this certificate. */
function others(
  reference: FileReference,
  objects: readonly PkiObject[],
  kind: PkiValue['kind'],
  facts: LintFacts,
): Proposal[] {
  if (reference.purpose === 'trust-anchors') return [];
  if (facts.text.slice(reference.span.start, reference.span.end) !== reference.path) return [];
  const { workspace } = facts;
  const found = objects.flatMap(({ value }): readonly LocatedObject[] => {
    const key =
      value?.kind === 'private-key'
        ? value.publicKey
        : value && 'subjectPublicKeyInfo' in value
          ? value.subjectPublicKeyInfo
          : undefined;
    if (!key) return [];
    return kind === 'certificate' ? workspace.certificatesOf(key) : workspace.privateKeysOf(key);
  });
  const paths = found.flatMap(({ uri, object }) =>
    object.block && object.form === undefined ? (workspace.pathLike(reference, uri, facts.uri) ?? []) : [],
  );
  return [...new Set(paths)].map((path) => ({
    title:
      kind === 'certificate'
        ? message('Use the certificate that belongs to it: {path}', { path })
        : message('Use the key that belongs to it: {path}', { path }),
    kind: 'suggestion',
    edits: [{ uri: facts.uri, span: reference.span, text: path }],
  }));
}
