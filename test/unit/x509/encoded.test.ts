import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import type { PkiReading } from '../../../server/core/x509/types.ts';
import { fixtures } from '../../support/fixtures.ts';

const made = await fixtures();
const pem = (name: string): string => made.get(name) ?? '';
const encoded = (text: string): string => Buffer.from(text).toString('base64');
const bare = (text: string): string => text.replace(/-----.*-----|\s/g, '');

/** Kind and text of each object, and the codes of all problems. */
function seen(text: string, { objects, problems }: PkiReading): [string | undefined, string][] {
  const found = objects.map(({ value, span }): [string | undefined, string] => [
    value?.kind,
    text.slice(span.start, span.end),
  ]);
  const told = [...problems, ...objects.flatMap((object) => object.problems)].map(
    ({ code, span }): [string, string] => [code, text.slice(span.start, span.end)],
  );
  return [...found, ...told];
}

describe('base64 of PEM', () => {
  it('holds several objects, all at the place of the value', async () => {
    const value = encoded(pem('server') + pem('server-key'));
    const text = `data:\n  all: ${value}\n  b: ${encoded(pem('ca'))}\n`;
    expect(seen(text, await findPkiObjects(text))).toEqual([
      ['certificate', value],
      ['private-key', value],
      ['certificate', encoded(pem('ca'))],
    ]);
  });

  it('keeps nothing of a private key', async () => {
    const { objects } = await findPkiObjects(`tls.key: ${encoded(pem('server-key'))}\n`);
    expect(objects[0]).toMatchObject({ value: { kind: 'private-key' }, block: undefined, form: 'base64 of PEM' });
  });

  it('gives the same objects for the same text', async () => {
    const text = `ca: ${encoded(pem('ca'))}\n`;
    const [before, after] = [await findPkiObjects(text), await findPkiObjects(`# more\n${text}`)];
    expect(after.objects[0]?.value).toBe(before.objects[0]?.value);
  });

  const start = encoded(pem('ca')).slice(0, 400);
  it.each([
    ['cut short on purpose', `ca: ${start}...\n`],
    ['cut short on purpose, with a sign', `ca: ${start}…\n`],
    ['cut short in angle brackets', `ca: ${start}<snip>\n`],
    ['only the beginning line', `ca: ${encoded('-----BEGIN CERTIFICATE-----\n')}\n`],
    ['filler', `ca: ${encoded('-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n')}\n`],
    ['the middle of something else', `ca: QUJD${encoded(pem('ca'))}\n`],
    ['a program that looks for it', `if (text.startsWith('LS0tLS1CRUdJTiB')) decode(text);\n`],
  ])('%s is none', async (_, text) => {
    expect(seen(text, await findPkiObjects(text))).toEqual([]);
  });

  it.each([
    ['a character lost', `ca: ${start.slice(0, 398)}\n`, 'pem-encoded-base64'],
    ['the end lost', `ca: ${encoded(pem('ca').slice(0, 300))}\n`, 'pem-encoded-missing-end'],
  ])('%s is told, of the whole value', async (_, text, code) => {
    const value = text.slice(4, -1);
    expect(seen(text, await findPkiObjects(text))).toEqual([[code, value]]);
  });

  it('in lines ends where the lines do', async () => {
    const value = encoded(pem('ca')).replace(/.{64}/g, '$&\n    ');
    for (const after of ['\n  tls.key: YWJj\n', '\n---\n', '\n', '']) {
      const text = `  ca.crt: |\n    ${value}${after}`;
      expect(seen(text, await findPkiObjects(text))).toEqual([['certificate', value]]);
    }
  });
});

describe('XML', () => {
  it.each([
    ['no element', 'new X509Certificate(bytes)'],
    ['an end tag alone', `</ds:X509Certificate>${bare(pem('ca'))}`],
    ['a placeholder', '<X509Certificate>{{ certificate }}</X509Certificate>'],
    ['an example', '<X509Certificate>MIIDdzCCAl+gAwIBAgIE...</X509Certificate>'],
    ['nothing', '<X509Certificate>\n</X509Certificate><X509Certificate/>'],
    ['another element', `<X509CertificateList>${bare(pem('ca'))}</X509CertificateList>`],
    ['no end', `<X509Certificate>${bare(pem('ca'))}`],
  ])('%s holds none', async (_, text) => {
    expect(seen(text, await findPkiObjects(text))).toEqual([]);
  });

  it('PEM inside of the element is found once', async () => {
    const text = `<X509Certificate>\n${pem('ca')}</X509Certificate>`;
    expect((await findPkiObjects(text)).objects.map(({ form }) => form)).toEqual([undefined]);
  });
});

