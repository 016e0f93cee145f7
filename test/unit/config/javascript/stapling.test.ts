import { expect, test } from 'vitest';
import { reader } from '../../../../server/core/config/javascript/reader.ts';

const create = (name: string): string =>
  `const ${name} = require('https').createServer({ key: require('fs').readFileSync('a.key'), cert: require('fs').readFileSync('${name}.pem') });\n`;
const asks = "(cert, issuer, done) => ask(parse(cert).infoAccess['OCSP - URI'], done)";

test.each([
  ['a listener that asks the responder', `${create('a')}a.on('OCSPRequest', ${asks});\n`, ['a.pem']],
  ['the package ocsp', `${create('a')}a.addListener('OCSPRequest', (c, i, d) => ocsp.getOCSPURI(c, d));\n`, ['a.pem']],
  ['one that has its response', `${create('a')}a.on('OCSPRequest', (c, i, done) => done(null, der));\n`, undefined],
  ['one from elsewhere', `const f = ${asks};\n${create('a')}a.on('OCSPRequest', f);\n`, undefined],
  ['of one of two servers', `${create('a')}${create('b')}a.on('OCSPRequest', ${asks});\n`, undefined],
  ['none', `${create('a')}a.on('request', ${asks}); // OCSPRequest\n`, undefined],
])('what a server of Node.js staples: %s', (_, text, expected) => {
  const [server] = reader.read(text).contexts.filter(({ role }) => role === 'server');
  expect(server).toBeDefined();
  expect(server?.stapledCertificates?.map(({ path }) => path)).toEqual(expected);
  expect(server?.stapling?.value).toBe(expected && true);
});
