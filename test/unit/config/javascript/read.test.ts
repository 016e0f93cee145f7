import { describe, expect, it } from 'vitest';
import { language } from '../../../../server/core/config/javascript/language.ts';
import { reader } from '../../../../server/core/config/javascript/reader.ts';
import { cpuTime } from '../../../support/cpu-time.ts';
import { contextsOf, peers, references, textOf } from './facts.ts';

describe('peer verification of clients', () => {
  it.each([
    ['https.request', `https.request({ host: 'a', rejectUnauthorized: false }, done);`, ['client none']],
    [
      'with a URL first',
      `import https from 'node:https';\nhttps.get(url, { rejectUnauthorized: false });`,
      ['client none'],
    ],
    [
      'new https.Agent',
      `const https = require('https');\nnew https.Agent({ rejectUnauthorized: false });`,
      ['client none'],
    ],
    [
      'Agent by name',
      `import { Agent as SecureAgent } from 'https';\nnew SecureAgent({ rejectUnauthorized: false })`,
      ['client none'],
    ],
    ['tls.connect', `require('tls').connect(443, 'host', { rejectUnauthorized: false }, done)`, ['client none']],
    ['http2.connect', `http2.connect('https://a', { rejectUnauthorized: false })`, ['client none']],
    [
      'undici',
      `import { Agent } from 'undici';\nnew Agent({ connect: { rejectUnauthorized: false } })`,
      ['client none'],
    ],
    [
      'undici proxy',
      `new (require('undici').ProxyAgent)({ uri, requestTls: { rejectUnauthorized: false } })`,
      ['client none'],
    ],
    ['an unknown callee', `connect(dsn, { ssl: { rejectUnauthorized: false } });`, ['client none']],
    ['got', `import got from 'got';\ngot(url, { https: { rejectUnauthorized: false } })`, ['client none']],
    ['a quoted key', `new Client({ tls: { "rejectUnauthorized": false } })`, ['client none']],
    ['a computed key', `new Client({ tls: { ['rejectUnauthorized']: false } })`, ['client none']],
    ['!1', `new https.Agent({rejectUnauthorized:!1})`, ['client none']],
    ['!true', `new https.Agent({ rejectUnauthorized: !true })`, ['client none']],
    ['true', `new https.Agent({ rejectUnauthorized: true })`, ['client required']],
    ['nothing', `new https.Agent({ keepAlive: true })`, ['client required']],
    ['a followed constant', `const verify = false;\nnew https.Agent({ rejectUnauthorized: verify })`, ['client none']],
    ['a shorthand', `const rejectUnauthorized = false;\nnew https.Agent({ rejectUnauthorized })`, ['client none']],
    [
      'a variable set again',
      `let verify = false;\nif (x) verify = true;\nnew https.Agent({ rejectUnauthorized: verify })`,
      ['client unknown'],
    ],
    [
      'a parameter',
      `function f(verify) { return new https.Agent({ rejectUnauthorized: verify }) }`,
      ['client unknown'],
    ],
    [
      'what a parameter is by default',
      `function f(verify = false) { return new https.Agent({ rejectUnauthorized: verify }) }`,
      ['client none'],
    ],
    [
      'what is taken out of an object by default',
      `const { verify = false } = options; https.get({ rejectUnauthorized: verify })`,
      ['client none'],
    ],
    [
      'a member',
      `const c = { tls: { verify: false } }; https.get({ rejectUnauthorized: c.tls.verify })`,
      ['client none'],
    ],
    [
      'a member that something assigns to',
      `const c = { verify: false }; c.verify = load(); https.get({ rejectUnauthorized: c.verify })`,
      ['client unknown'],
    ],
    [
      'a field',
      `class A { verify = false; agent() { return new https.Agent({ rejectUnauthorized: this.verify }); } }`,
      ['client none'],
    ],
    [
      'a shadowed constant',
      `const v = false; function f(v) { return new https.Agent({ rejectUnauthorized: v }) }`,
      ['client unknown'],
    ],
    [
      'a destructured option',
      `const { verify } = options; new https.Agent({ rejectUnauthorized: verify })`,
      ['client unknown'],
    ],
    ['a conditional', `new https.Agent({ rejectUnauthorized: isProd ? true : false })`, ['client unknown']],
    [
      'the environment',
      `new https.Agent({ rejectUnauthorized: process.env.NODE_ENV !== 'development' })`,
      ['client unknown'],
    ],
    ['a getter', `new https.Agent({ get rejectUnauthorized() { return false } })`, ['client unknown']],
    [
      'an options constant',
      `const options = { host, rejectUnauthorized: false };\nhttps.request(options, done);`,
      ['client none'],
    ],
    [
      'a spread constant',
      `const base = { rejectUnauthorized: false };\nhttps.request({ ...base, host });`,
      ['client none'],
    ],
    [
      'a spread that is overruled',
      `const base = { rejectUnauthorized: false };\nhttps.request({ ...base, rejectUnauthorized: true });`,
      ['client required'],
    ],
    ['Object.assign', `https.request(Object.assign({}, defaults, { rejectUnauthorized: false }))`, ['client none']],
    ['Object.freeze', `const o = Object.freeze({ rejectUnauthorized: false });\nhttps.get(o)`, ['client none']],
    ['an open spread alone', `https.request({ ...options, host })`, ['client unknown']],
    ['a property assignment', `function f(options) {\n  options.rejectUnauthorized = false;\n}`, ['client none']],
    ['the global agent', `https.globalAgent.options.rejectUnauthorized = false;`, ['client none']],
    ['an element assignment', `this.agent.options['rejectUnauthorized'] = false;`, ['client none']],
    [
      'an assignment beside its object',
      `const o = { host };\no.rejectUnauthorized = false;\nhttps.get(o);`,
      ['client none'],
    ],
    [
      'an assignment that repairs',
      `const o = { rejectUnauthorized: false };\no.rejectUnauthorized = true;\nhttps.get(o);`,
      ['client required'],
    ],
    ['an assignment of something', `options.rejectUnauthorized = config.verify;`, ['client unknown']],
    [
      'TypeScript',
      `const o: https.RequestOptions = <any>{ rejectUnauthorized: false } as const;\nhttps.get(o!);`,
      ['client none'],
    ],
    [
      'TSX',
      `const a = <T,>(x: T) => x;\nexport const b = <Agent options={{ rejectUnauthorized: false }} />;`,
      ['client none'],
    ],
    ['a class field', `class Api { private agent = new https.Agent({ rejectUnauthorized: false }) }`, ['client none']],
    [
      'gRPC',
      `import { credentials } from '@grpc/grpc-js';\ncredentials.createSsl(ca, null, null, { rejectUnauthorized: false })`,
      ['client none'],
    ],
  ])('%s', (_, text, expected) => {
    expect(peers(text)).toEqual(expected);
  });

  it('underlines the setting where it is written', () => {
    const text = `const base = { rejectUnauthorized: false };\nhttps.request({ ...base, host });`;
    const [context] = contextsOf(text);
    expect(textOf(text, context?.peerVerification)).toBe('rejectUnauthorized: false');
    expect(context?.peerVerification?.origin).toBe('inherited');
  });

  it('names a context by what takes or holds it', () => {
    const names = (text: string): string[] =>
      contextsOf(text).map(({ nameSpan: { start, end } }) => text.slice(start, end));
    expect(names(`https.get({ servername: 'a' })`)).toEqual(['https.get']);
    expect(names(`const options = { requestCert: true };`)).toEqual(['options']);
    expect(names(`connect({ ssl: { rejectUnauthorized: false } })`)).toEqual(['ssl']);
    expect(names(`options.tls.rejectUnauthorized = false`)).toEqual(['options.tls']);
  });
});

