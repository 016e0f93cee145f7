import { describe, expect, it } from 'vitest';
import { applyEdits, type TextEdit } from '../../../../server/core/base/edit.ts';
import { reader } from '../../../../server/core/config/javascript/reader.ts';
import type { Change } from '../../../../server/core/tls/change.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';
import { nodeSyntaxErrors } from './node-syntax.ts';

/** True where the setting of `change` is insecure in `context`. */
function needs({ setting }: Change, context: TlsContext): boolean {
  const { encryption, peerVerification, hostnameVerification, minVersion, maxVersion } = context;
  switch (setting) {
    case 'verify-peer':
      return context.role === 'server' ? peerVerification?.value === 'unverified' : peerVerification?.value === 'none';
    case 'verify-hostname':
      return hostnameVerification?.value === false;
    case 'min-version':
      return minVersion?.value === 'TLSv1' || minVersion?.value === 'TLSv1.1' || minVersion?.value === 'SSLv3';
    case 'max-version':
      return maxVersion?.value === 'TLSv1' || maxVersion?.value === 'TLSv1.1';
    case 'encrypt':
      return encryption?.value === 'none' || encryption?.value === 'opportunistic';
    case 'weakness':
    case 'require-peer':
    case 'guard-early-data':
    case 'no-stapling':
    case 'verify-clients':
    case 'verify-depth':
    case 'protocols':
      return false;
  }
}

/** Makes `change` in every context that needs it, in one go. */
function fix(text: string, change: Change): string {
  const edits = reader.read(text).contexts.flatMap((context): readonly TextEdit[] => {
    return needs(change, context) ? (reader.write(text, context, change) ?? []) : [];
  });
  const fixed = applyEdits(text, edits);
  if (fixed === undefined) throw new Error('edits overlap');
  return fixed;
}

/** Every text that a fix wrote, for Node to judge. */
const written: { text: string; isTypeScript: boolean }[] = [];

function expectFixed(text: string, change: Change, expected: string, isTypeScript = false): void {
  expect(reader.read(text).contexts.some((context) => needs(change, context))).toBe(true);
  const fixed = fix(text, change);
  expect(fixed).toBe(expected);
  written.push({ text: fixed, isTypeScript });
  expect(reader.read(fixed).contexts.filter((context) => needs(change, context))).toEqual([]);
}

const trusting: Change = { setting: 'verify-peer', trustAnchors: 'certs/ca.pem' };
const verifying: Change = { setting: 'verify-peer' };
const naming: Change = { setting: 'verify-hostname' };
const raising: Change = { setting: 'min-version', value: 'TLSv1.2' };
const ceiling: Change = { setting: 'max-version', value: 'TLSv1.3' };

