/** Ready programs and settings that use an issued certificate, with verification on. They are run by test/handshake. */

export interface IssuedPaths {
  readonly certificate: string;
  readonly privateKey: string;
  /** The CA that the other side's certificate has to come from. */
  readonly trustAnchors: string;
}

export interface SnippetOptions {
  /** The private key is encrypted; the passphrase comes from outside the program then. */
  readonly isEncrypted?: boolean;
  /** The server that a client speaks to. */
  readonly url?: string;
}

export interface Snippet {
  readonly id: 'node' | 'python' | 'nginx' | 'curl';
  /** A product's name, the same in every language. */
  readonly title: string;
  readonly languageId: 'javascript' | 'python' | 'nginx' | 'shellscript';
  readonly text: string;
}

const exampleUrl = 'https://localhost:8443/';

/** Paths are written as they are given: relative ones hold where the program runs, for nginx below its prefix. */
export function snippets(
  profile: 'client' | 'server',
  paths: IssuedPaths,
  { isEncrypted = false, url = exampleUrl }: SnippetOptions = {},
): readonly Snippet[] {
  const texts = profile === 'client' ? clientTexts(paths, isEncrypted, url) : serverTexts(paths, isEncrypted, url);
  return [
    { id: 'node', title: 'Node.js', languageId: 'javascript', text: texts.node },
    { id: 'python', title: 'Python', languageId: 'python', text: texts.python },
    { id: 'nginx', title: 'nginx', languageId: 'nginx', text: texts.nginx },
    { id: 'curl', title: 'curl', languageId: 'shellscript', text: texts.curl },
  ];
}

export type SnippetProfile = 'ca' | 'client' | 'server' | 'email';

const purposes = { client: 'sslclient', server: 'sslserver', email: 'smimesign' } as const;

/** The command that checks the new certificate with OpenSSL. */
export function verifyCommand(
  profile: SnippetProfile,
  paths: Pick<IssuedPaths, 'certificate' | 'trustAnchors'>,
  isIntermediate: boolean,
): string {
  const words = ['openssl', 'verify', '-x509_strict'];
  if (profile !== 'ca') words.push('-purpose', purposes[profile]);
  // The root is not at hand: the intermediate CA is trusted for this check.
  if (isIntermediate) words.push('-partial_chain');
  return [...words, '-CAfile', shellWord(paths.trustAnchors), shellWord(paths.certificate)].join(' ');
}

type Texts = Readonly<Record<Snippet['id'], string>>;

function clientTexts(paths: IssuedPaths, isEncrypted: boolean, url: string): Texts {
  const { protocol, host, hostname } = new URL(url);
  const [certificate, privateKey, trustAnchors] = [paths.certificate, paths.privateKey, paths.trustAnchors];
  return {
    node: lines(
      `import { readFileSync } from 'node:fs';`,
      `import { request } from 'node:https';`,
      '',
      `const options = {`,
      `  ca: readFileSync(${scriptString(trustAnchors)}),`,
      `  cert: readFileSync(${scriptString(certificate)}),`,
      `  key: readFileSync(${scriptString(privateKey)}),`,
      isEncrypted && `  passphrase: process.env.TLS_KEY_PASSPHRASE,`,
      `};`,
      `request(${scriptString(url)}, options, (response) => response.pipe(process.stdout)).end();`,
    ),
    python: lines(
      isEncrypted && `import os`,
      `import ssl`,
      `import urllib.request`,
      '',
      `context = ssl.create_default_context(cafile=${scriptString(trustAnchors)})`,
      `context.minimum_version = ssl.TLSVersion.TLSv1_2`,
      ...pythonChain(certificate, privateKey, isEncrypted),
      `with urllib.request.urlopen(${scriptString(url)}, context=context) as response:`,
      `    print(response.read().decode())`,
    ),
    nginx: lines(
      `location / {`,
      `    proxy_pass ${protocol}//${host};`,
      `    proxy_ssl_certificate ${nginxString(certificate)};`,
      `    proxy_ssl_certificate_key ${nginxString(privateKey)};`,
      isEncrypted && `    proxy_ssl_password_file ${nginxString(`${privateKey}.passphrase`)};`,
      `    proxy_ssl_trusted_certificate ${nginxString(trustAnchors)};`,
      `    proxy_ssl_verify on;`,
      `    proxy_ssl_name ${hostname};`,
      `    proxy_ssl_server_name on;`,
      `    proxy_ssl_protocols TLSv1.2 TLSv1.3;`,
      `}`,
    ),
    curl: lines(
      [
        `curl --cacert ${shellWord(trustAnchors)}`,
        `--cert ${shellWord(curlCertificate(certificate))}`,
        `--key ${shellWord(privateKey)}`,
        shellWord(url),
      ].join(' '),
    ),
  };
}

