/** Rules of one language: their fixes keep what is around them, go together, and are accepted by the real reader. */
import { describe, expect, test } from 'vitest';
import { applyPass, planPass } from '../../../server/core/lint/fix-pass.ts';
import { ruleDocs, rules } from '../../../server/core/rules/index.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { nodeSyntaxErrors } from '../config/javascript/node-syntax.ts';
import { compile } from '../config/python/python.ts';

const examples = rules.flatMap(({ id }, i) =>
  /^(?:python|javascript)\//.test(id)
    ? [...(ruleDocs[i]?.invalid ?? []), ...(ruleDocs[i]?.valid ?? [])].flatMap(({ language, text, fixed }) => [
        // A fixture is named where the text is no program.
        ...(typeof text === 'string' ? [{ language, text }] : []),
        ...(fixed === undefined ? [] : [{ language, text: fixed }]),
      ])
    : [],
);
const textsOf = (language: string): string[] =>
  examples.filter((one) => one.language === language).map(({ text }) => text);

test('Python compiles every example and what its fix makes of it', () => {
  expect(textsOf('python').length).toBeGreaterThan(30);
  expect(compile(textsOf('python'))).toBe('');
});

test('Node.js compiles every example and what its fix makes of it', async () => {
  const texts = textsOf('javascript').map((text) => ({
    text: /^await /m.test(text) ? `import 'node:tls';\n${text.replace(/= require\(/g, '= load(')}` : text,
    isTypeScript: false,
  }));
  expect(texts.length).toBeGreaterThan(20);
  expect((await nodeSyntaxErrors(texts)).filter((error) => error !== '')).toEqual([]);
});

async function fixAll(language: 'python' | 'javascript', start: string): Promise<{ text: string; left: string[] }> {
  const uri = `file:///workspace/subject.${language === 'python' ? 'py' : 'js'}`;
  let text = start;
  for (let pass = 0; pass < 5; pass++) {
    const { findings } = await analyseText(language, text);
    const edits = planPass([{ uri, findings }], (one) => one === uri).edits.get(uri);
    if (!edits) break;
    text = applyPass(text, edits);
  }
  const { findings } = await analyseText(language, text);
  return { text, left: findings.map(({ rule }) => rule) };
}

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

describe('fixes of Python', () => {
  test.each<[string, string, string]>([
    [
      'comments, tabs and both removals of a block stay a program',
      lines(
        'import ssl',
        'def make():',
        '\tcontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # ours',
        '\tif strict:',
        '\t\tcontext.check_hostname = True  # names',
        '\t\tcontext.verify_callback = check',
        '\treturn context',
      ),
      lines(
        'import ssl',
        'def make():',
        '\tcontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # ours',
        '\tif strict:',
        '\t\tpass  # names',
        '\t\tpass',
        '\treturn context',
      ),
    ],
    [
      'everything of one context at once',
      lines(
        'import ssl',
        'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)',
        'c.options = ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION  # quiet',
        'c.verify_callback = check; c.check_hostname = True',
        'c.verify_mode = ssl.CERT_OPTIONAL',
      ),
      lines(
        'import ssl',
        'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)',
        'c.options |= ssl.OP_NO_TICKET | ssl.OP_NO_COMPRESSION  # quiet',
        'pass; pass',
        'c.verify_mode = ssl.CERT_REQUIRED',
      ),
    ],
    [
      'imports from the module',
      lines(
        'from ssl import SSLContext, PROTOCOL_TLS_SERVER',
        'c = SSLContext(PROTOCOL_TLS_SERVER)',
        'c.wrap_socket(s, server_hostname=h)',
      ),
      lines(
        'from ssl import SSLContext, PROTOCOL_TLS_SERVER, PROTOCOL_TLS_CLIENT',
        'c = SSLContext(PROTOCOL_TLS_CLIENT)',
        'c.wrap_socket(s, server_hostname=h)',
      ),
    ],
    [
      'Windows line ends',
      'import ssl\r\nc = ssl.create_default_context()\r\nc.options = 0\r\nuse(c)\r\n',
      'import ssl\r\nc = ssl.create_default_context()\r\nuse(c)\r\n',
    ],
  ])('%s', async (_, text, expected) => {
    const { text: fixed } = await fixAll('python', text);
    expect(fixed).toBe(expected);
    expect(compile([fixed])).toBe('');
  });

  test.each<[string, string]>([
    [
      'a context whose side is not known',
      lines(
        'import ssl',
        'c = ssl.create_default_context(purpose)',
        'c.check_hostname = True',
        'c.wrap_socket(s, server_side=side)',
      ),
    ],
    [
      'a context from elsewhere',
      lines(
        'import ssl',
        'def use(c):',
        '    c.minimum_version = ssl.TLSVersion.TLSv1_2',
        '    c.check_hostname = True',
        '    c.own_callback = 1',
      ),
    ],
    [
      'a context that both sides use',
      lines(
        'import ssl',
        'c = ssl.create_default_context()',
        'c.wrap_socket(a, server_side=True)',
        'c.wrap_socket(b, server_hostname=h)',
      ),
    ],
    [
      'a name check that a variable decides',
      lines('import ssl', 'c = ssl.create_default_context()', 'c.check_hostname = strict', 'c.wrap_socket(s)'),
    ],
    [
      'arguments that are passed on',
      lines('import ssl', 'c = ssl.create_default_context()', 'c.wrap_socket(s, **options)'),
    ],
    [
      'flags worked out elsewhere',
      lines(
        'import ssl',
        'c = ssl.create_default_context()',
        'c.verify_flags = flags',
        'c.options = c.options | ssl.OP_NO_TICKET',
      ),
    ],
    [
      'a revocation list that may be in a folder',
      lines(
        'import ssl',
        'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, capath=folder)',
        'c.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF',
      ),
    ],
    [
      'a revocation list that a function may load',
      lines(
        'import ssl',
        'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)',
        'c.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF',
        'load_lists(c)',
      ),
    ],
    [
      'a handshake of a socket that does not block',
      lines(
        'import ssl',
        'c = ssl.create_default_context()',
        's = c.wrap_socket(raw, server_hostname=h)',
        's.setblocking(False)',
        's.do_handshake()',
      ),
    ],
    [
      'mail with a context from elsewhere',
      lines('import smtplib', 's = smtplib.SMTP(host)', 's.starttls(context=context)', 's.starttls(**options)'),
    ],
  ])('not reported: %s', async (_, text) => {
    expect((await analyseText('python', text)).findings.map(({ rule }) => rule)).toEqual([]);
  });
});