describe('JSON Web Keys', () => {
  const thumbprint = (key: object): string =>
    createHash('sha256')
      .update(JSON.stringify(key, Object.keys(key).sort()))
      .digest('base64url');

  it.each<
    [string, () => { publicKey: import('node:crypto').KeyObject; privateKey: import('node:crypto').KeyObject }, object]
  >([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), { type: 'RSA', bits: 2048 }],
    ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-384' }), { type: 'EC', bits: 384, curve: 'P-384' }],
    ['Ed25519', () => generateKeyPairSync('ed25519'), { type: 'Ed25519' }],
  ])('%s, public and private', async (_, generate, facts) => {
    const { publicKey, privateKey } = generate();
    const jwk = publicKey.export({ format: 'jwk' });
    const text = JSON.stringify({ keys: [{ ...jwk, kid: 'one', use: 'sig' }, privateKey.export({ format: 'jwk' })] });
    const { objects, problems } = await findPkiObjects(text);
    expect(problems).toEqual([]);
    const spki = createHash('sha256')
      .update(publicKey.export({ format: 'der', type: 'spki' }))
      .digest('hex');
    const own = { publicKey: facts, publicKeySha256: spki, thumbprint: thumbprint(jwk), form: 'JWK' };
    expect(objects.map(inspectObject)).toMatchObject([
      { kind: 'public-key', ...own, kid: 'one', use: 'sig' },
      { kind: 'private-key', format: 'JWK', encrypted: false, ...own },
    ]);
    const secret = privateKey.export({ format: 'jwk' }).d ?? '';
    expect(JSON.stringify(objects.map(inspectObject))).not.toContain(secret);
  });

  const server = new X509Certificate(pem('server'));
  const own = server.publicKey.export({ format: 'jwk' });
  const x5c = [bare(pem('server')), bare(pem('ca'))];
  const digest = (name: string): string => createHash(name).update(server.raw).digest('base64url');

  it('x5c holds certificates; what goes with them is checked', async () => {
    const key = { ...own, x5c, x5t: digest('sha1'), 'x5t#S256': digest('sha256') };
    const text = JSON.stringify({ keys: [key] }, undefined, 1);
    const { objects } = await findPkiObjects(text);
    expect(objects.map(({ value, problems }) => [value?.kind, problems])).toEqual([
      ['public-key', []],
      ['certificate', []],
      ['certificate', []],
    ]);
    expect(objects.slice(1).map(({ span }) => text.slice(span.start, span.end))).toEqual(x5c);
    const other = { ...key, x5t: digest('md5'), 'x5t#S256': digest('sha512') };
    const wrong = JSON.stringify(other);
    expect(seen(wrong, await findPkiObjects(wrong)).slice(3)).toEqual([
      ['web-key-thumbprint', JSON.stringify(other.x5t)],
      ['web-key-thumbprint', JSON.stringify(other['x5t#S256'])],
    ]);
    const swapped = JSON.stringify({ ...own, x5c: x5c.toReversed() });
    expect(seen(swapped, await findPkiObjects(swapped)).slice(3)).toEqual([
      ['web-key-other-certificate', JSON.stringify(x5c.toReversed())],
    ]);
  });

  it('slashes may be escaped', async () => {
    const text = JSON.stringify({ ...own, x5c }).replaceAll('/', '\\/');
    expect(text).toContain('\\/');
    expect((await findPkiObjects(text)).objects.map(({ value }) => value?.kind)).toEqual([
      'public-key',
      'certificate',
      'certificate',
    ]);
  });

  it.each([
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0' }],
    ['a type that is none', { kty: 'XYZ', n: 'AQAB' }],
    ['a key without its members', { kty: 'RSA', n: 'AQAB' }],
    ['a schema', { properties: { kty: { type: 'string' }, n: {} } }],
  ])('%s is passed over', async (_, value) => {
    const text = JSON.stringify(value);
    expect(seen(text, await findPkiObjects(text))).toEqual([]);
  });

  it('a point that is too short is told', async () => {
    const text = JSON.stringify({ ...own, x: 'AQAB' });
    expect(seen(text, await findPkiObjects(text))).toEqual([
      [undefined, text],
      ['web-key-malformed', text],
    ]);
  });
});