describe('the process-wide switch', () => {
  it.each([
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';`, true],
    [`process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0"`, true],
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0;`, true],
    [`import { env } from 'node:process';\nenv.NODE_TLS_REJECT_UNAUTHORIZED = '0';`, true],
    [`spawn('node', args, { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } });`, true],
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = false;`, false],
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';`, false],
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = '';`, false],
    [`process.env.NODE_TLS_REJECT_UNAUTHORIZED = dev ? '0' : '1';`, false],
    [`if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0') warn();`, false],
    [`delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;`, false],
    [`config.NODE_TLS_REJECT_UNAUTHORIZED = '0';`, false],
  ])('%s', (text, disables) => {
    expect(peers(text)).toEqual(disables ? ['client none'] : []);
  });
});

describe('servers', () => {
  it.each([
    ['plain', `https.createServer({ key, cert }, app)`, ['server none']],
    ['requestCert', `https.createServer({ key, cert, ca, requestCert: true }, app)`, ['server required']],
    ['both', `tls.createServer({ requestCert: true, rejectUnauthorized: false })`, ['server unverified']],
    ['rejectUnauthorized alone', `tls.createServer({ rejectUnauthorized: false })`, ['server none']],
    ['requestCert: false', `tls.createServer({ requestCert: false, rejectUnauthorized: false })`, ['server none']],
    ['http2', `http2.createSecureServer({ requestCert: true, rejectUnauthorized: 0 })`, ['server required']],
    ['unknown', `https.createServer({ requestCert: wanted, rejectUnauthorized: false })`, ['server unknown']],
    ['a framework', `fastify({ https: { requestCert: true, rejectUnauthorized: false } })`, ['server unverified']],
    ['another createServer', `spdy.createServer({ rejectUnauthorized: false }, app)`, ['server none']],
    [
      'assigned in the same block',
      `const o = { key };\no.requestCert = true;\no.rejectUnauthorized = false;\nhttps.createServer(o);`,
      ['server unverified'],
    ],
    [
      'assigned under a condition',
      `const o = { requestCert: true };\nif (dev) { o.rejectUnauthorized = false; }\nhttps.createServer(o);`,
      ['server required', 'server unverified'],
    ],
    [
      'assigned in a function',
      `function f(o) { o.requestCert = true; o.rejectUnauthorized = false; }`,
      ['server unverified'],
    ],
    [
      'one object, two roles',
      `const o = { requestCert: true, rejectUnauthorized: false };\nhttps.createServer(o);\nhttps.get(o);`,
      ['server unverified', 'client none'],
    ],
    [
      'a secure context verifies nobody',
      `tls.createSecureContext({ key, cert, rejectUnauthorized: false })`,
      ['client -'],
    ],
    [
      'a socket',
      `new tls.TLSSocket(s, { isServer: true, requestCert: true, rejectUnauthorized: false })`,
      ['server unverified'],
    ],
  ])('%s', (_, text, expected) => {
    expect(peers(text)).toEqual(expected);
  });
});

