import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { languages } from '../../../server/core/config/index.ts';
import { wireServer } from '../../../server/core/wiring/wire-server.ts';

const paths = {
  certificate: () => 'certs/localhost.pem',
  privateKey: () => 'certs/localhost.key',
  trustAnchors: () => 'certs/ca.pem',
};

/** The text with every server in it wired; undefined where none can be. */
async function wired(id: string, text: string): Promise<string | undefined> {
  const language = languages.find((one) => one.id === id);
  if (!language) throw new Error(id);
  const reader = await language.load();
  const found = reader.read(text).contexts.flatMap((context) => wireServer(text, context, reader, paths) ?? []);
  return found.length > 0 ? applyEdits(text, found) : undefined;
}

test.each<[string, string, string, string]>([
  [
    'nginx',
    'a server that asks nobody',
    `server {
    listen 443 ssl;
    ssl_certificate old.pem;
    ssl_certificate_key old.key;
}
`,
    `server {
    listen 443 ssl;
    ssl_certificate certs/localhost.pem;
    ssl_certificate_key certs/localhost.key;
    ssl_verify_client on;
    ssl_client_certificate certs/ca.pem;
}
`,
  ],
  [
    'nginx',
    'a server that asks already, for those of another CA',
    `server {
    listen 443 ssl;
    ssl_certificate "old.pem";
    ssl_certificate_key old.key;
    ssl_client_certificate other.pem;
    ssl_verify_client on;
}
`,
    `server {
    listen 443 ssl;
    ssl_certificate "certs/localhost.pem";
    ssl_certificate_key certs/localhost.key;
    ssl_client_certificate certs/ca.pem;
    ssl_verify_client on;
}
`,
  ],
  [
    'nginx',
    'a server that is content without one',
    `server {
    listen 443 ssl;
    ssl_certificate old.pem;
    ssl_certificate_key old.key;
    ssl_client_certificate other.pem;
    ssl_verify_client off;
}
`,
    `server {
    listen 443 ssl;
    ssl_certificate certs/localhost.pem;
    ssl_certificate_key certs/localhost.key;
    ssl_client_certificate certs/ca.pem;
    ssl_verify_client on;
}
`,
  ],
  [
    'javascript',
    'an https server',
    `import { readFileSync } from 'node:fs';
import https from 'node:https';

const options = {
  cert: readFileSync('old.pem'),
  key: readFileSync('old.key'),
};
https.createServer(options, () => {}).listen(8443);
`,
    `import { readFileSync } from 'node:fs';
import https from 'node:https';

const options = {
  cert: readFileSync('certs/localhost.pem'),
  key: readFileSync('certs/localhost.key'),
  requestCert: true,
  ca: readFileSync('certs/ca.pem'),
};
https.createServer(options, () => {}).listen(8443);
`,
  ],
  [
    'javascript',
    'one that lets everybody in, on one line',
    `const fs = require('fs');
const tls = require('tls');
tls.createServer({ rejectUnauthorized: false, cert: fs.readFileSync("a.pem"), key: fs.readFileSync("a.key") });
`,
    `const fs = require('fs');
const tls = require('tls');
tls.createServer({ cert: fs.readFileSync("certs/localhost.pem"), key: fs.readFileSync("certs/localhost.key"), requestCert: true, ca: fs.readFileSync('certs/ca.pem') });
`,
  ],
  [
    'javascript',
    'one that asks, and lets everybody in',
    `import fs from 'node:fs';
import https from 'node:https';

https.createServer({
  cert: fs.readFileSync('a.pem'),
  key: fs.readFileSync('a.key'),
  ca: fs.readFileSync('b.pem'),
  requestCert: true,
  rejectUnauthorized: false,
});
`,
    `import fs from 'node:fs';
import https from 'node:https';

https.createServer({
  cert: fs.readFileSync('certs/localhost.pem'),
  key: fs.readFileSync('certs/localhost.key'),
  ca: fs.readFileSync('certs/ca.pem'),
  requestCert: true,
});
`,
  ],
  [
    'python',
    'a context for clients',
    `import ssl

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain('old.pem', 'old.key')
server.socket = context.wrap_socket(server.socket, server_side=True)
`,
    `import ssl

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain('certs/localhost.pem', 'certs/localhost.key')
context.verify_mode = ssl.CERT_REQUIRED
context.load_verify_locations('certs/ca.pem')
server.socket = context.wrap_socket(server.socket, server_side=True)
`,
  ],
  [
    'python',
    'a context that asks nobody by a line of its own',
    `import ssl

def serve(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certfile="old.pem", keyfile="old.key")
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(sock, server_side=True)
`,
    `import ssl

def serve(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certfile="certs/localhost.pem", keyfile="certs/localhost.key")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations("certs/ca.pem")
    return context.wrap_socket(sock, server_side=True)
`,
  ],
])('%s: %s', async (language, _, before, after) => {
  expect(await wired(language, before)).toBe(after);
  if (language === 'javascript') {
    const module = after.includes('import ') ? ['--input-type=module', '--check'] : ['--check'];
    execFileSync(process.execPath, [...module, '-'], { input: after });
  }
});

test.each([
  ['nginx', 'a client', 'location / {\n  proxy_pass https://a;\n  proxy_ssl_certificate a.pem;\n}\n'],
  [
    'nginx',
    'paths of a variable',
    'server {\n  listen 443 ssl;\n  ssl_certificate $a;\n  ssl_certificate_key $b;\n}\n',
  ],
  [
    'nginx',
    'two certificates',
    'server { listen 443 ssl; ssl_certificate a; ssl_certificate b; ssl_certificate_key c; ssl_certificate_key d; }\n',
  ],
  [
    'javascript',
    'options from elsewhere',
    `require('https').createServer({ ...given, cert: read('a'), key: read('b') });\n`,
  ],
  [
    'python',
    'files from elsewhere',
    `import ssl\nc = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\nc.load_cert_chain(given)\n`,
  ],
])('%s: %s is left as it is', async (language, _, text) => {
  expect(await wired(language, text)).toBeUndefined();
});