describe('fixes of JavaScript', () => {
  test.each<[string, string, string]>([
    [
      'the import that a file needs, once, in the quotes of the text',
      'import tls from "node:tls";\n\ntls.connect({\n  host: "db.internal", // ours\n  cert: "client.pem",\n  key: "client.key",\n});\n',
      'import tls from "node:tls";\nimport fs from "node:fs";\n\ntls.connect({\n  host: "db.internal", // ours\n  cert: fs.readFileSync("client.pem"),\n  key: fs.readFileSync("client.key"),\n});\n',
    ],
    [
      'several options move together, and the one that would be insecure does not come along',
      "const { Agent } = require('undici');\nnew Agent({ ca, cert, key, rejectUnauthorized: false, pipelining: 1 });\n",
      "const { Agent } = require('undici');\nnew Agent({ connect: { ca, cert, key }, pipelining: 1 });\n",
    ],
    [
      'the names that got has',
      "import got from 'got';\nawait got(url, { ca, cert });\n",
      "import got from 'got';\nawait got(url, { https: { certificateAuthority: ca, certificate: cert } });\n",
    ],
    [
      'tls: true of redis',
      "import { createClient } from 'redis';\ncreateClient({ tls: true, url });\n",
      "import { createClient } from 'redis';\ncreateClient({ socket: { tls: true }, url });\n",
    ],
    [
      'a parameter between others',
      "import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://db/a?tlsInsecure=true&w=1');\n",
      "import { MongoClient } from 'mongodb';\nnew MongoClient('mongodb://db/a?w=1');\n",
    ],
  ])('%s', async (_, text, expected) => {
    const { text: fixed } = await fixAll('javascript', text);
    expect(fixed).toBe(expected);
    expect(await nodeSyntaxErrors([{ text: fixed, isTypeScript: false }])).toEqual(['']);
  });

  test.each<[string, string]>([
    ['a body with the names of options', "import axios from 'axios';\naxios.post(url, { key: 1, cert: 'a.pem' });\n"],
    ['PEM text', "require('tls').connect({ ca: '-----BEGIN CERTIFICATE-----\\n' });\n"],
    [
      'a path for a tool that reads it',
      "export default { server: { https: { key: 'a.key', cert: 'a.pem', minVersion: 'TLSv1.2' } } };\n",
    ],
    [
      'a certificate that is looked into',
      'const c = socket.getPeerCertificate();\nif (!c || !c.subject) throw new Error();\n',
    ],
    [
      'a fetch of another package',
      "import fetch from 'node-fetch';\nimport https from 'https';\nawait fetch(url, { agent: new https.Agent() });\n",
    ],
    ['a cookie', "session({ cookie: { secure: false }, target: 'https://a/' });\n"],
    ['a comment', '// postgres://db/app?sslmode=no-verify and strictSSL: false\n'],
    ['values that we do not know', 'f({ strictSSL: strict, tlsInsecure: insecure, rejectUnauthorized: check });\n'],
  ])('not reported: %s', async (_, text) => {
    expect((await analyseText('javascript', text)).findings.map(({ rule }) => rule)).toEqual([]);
  });
});