describe('host name verification', () => {
  it.each([
    [`checkServerIdentity: () => {}`, false],
    [`checkServerIdentity: () => undefined`, false],
    [`checkServerIdentity: (host, cert) => null`, false],
    [`checkServerIdentity: () => { return void 0; }`, false],
    [`checkServerIdentity: function () { return; }`, false],
    [`checkServerIdentity() { /* any host */ }`, false],
    [`checkServerIdentity: noCheck`, false],
    [`checkServerIdentity: (h) => { console.log(h); if (h) { return null; } return undefined; }`, false],
    [`checkServerIdentity`, 'unknown'],
    [`checkServerIdentity: () => true`, 'unknown'],
    [`checkServerIdentity: async () => undefined`, 'unknown'],
    [`checkServerIdentity: (h, c) => tls.checkServerIdentity('other', c)`, 'unknown'],
    [`checkServerIdentity: (h, c) => { if (c.fingerprint256 !== pin) return new Error('pin'); }`, 'unknown'],
    [`checkServerIdentity: (h, c) => { assertPin(c); }`, 'unknown'],
    [`checkServerIdentity: (h, c) => { if (!ok(c)) throw new Error(); }`, 'unknown'],
    [`checkServerIdentity: imported`, 'unknown'],
    [`servername: 'a.example'`, true],
  ])('%s', (property, expected) => {
    const text = `import { imported } from './x';\nfunction noCheck() { return undefined; }\nhttps.request({ ${property} });`;
    expect(contextsOf(text)[0]?.hostnameVerification?.value).toBe(expected);
  });
});

