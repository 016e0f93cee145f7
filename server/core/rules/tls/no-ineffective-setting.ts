import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { Setting, TlsContext } from '../../tls/context.ts';
import type { OpenSslVersion } from '../../tls/lists.ts';
import { type ProtocolVersion, protocolVersions } from '../../tls/protocol-version.ts';

type MessageName = 'server' | 'client' | 'olderSuites' | 'newerSuites' | 'parameters' | 'atStart';

export const docs: RuleDocs = {
  summary: 'Report settings that the library never looks at.',
  why: 'Nothing says so, and whoever wrote them believes that they work: a revocation list where no certificate is verified, a cipher string where only TLS 1.3 is spoken, whose suites are set elsewhere, suites of TLS 1.3 where it is not spoken, Diffie-Hellman parameters without a suite that uses them, variables of the environment that a process has read before they are set.',
  exceptions:
    'Settings kept ready. What is inherited from further out may be for others. What one language alone ignores has rules of its own: nginx/ineffective-setting, javascript/agent-ignored-by-fetch, javascript/option-at-wrong-level.',
  invalid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), crl: readFileSync('ca.crl') });\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server', 'ca.crl': 'crl' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n    ssl_ciphers ECDHE+AESGCM;\n}\n',
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_3\ncontext.set_ciphers('ECDHE+AESGCM')\n",
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2;\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;\n    ssl_dhparam /etc/ssl/dhparam.pem;\n}\n',
    },
    {
      language: 'javascript',
      text: "process.env.NODE_EXTRA_CA_CERTS = 'ca.pem';\nawait fetch('https://app.internal/');\n",
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_ciphers ECDHE+AESGCM;\n    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;\n}\n',
    },
    {
      language: 'javascript',
      text: "process.env.NODE_EXTRA_CA_CERTS = 'ca.pem';\nrequire('node:child_process').spawn('node', ['server.js']);\nawait fetch('https://app.internal/');\n",
    },
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), ca: readFileSync('ca.pem'), crl: readFileSync('ca.crl'), requestCert: true });\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server', 'ca.pem': 'ca', 'ca.crl': 'crl' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='ca.pem')\ncontext.load_verify_locations('ca.crl')\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\n",
      files: { 'ca.pem': 'ca', 'ca.crl': 'crl' },
    },
  ],
};

export const rule = defineRule<'tls-context', MessageName>({
  id: 'tls/no-ineffective-setting',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 6.3', 'X509_VERIFY_PARAM_set_flags(3)', 'SSL_CTX_set_cipher_list(3)'],
  messages: {
    server:
      'Client certificates are not asked for: this revocation list is never looked at. Ask for them, or remove it.',
    client: 'The server’s certificate is not verified: this revocation list is never looked at. Turn verification on.',
    olderSuites: 'Only TLS 1.3 is spoken here, and its suites are not set with this list: it does nothing. Remove it.',
    newerSuites: 'TLS 1.3 is not spoken here: its suites are never used. Allow TLSv1.3, or remove them.',
    parameters: 'No suite of the cipher list uses Diffie-Hellman parameters: they do nothing. Remove them.',
    atStart:
      '{name} is read when the process starts: set here, it does nothing. Set it before, or give the connections the CA.',
  },
  *check({ context }, { settings }) {
    yield* revocation(context);
    yield* suites(context, settings.openSslVersion);
    const { readAtStart } = context;
    if (readAtStart && readAtStart.value !== 'unknown') {
      yield { span: readAtStart.span, message: 'atStart', data: { name: readAtStart.value } };
    }
  },
});

function* revocation({
  role,
  peerVerification,
  revocationLists: [first] = [],
  revocationScope,
}: TlsContext): Iterable<Report<MessageName>> {
  // Without a scope, nothing tells that lists would be looked at anyway.
  if (!first || revocationScope === undefined || peerVerification?.value !== 'none') return;
  yield { span: first.span, message: role };
}

function* suites(context: TlsContext, version: OpenSslVersion): Iterable<Report<MessageName>> {
  const { ciphers, cipherSuites, dhParameters } = context;
  const newest = speaksTls13(context);
  const severity = 'information';
  const reading = ciphers && ciphers.value !== 'unknown' ? ciphers.value.read(version) : undefined;
  // A security level in the string is for every version.
  const isIdle = newest === 'only' && reading && !reading.refused && reading.securityLevel === undefined;
  if (ciphers && isOwn(ciphers) && isIdle) yield { span: ciphers.span, message: 'olderSuites', severity };
  // In Node.js they stand in the same string as the others.
  const isApart = cipherSuites && cipherSuites.value !== 'unknown' && !cipherSuites.value.shared;
  if (isApart && isOwn(cipherSuites) && newest === 'not') {
    yield { span: cipherSuites.span, message: 'newerSuites', severity };
  }
  if (!dhParameters || !isOwn(dhParameters) || dhParameters.value === 'unknown' || !reading || reading.refused) return;
  if (!reading.suites.some(({ keyExchange }) => keyExchange.startsWith('DH'))) {
    yield { span: dhParameters.span, message: 'parameters', severity };
  }
}

/** One from further out holds for others, which may make use of it. */
function isOwn({ origin }: Setting<unknown>): boolean {
  return origin === 'explicit';
}

/** Whether TLS 1.3 is spoken, as far as it is said; undefined where it is not. */
function speaksTls13({ protocols = [], minVersion, maxVersion }: TlsContext): 'only' | 'not' | undefined {
  if (protocols.length > 0) {
    const versions = protocols.map(({ value }) => value);
    if (versions.includes('unknown')) return undefined;
    if (!versions.includes('TLSv1.3')) return 'not';
    return versions.every((value) => value === 'TLSv1.3') ? 'only' : undefined;
  }
  if (minVersion?.value === 'TLSv1.3') return 'only';
  return maxVersion && isBelowTls13(maxVersion) ? 'not' : undefined;
}

function isBelowTls13({ value }: Setting<ProtocolVersion>): boolean {
  return value !== 'unknown' && protocolVersions.indexOf(value) < protocolVersions.indexOf('TLSv1.3');
}