describe('verify-peer with a CA to trust', () => {
  it.each<[string, string, string, true?]>([
    [
      'CommonJS with fs',
      `const fs = require('fs');
const https = require('https');

const agent = new https.Agent({
  keepAlive: true,
  rejectUnauthorized: false, // self-signed
});
`,
      `const fs = require('fs');
const https = require('https');

const agent = new https.Agent({
  keepAlive: true,
  ca: fs.readFileSync('certs/ca.pem'), // self-signed
});
`,
    ],
    [
      'CommonJS without fs',
      `'use strict';

const https = require('https');
const { join } = require('path'); // paths

https.get({ rejectUnauthorized: false });
`,
      `'use strict';

const https = require('https');
const { join } = require('path'); // paths
const fs = require('node:fs');

https.get({ ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'an ES module, double quotes, no semicolons',
      `#!/usr/bin/env node
import https from "node:https"
import { log } from "./log.js"

export const agent = new https.Agent({ rejectUnauthorized: false })
`,
      `#!/usr/bin/env node
import https from "node:https"
import { log } from "./log.js"
import fs from "node:fs"

export const agent = new https.Agent({ ca: fs.readFileSync("certs/ca.pem") })
`,
    ],
    [
      'readFileSync by name',
      `import { readFileSync as read } from 'fs';
import tls from 'tls';
tls.connect({ host, rejectUnauthorized: false, cert: read('c.pem') });
`,
      `import { readFileSync as read } from 'fs';
import tls from 'tls';
tls.connect({ host, ca: read('certs/ca.pem'), cert: read('c.pem') });
`,
    ],
    [
      'fs that is something else',
      `import fs from 'node:fs/promises';
import * as https from 'https';
https.get({ rejectUnauthorized: false, cert: await fs.readFile('c.pem') });
`,
      `import fs from 'node:fs/promises';
import * as https from 'https';
import { readFileSync } from 'node:fs';
https.get({ ca: readFileSync('certs/ca.pem'), cert: await fs.readFile('c.pem') });
`,
    ],
    [
      'namespace imports',
      `import * as https from 'https';
https.get({ rejectUnauthorized: false });
`,
      `import * as https from 'https';
import * as fs from 'node:fs';
https.get({ ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'two contexts, one import',
      `const https = require('https');
https.get({ rejectUnauthorized: false });
https.get({ rejectUnauthorized: false });
`,
      `const https = require('https');
const fs = require('node:fs');
https.get({ ca: fs.readFileSync('certs/ca.pem') });
https.get({ ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'a require that comes too late',
      `const https = require('https');
https.get({ rejectUnauthorized: false });
const fs = require('fs');
`,
      `const https = require('https');
const { readFileSync } = require('node:fs');
https.get({ ca: readFileSync('certs/ca.pem') });
const fs = require('fs');
`,
    ],
    [
      'path.join from the document',
      `const fs = require('fs');
const path = require('path');
const https = require('https');
https.request({
  cert: fs.readFileSync(path.join(__dirname, 'certs', 'client.pem')),
  rejectUnauthorized: false
});
`,
      `const fs = require('fs');
const path = require('path');
const https = require('https');
https.request({
  cert: fs.readFileSync(path.join(__dirname, 'certs', 'client.pem')),
  ca: fs.readFileSync(path.join(__dirname, 'certs', 'ca.pem'))
});
`,
    ],
    [
      'path.resolve in one piece',
      `const { readFileSync } = require('fs');
const { resolve } = require('path');
const here = __dirname;
const key = readFileSync(resolve(here, '../keys/client.key'));
tls.connect({ key, rejectUnauthorized: false });
`,
      `const { readFileSync } = require('fs');
const { resolve } = require('path');
const here = __dirname;
const key = readFileSync(resolve(here, '../keys/client.key'));
tls.connect({ key, ca: readFileSync(resolve(here, 'certs/ca.pem')) });
`,
    ],
    [
      'URLs',
      `import { readFileSync } from 'node:fs';
import tls from 'node:tls';
tls.connect({ cert: readFileSync(new URL('./client.pem', import.meta.url)), rejectUnauthorized: false });
`,
      `import { readFileSync } from 'node:fs';
import tls from 'node:tls';
tls.connect({ cert: readFileSync(new URL('./client.pem', import.meta.url)), ca: readFileSync(new URL('./certs/ca.pem', import.meta.url)) });
`,
    ],
    [
      'templates',
      `const fs = require('fs');
tls.connect({ rejectUnauthorized: false, cert: fs.readFileSync(\`\${__dirname}/client.pem\`) });
`,
      `const fs = require('fs');
tls.connect({ ca: fs.readFileSync(\`\${__dirname}/certs/ca.pem\`), cert: fs.readFileSync(\`\${__dirname}/client.pem\`) });
`,
    ],
    [
      'import.meta.dirname',
      `import fs from 'node:fs';
import { join } from 'node:path';
const pub = join(import.meta.dirname, 'public');
https.get({ rejectUnauthorized: false });
`,
      `import fs from 'node:fs';
import { join } from 'node:path';
const pub = join(import.meta.dirname, 'public');
https.get({ ca: fs.readFileSync(join(import.meta.dirname, 'certs', 'ca.pem')) });
`,
    ],
    [
      'a file of plain paths that has __dirname elsewhere',
      `const fs = require('fs');
app.use(express.static(path.join(__dirname, 'public')));
https.get({ cert: fs.readFileSync('client.pem'), rejectUnauthorized: false });
`,
      `const fs = require('fs');
app.use(express.static(path.join(__dirname, 'public')));
https.get({ cert: fs.readFileSync('client.pem'), ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'a CA that is there already',
      `const options = {
  ca: fs.readFileSync('ca.pem'),
  rejectUnauthorized: false,
  host,
};
https.get(options);
`,
      `const options = {
  ca: fs.readFileSync('ca.pem'),
  host,
};
https.get(options);
`,
    ],
    [
      'CRLF',
      `const https = require('https');\r\nhttps.get({\r\n\trejectUnauthorized: false\r\n});\r\n`,
      `const https = require('https');\r\nconst fs = require('node:fs');\r\nhttps.get({\r\n\tca: fs.readFileSync('certs/ca.pem')\r\n});\r\n`,
    ],
    [
      'an assignment',
      `function loosen(options) {
  options.rejectUnauthorized = false; // for now
}
`,
      `function loosen(options) {
  options.rejectUnauthorized = true; // for now
}
`,
    ],
    [
      'got',
      `import got from 'got';
await got(url, { https: { rejectUnauthorized: false } });
`,
      `import got from 'got';
import fs from 'node:fs';
await got(url, { https: { certificateAuthority: fs.readFileSync('certs/ca.pem') } });
`,
    ],
    [
      'gRPC, which takes the CA elsewhere',
      `import { credentials } from '@grpc/grpc-js';
credentials.createSsl(ca, null, null, { rejectUnauthorized: false });
`,
      `import { credentials } from '@grpc/grpc-js';
credentials.createSsl(ca, null, null, {});
`,
    ],
    [
      'TypeScript',
      `import https, { type RequestOptions } from 'node:https';

const options: RequestOptions = {
  rejectUnauthorized: false,
} satisfies RequestOptions;
export const get = (url: string): void => void https.get(url, options as RequestOptions);
`,
      `import https, { type RequestOptions } from 'node:https';
import fs from 'node:fs';

const options: RequestOptions = {
  ca: fs.readFileSync('certs/ca.pem'),
} satisfies RequestOptions;
export const get = (url: string): void => void https.get(url, options as RequestOptions);
`,
      true,
    ],
    [
      'a module without imports',
      `// Copyright Example
// and others.

/** Our agent. */
export const agent = new https.Agent({ rejectUnauthorized: false });
`,
      `// Copyright Example
// and others.

import fs from 'node:fs';

/** Our agent. */
export const agent = new https.Agent({ ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'a script without imports',
      `https.get({ rejectUnauthorized: false });`,
      `const fs = require('node:fs');

https.get({ ca: fs.readFileSync('certs/ca.pem') });`,
    ],
    [
      'a spread and its cover',
      `const fs = require('fs');
const base = { rejectUnauthorized: false, timeout: 5 };
https.get({ ...base, rejectUnauthorized: false });
`,
      `const fs = require('fs');
const base = { timeout: 5 };
https.get({ ...base, ca: fs.readFileSync('certs/ca.pem') });
`,
    ],
    [
      'a server without a CA',
      `const fs = require('fs');
https.createServer({ requestCert: true, rejectUnauthorized: false, key, cert }, app);
`,
      `const fs = require('fs');
https.createServer({ requestCert: true, ca: fs.readFileSync('certs/ca.pem'), key, cert }, app);
`,
    ],
    [
      'a link of a chain of calls',
      `const superagent = require('superagent');\nsuperagent\n  .get(url)\n  // ours\n  .disableTLSCerts()\n  .then(done);`,
      `const superagent = require('superagent');\nconst fs = require('node:fs');\nsuperagent\n  .get(url)\n  // ours\n  .ca(fs.readFileSync('certs/ca.pem'))\n  .then(done);`,
    ],
  ])('%s', (_, text, expected, isTypeScript) => expectFixed(text, trusting, expected, isTypeScript));

  it('leaves a chain of calls that has its CA', () => {
    const text = 'superagent.get(url).ca(own).disableTLSCerts().then(done);';
    expect(fix(text, trusting)).toBe(text);
    expectFixed(text, verifying, 'superagent.get(url).ca(own).then(done);');
  });

  it('writes paths from above and with quotes in them', () => {
    expectFixed(
      `const fs = require("fs");\nhttps.get({ rejectUnauthorized: false, note: "it's" });\n`,
      { setting: 'verify-peer', trustAnchors: `../it's "here"/ca.pem` },
      `const fs = require("fs");\nhttps.get({ ca: fs.readFileSync("../it's \\"here\\"/ca.pem"), note: "it's" });\n`,
    );
  });

  it.each([
    [`https.get({ ca: fs.readFileSync('a.pem') })`, 'working-directory'],
    [`https.get({ ca: fs.readFileSync(path.join(__dirname, 'a.pem')) })`, 'document'],
    [`https.get({ rejectUnauthorized: false }); read(new URL('./x', import.meta.url))`, 'document'],
    [`https.get({ rejectUnauthorized: false })`, 'working-directory'],
  ])('%s: new paths are relative to the %s', (text, base) => {
    expect(reader.pathBase?.(text)).toBe(base);
  });
});

describe('verify-peer', () => {
  it.each<[string, string, string, true?]>([
    ['alone', `new https.Agent({ rejectUnauthorized: false });`, `new https.Agent({});`],
    ['twice, one behind the other', `f({\n  rejectUnauthorized: false, rejectUnauthorized: !1});`, `f({\n  });`],
    ['alone over lines', `new https.Agent({\n  rejectUnauthorized: false,\n});\n`, `new https.Agent({});\n`],
    ['first', `f({ rejectUnauthorized: false, a: 1 });`, `f({ a: 1 });`],
    ['last', `f({ a: 1, rejectUnauthorized: false });`, `f({ a: 1 });`],
    ['tight', `f({a:1,rejectUnauthorized:!1,b:2});`, `f({a:1,b:2});`],
    ['in the middle', `f({ a: 1, rejectUnauthorized: false, b: 2 });`, `f({ a: 1, b: 2 });`],
    ['with a trailing comma', `f({ a: 1, rejectUnauthorized: false, });`, `f({ a: 1, });`],
    ['last on its line', `f({\n  a: 1, // one\n  rejectUnauthorized: false\n});\n`, `f({\n  a: 1 // one\n});\n`],
    [
      'comments stay',
      `f({\n  // the peer\n  rejectUnauthorized: false, // dev only\n  a: 1,\n});\n`,
      `f({\n  // the peer\n  // dev only\n  a: 1,\n});\n`,
    ],
    ['a comment before the comma', `f({ rejectUnauthorized: false /* dev */, a: 1 });`, `f({  /* dev */ a: 1 });`],
    [
      'beside others on its line',
      `f({\n  a: 1, rejectUnauthorized: false,\n  b: 2,\n});\n`,
      `f({\n  a: 1,\n  b: 2,\n});\n`,
    ],
    ['CRLF', `f({\r\n  a: 1,\r\n  rejectUnauthorized: false\r\n});\r\n`, `f({\r\n  a: 1\r\n});\r\n`],
    [
      'a shorthand',
      `const rejectUnauthorized = false;\nf({ rejectUnauthorized });`,
      `const rejectUnauthorized = false;\nf({});`,
    ],
    [
      'a server',
      `https.createServer({ requestCert: true, rejectUnauthorized: false });`,
      `https.createServer({ requestCert: true });`,
    ],
    [
      'a server by assignment',
      `const o = { ca };\no.requestCert = true;\no.rejectUnauthorized = false;\nhttps.createServer(o);\n`,
      `const o = { ca };\no.requestCert = true;\no.rejectUnauthorized = true;\nhttps.createServer(o);\n`,
    ],
    [
      'the switch of the process',
      `start();\nprocess.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\nhttps.get(url);\n`,
      `start();\nhttps.get(url);\n`,
    ],
    ['the switch, after another statement', `start(); process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0;\n`, `start();\n`],
    [
      'the switch in a block',
      `if (dev) {\n  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // dev\n}\n`,
      `if (dev) {\n  // dev\n}\n`,
    ],
    [
      'the switch as a whole branch',
      `if (dev) process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';\n`,
      `if (dev) process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '1';\n`,
    ],
    [
      'the switch in an expression',
      `const off = () => (process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0);\n`,
      `const off = () => (process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1');\n`,
    ],
    [
      'the switch between lines without semicolons',
      `start()\nprocess.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n[1, 2].forEach(f)\n`,
      `start()\n;\n[1, 2].forEach(f)\n`,
    ],
    [
      'the switch for a child process',
      `spawn(node, args, { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } });\n`,
      `spawn(node, args, { env: { ...process.env } });\n`,
    ],
  ])('%s', (_, text, expected, isTypeScript) => expectFixed(text, verifying, expected, isTypeScript));

  it('says no where there is nothing to write', () => {
    const text = `https.get({ rejectUnauthorized: verify }); https.get({ servername: 'a' });`;
    const contexts = reader.read(text).contexts;
    expect(contexts.map((context) => reader.write(text, context, verifying))).toEqual([undefined, undefined]);
    const protocols: Change = { setting: 'protocols', value: ['TLSv1.2'], of: [] };
    expect(contexts.map((context) => reader.write(text, context, protocols))).toEqual([undefined, undefined]);
  });
});

describe('verify-hostname', () => {
  it.each([
    ['an arrow', `https.get({ host, checkServerIdentity: () => undefined });`, `https.get({ host });`],
    [
      'a method over lines',
      `https.get({\n  host,\n  checkServerIdentity(name, cert) {\n    // fine\n    return undefined;\n  },\n  port,\n});\n`,
      `https.get({\n  host,\n  port,\n});\n`,
    ],
    [
      'a function declared elsewhere',
      `function any() {}\nhttps.get({ checkServerIdentity: any, host });\n`,
      `function any() {}\nhttps.get({ host });\n`,
    ],
    [
      'an assignment',
      `function f(options) {\n  options.checkServerIdentity = () => {};\n  return options;\n}\n`,
      `function f(options) {\n  return options;\n}\n`,
    ],
  ])('%s', (_, text, expected) => expectFixed(text, naming, expected));

  it('goes with verify-peer in one go', () => {
    const text = `f({ a: 1, rejectUnauthorized: false, checkServerIdentity: () => null });\ng({\n  rejectUnauthorized: false,\n  checkServerIdentity: () => null,\n});\n`;
    const edits = reader
      .read(text)
      .contexts.flatMap((context) => [
        ...(reader.write(text, context, verifying) ?? []),
        ...(reader.write(text, context, naming) ?? []),
      ]);
    expect(applyEdits(text, edits)).toBe(`f({ a: 1 });\ng({\n});\n`);
  });
});

describe('the last two properties', () => {
  const both = [verifying, naming];
  it.each<[string, readonly Change[], string, string]>([
    ['both', both, 'f({ a: 1, rejectUnauthorized: false, checkServerIdentity() {} });', 'f({ a: 1 });'],
    [
      'the first',
      [verifying],
      'f({ a: 1, rejectUnauthorized: false, checkServerIdentity() {} });',
      'f({ a: 1, checkServerIdentity() {} });',
    ],
    [
      'the second',
      [naming],
      'f({ a: 1, rejectUnauthorized: false, checkServerIdentity() {} });',
      'f({ a: 1, rejectUnauthorized: false });',
    ],
    [
      'both over lines',
      both,
      'f({\n  a: 1,\n  rejectUnauthorized: false,\n  checkServerIdentity() {}\n});',
      'f({\n  a: 1\n});',
    ],
    [
      'the first over lines',
      [verifying],
      'f({\n  a: 1,\n  rejectUnauthorized: false,\n  checkServerIdentity() {}\n});',
      'f({\n  a: 1,\n  checkServerIdentity() {}\n});',
    ],
    [
      'both, with a trailing comma',
      both,
      'f({\n  a: 1,\n  rejectUnauthorized: false,\n  checkServerIdentity() {},\n});',
      'f({\n  a: 1,\n});',
    ],
    ['both, after a spread', both, 'f({ ...a, checkServerIdentity() {}, rejectUnauthorized: false });', 'f({ ...a });'],
    [
      'one that is there twice, with a comment before it',
      [verifying],
      'f({ a: 1, /* why */ rejectUnauthorized: !1, rejectUnauthorized: false, checkServerIdentity() {} });',
      'f({ a: 1, /* why */ checkServerIdentity() {} });',
    ],
    [
      'both, with one between',
      both,
      'f({ rejectUnauthorized: false, a: 1, checkServerIdentity() {} });',
      'f({ a: 1 });',
    ],
  ])('%s', (_, changes, text, expected) => {
    const { contexts } = reader.read(text);
    const edits = changes.flatMap((change) => contexts.flatMap((context) => reader.write(text, context, change) ?? []));
    const fixed = applyEdits(text, edits);
    expect(fixed).toBe(expected);
    written.push({ text: expected, isTypeScript: false });
  });
});

describe('versions', () => {
  it.each<[string, Change, string, string]>([
    ['single quotes', raising, `tls.connect({ minVersion: 'TLSv1' });`, `tls.connect({ minVersion: 'TLSv1.2' });`],
    ['double quotes', raising, `tls.connect({ minVersion: "TLSv1.1" });`, `tls.connect({ minVersion: "TLSv1.2" });`],
    [
      'a constant',
      raising,
      `const V = 'TLSv1';\ntls.connect({ minVersion: V });`,
      `const V = 'TLSv1';\ntls.connect({ minVersion: 'TLSv1.2' });`,
    ],
    [
      'a shorthand',
      raising,
      `const minVersion = 'TLSv1';\ntls.connect({ minVersion });`,
      `const minVersion = 'TLSv1';\ntls.connect({ minVersion: 'TLSv1.2' });`,
    ],
    ['a ceiling', ceiling, `tls.connect({ maxVersion: 'TLSv1.1' });`, `tls.connect({ maxVersion: 'TLSv1.3' });`],
    [
      'a method',
      raising,
      `tls.connect({ secureProtocol: "TLSv1_method", port });`,
      `tls.connect({ minVersion: "TLSv1.2", port });`,
    ],
    [
      "a method's ceiling",
      ceiling,
      `tls.connect({ secureProtocol: 'TLSv1_1_method' });`,
      `tls.connect({ minVersion: 'TLSv1.2' });`,
    ],
    [
      'an assigned method',
      raising,
      `function f(o) { o.secureProtocol = 'SSLv3_method'; }`,
      `function f(o) { o.minVersion = 'TLSv1.2'; }`,
    ],
    [
      'the default of the process',
      raising,
      `tls.DEFAULT_MIN_VERSION = 'TLSv1';`,
      `tls.DEFAULT_MIN_VERSION = 'TLSv1.2';`,
    ],
  ])('%s', (_, change, text, expected) => expectFixed(text, change, expected));

  it('repairs both ends of a method in one go', () => {
    const text = `tls.connect({ secureProtocol: 'TLSv1_method' });`;
    const [context] = reader.read(text).contexts;
    const edits = context && [raising, ceiling].flatMap((change) => reader.write(text, context, change) ?? []);
    expect(applyEdits(text, edits ?? [])).toBe(`tls.connect({ minVersion: 'TLSv1.2' });`);
  });
});

describe('Node', () => {
  it('accepts every text written above', async () => {
    expect(written.length).toBeGreaterThan(50);
    expect((await nodeSyntaxErrors(written)).filter((error) => error !== '')).toEqual([]);
  });

  it('would say so if it did not', async () => {
    const broken = ['f({ a: 1 b: 2 });', 'import a from', 'import fs from "fs"; const a = require("a")('];
    const errors = await nodeSyntaxErrors(broken.map((text) => ({ text, isTypeScript: false })));
    expect(errors.every((error) => error !== '')).toBe(true);
  });
});