describe('protocol versions', () => {
  it.each([
    [`minVersion: 'TLSv1'`, 'TLSv1', undefined],
    [`minVersion: "TLSv1.2", maxVersion: "TLSv1.3"`, 'TLSv1.2', 'TLSv1.3'],
    [`minVersion: FLOOR`, 'TLSv1.1', undefined],
    [`minVersion: '1.2'`, 'unknown', undefined],
    [`minVersion: process.env.TLS_MIN`, 'unknown', undefined],
    [`minVersion: undefined`, undefined, undefined],
    [`secureProtocol: 'TLSv1_method'`, 'TLSv1', 'TLSv1'],
    [`secureProtocol: 'TLSv1_1_client_method'`, 'TLSv1.1', 'TLSv1.1'],
    [`secureProtocol: 'SSLv3_method'`, 'SSLv3', 'SSLv3'],
    [`secureProtocol: 'TLSv1_2_method'`, 'TLSv1.2', 'TLSv1.2'],
    [`secureProtocol: 'SSLv23_method'`, 'TLSv1.2', 'TLSv1.2'],
    [`secureProtocol: 'TLS_method'`, 'unknown', 'unknown'],
  ])('%s', (properties, min, max) => {
    const [context] = contextsOf(`const FLOOR = 'TLSv1.1';\ntls.connect({ ${properties} });`);
    expect([context?.minVersion?.value, context?.maxVersion?.value]).toEqual([min, max]);
  });

  it('knows the defaults of the process', () => {
    const [context] = contextsOf(`tls.DEFAULT_MIN_VERSION = 'TLSv1';`);
    expect(context?.minVersion?.value).toBe('TLSv1');
    expect(context?.peerVerification).toBeUndefined();
  });
});