function serverTexts(paths: IssuedPaths, isEncrypted: boolean, url: string): Texts {
  const { hostname, port } = new URL(url);
  const [certificate, privateKey, trustAnchors] = [paths.certificate, paths.privateKey, paths.trustAnchors];
  return {
    node: lines(
      `import { readFileSync } from 'node:fs';`,
      `import { createServer } from 'node:https';`,
      '',
      `const options = {`,
      `  cert: readFileSync(${scriptString(certificate)}),`,
      `  key: readFileSync(${scriptString(privateKey)}),`,
      isEncrypted && `  passphrase: process.env.TLS_KEY_PASSPHRASE,`,
      `  ca: readFileSync(${scriptString(trustAnchors)}),`,
      `  requestCert: true,`,
      `  rejectUnauthorized: true,`,
      `  minVersion: 'TLSv1.2',`,
      `};`,
      `const server = createServer(options, (request, response) => {`,
      `  response.end('Hello, ' + request.socket.getPeerCertificate().subject.CN);`,
      `});`,
      `server.listen(${Number(port) || 443});`,
    ),
    python: lines(
      `import http.server`,
      isEncrypted && `import os`,
      `import ssl`,
      '',
      `context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=${scriptString(trustAnchors)})`,
      `context.minimum_version = ssl.TLSVersion.TLSv1_2`,
      `context.verify_mode = ssl.CERT_REQUIRED`,
      ...pythonChain(certificate, privateKey, isEncrypted),
      `server = http.server.ThreadingHTTPServer(('', ${Number(port) || 443}), http.server.SimpleHTTPRequestHandler)`,
      `server.socket = context.wrap_socket(server.socket, server_side=True)`,
      `server.serve_forever()`,
    ),
    nginx: lines(
      `server {`,
      `    listen ${Number(port) || 443} ssl;`,
      `    server_name ${hostname};`,
      `    ssl_certificate ${nginxString(certificate)};`,
      `    ssl_certificate_key ${nginxString(privateKey)};`,
      isEncrypted && `    ssl_password_file ${nginxString(`${privateKey}.passphrase`)};`,
      `    ssl_client_certificate ${nginxString(trustAnchors)};`,
      `    ssl_verify_client on;`,
      `    ssl_protocols TLSv1.2 TLSv1.3;`,
      `}`,
    ),
    curl: lines(`curl --cacert ${shellWord(trustAnchors)} --cert client.pem --key client.key ${shellWord(url)}`),
  };
}

function pythonChain(certificate: string, privateKey: string, isEncrypted: boolean): string[] {
  const files = `${scriptString(certificate)}, ${scriptString(privateKey)}`;
  return [`context.load_cert_chain(${files}${isEncrypted ? `, os.environ['TLS_KEY_PASSPHRASE']` : ''})`, ''];
}

function lines(...parts: readonly (string | false)[]): string {
  return parts
    .filter((part) => part !== false)
    .map((part) => `${part}\n`)
    .join('');
}

/** A string literal that means the same in JavaScript and in Python. */
function scriptString(text: string): string {
  const escaped = text.replace(/[\\'\p{Control}\u2028\u2029]/gu, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${escaped}'`;
}

/** nginx reads `\"` and `\\` in a quoted string. A `$` stays: in these directives it has no escape. */
function nginxString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** POSIX shell: nothing has a meaning between single quotes. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** curl splits `--cert` at a colon, to find a passphrase, unless it is escaped. */
function curlCertificate(path: string): string {
  return path.replace(/[\\:]/g, '\\$&');
}