describe('file references', () => {
  const head = `import fs, { readFileSync as slurp } from 'fs';
import { readFile } from 'node:fs/promises';
import path, { dirname, join } from 'path';
import { fileURLToPath } from 'url';
const here = dirname(fileURLToPath(import.meta.url));
const CERTS = './certs';
const kept = fs.readFileSync('certs/kept.pem');
`;
  it.each([
    [`fs.readFileSync('certs/a.pem')`, 'certs/a.pem (cwd) [certs/a.pem]'],
    [`slurp("a.pem", 'utf8')`, 'a.pem (cwd) [a.pem]'],
    [`require('fs').readFileSync('a.pem').toString('utf8')`, 'a.pem (cwd) [a.pem]'],
    [`await readFile('a.pem')`, 'a.pem (cwd) [a.pem]'],
    [`(await fs.promises.readFile('a.pem')).toString()`, 'a.pem (cwd) [a.pem]'],
    [`kept`, 'certs/kept.pem (cwd) [certs/kept.pem]'],
    [`fs.readFileSync('/etc/ssl/a.pem')`, '/etc/ssl/a.pem (cwd) [/etc/ssl/a.pem]'],
    [`fs.readFileSync('it\\'s.pem')`, `it's.pem (cwd) [it\\'s.pem]`],
    [`fs.readFileSync(path.join(__dirname, 'certs', 'a.pem'))`, 'certs/a.pem (document) [a.pem]'],
    [`fs.readFileSync(path.resolve(__dirname, '../certs/a.pem'))`, '../certs/a.pem (document) [../certs/a.pem]'],
    [`fs.readFileSync(join(here, 'a.pem'))`, 'a.pem (document) [a.pem]'],
    [`fs.readFileSync(path.join(__filename, '..', 'a.pem'))`, 'a.pem (document) [a.pem]'],
    [`fs.readFileSync(path.resolve('certs', 'a.pem'))`, 'certs/a.pem (cwd) [a.pem]'],
    [`fs.readFileSync(path.join(process.cwd(), 'a.pem'))`, 'a.pem (cwd) [a.pem]'],
    [`fs.readFileSync(\`\${__dirname}/certs/a.pem\`)`, 'certs/a.pem (document) [certs/a.pem]'],
    [`fs.readFileSync(\`\${CERTS}/a.pem\`)`, './certs/a.pem (cwd) [/a.pem]'],
    [`fs.readFileSync(__dirname + '/a.pem')`, 'a.pem (document) [a.pem]'],
    [`fs.readFileSync(path.join(import.meta.dirname, 'a.pem'))`, 'a.pem (document) [a.pem]'],
    [
      `fs.readFileSync(new URL('../certs/a%20b.pem', import.meta.url))`,
      '../certs/a b.pem (document) [../certs/a%20b.pem]',
    ],
    [`fs.readFileSync(fileURLToPath(new URL('./a.pem', import.meta.url)))`, './a.pem (document) [./a.pem]'],
    [`'certs/a.pem'`, 'unknown'],
    [`fs.readFileSync(process.env.CA)`, 'unknown'],
    [`fs.readFileSync(\`\${dir}/a.pem\`)`, 'unknown'],
    [`fs.readFileSync(__dirname)`, 'unknown'],
    [`fs.readFileSync(__dirname + 'a.pem')`, 'unknown'],
    [`load('a.pem')`, 'unknown'],
  ])('%s', (expression, expected) => {
    const text = `${head}https.request({ ca: ${expression} });`;
    expect(references(text, 'trustAnchors')).toEqual([expected]);
    expect(contextsOf(text)[0]?.hasTrustAnchors).toBe(true);
  });

  it('keeps lists, and keys beside their certificates', () => {
    const text = `tls.createServer({
      cert: [fs.readFileSync('rsa.pem'), inline],
      key: [fs.readFileSync('rsa.key'), { pem: fs.readFileSync('ec.key'), passphrase }],
      ca: [...tls.rootCertificates, fs.readFileSync('ca.pem')],
      crl: fs.readFileSync('ca.crl'),
    })`;
    expect(references(text, 'certificates')).toEqual(['rsa.pem (cwd) [rsa.pem]', 'unknown']);
    expect(references(text, 'privateKeys')).toEqual(['rsa.key (cwd) [rsa.key]', 'ec.key (cwd) [ec.key]']);
    expect(references(text, 'trustAnchors')).toEqual(['unknown', 'ca.pem (cwd) [ca.pem]']);
    expect(references(text, 'revocationLists')).toEqual(['ca.crl (cwd) [ca.crl]']);
  });

  it("takes a library's own names", () => {
    const text = `import got from 'got';\nawait got(url, { https: { certificateAuthority: fs.readFileSync('ca.pem') } });`;
    expect(references(text, 'trustAnchors')).toEqual(['ca.pem (cwd) [ca.pem]']);
  });

  it('reads server names', () => {
    const names = contextsOf(`const HOST = 'db.internal';\ntls.connect({ servername: HOST });`)[0]?.serverNames;
    expect(names?.map(({ value }) => value)).toEqual(['db.internal']);
  });
});

describe('what is no finding', () => {
  it.each([
    [
      '0, null, undefined and strings still verify',
      `https.get({ rejectUnauthorized: 0 }); https.get({ rejectUnauthorized: null }); https.get({ rejectUnauthorized: undefined }); https.get({ rejectUnauthorized: 'false' });`,
    ],
    [
      'comments and strings',
      `// rejectUnauthorized: false\nconst help = "{ rejectUnauthorized: false }"; /* process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0' */`,
    ],
    ['types', `interface Options { rejectUnauthorized: false }\ntype T = { checkServerIdentity(): void };`],
    ['patterns', `const { rejectUnauthorized = false } = options;\nfunction f({ rejectUnauthorized = false }) {}`],
    ['comparisons', `if (options.rejectUnauthorized === false) throw new Error();`],
    ['expectations', `expect(agent.options).toEqual({ keepAlive: true, tls: { rejectUnauthorized: false } });`],
    ['schemas', `const schema = z.object({ rejectUnauthorized: z.boolean().default(false) });`],
    ['fetch, which ignores it', `await fetch(url, { rejectUnauthorized: false });`],
    ['axios, which ignores it', `import axios from 'axios';\nawait axios.get(url, { rejectUnauthorized: false });`],
    [
      'undici outside connect, which ignores it',
      `import { Agent } from 'undici';\nnew Agent({ rejectUnauthorized: false });`,
    ],
    ['a version that is none of TLS', `const app = { minVersion: '1.0.0', rejectUnauthorised: false };`],
    ['an own fetch-like function', `import { get } from './store';\nget({ requestCertificate: false });`],
  ])('%s', (_, text) => {
    const insecure = contextsOf(text).filter(
      ({ peerVerification, hostnameVerification, minVersion }) =>
        peerVerification?.value === 'none' || hostnameVerification?.value === false || minVersion?.value === 'TLSv1',
    );
    expect(insecure).toEqual([]);
  });
});

describe('concerns', () => {
  it.each([
    [`import https from 'https';`, true],
    [`options.rejectUnauthorized = false`, true],
    [`tls.DEFAULT_MIN_VERSION = 'TLSv1'`, true],
    [`fetch('https://example.org/tls/')`, false],
    [`export const sum = (a, b) => a + b;`, false],
  ])('%s', (text, expected) => {
    expect(language.concerns(text)).toBe(expected);
  });
});

describe('limits', () => {
  it('says that a text is too long', () => {
    const { contexts, problems } = reader.read(`${';'.repeat(500_001)}https.get({})`);
    expect(contexts).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['javascript-too-long']);
  });

  it.each([
    ['nested brackets', `https.get(${'('.repeat(5000)}`],
    ['nested objects', `https.get(${'{a:'.repeat(5000)}`],
    ['a sum of strings', `https.get({ ca: fs.readFileSync(${"'a'+".repeat(5000)}'b') })`],
    [
      'constants that double',
      `${Array.from({ length: 60 }, (_, i) => `const a${i} = a${i + 1} + a${i + 1};`).join('')}const a60 = 'x';https.get({ servername: a0 })`,
    ],
    [
      'spreads that double',
      `${Array.from({ length: 60 }, (_, i) => `const a${i} = { ...a${i + 1}, ...a${i + 1} };`).join('')}const a60 = { rejectUnauthorized: false };https.get(a0)`,
    ],
    [
      'paths that double',
      `${Array.from({ length: 60 }, (_, i) => `const a${i} = path.join(a${i + 1}, a${i + 1}, a${i + 1});`).join('')}const a60 = 'x';https.get({ ca: fs.readFileSync(a0) })`,
    ],
    [
      'a constant of itself',
      `const a = a; const b = { ...b }; const c = \`\${c}\`; https.get({ ...b, rejectUnauthorized: a, ca: fs.readFileSync(c) })`,
    ],
    ['a chain of assignments', `${'x.rejectUnauthorized='.repeat(3000)}false`],
    ['many objects', `const o = {};${'o.rejectUnauthorized=false;{o.rejectUnauthorized=false}'.repeat(1500)}`],
  ])('bears %s', (_, text) => {
    const used = cpuTime();
    reader.read(text);
    expect(used()).toBeLessThan(10_000);
  });
});
