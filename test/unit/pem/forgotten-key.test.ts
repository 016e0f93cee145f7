import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { fixtures } from '../../support/fixtures.ts';

const reader = pathToFileURL(resolve('server/core/x509/read-pki-objects.ts')).href;

/** Looks for a part of a block's text in all that is in memory once the text itself is gone. */
function program(label: string, certificates: string): string {
  return `
    import { generateKeyPairSync } from 'node:crypto';
    import { getHeapSnapshot } from 'node:v8';
    import { readPkiObjects } from ${JSON.stringify(reader)};
    function read() {
      const { privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      });
      // What JSON writes as it is.
      const piece = privateKey.split('\\n').slice(5, 15).flatMap((line) => line.split('/')).find(({ length }) => length > 20);
      const part = Array.from(piece, (letter) => letter.charCodeAt(0));
      const key = privateKey.replaceAll('PRIVATE KEY', ${JSON.stringify(label)});
      const text = Buffer.from(${JSON.stringify(certificates)} + key).toString('latin1');
      return { part, kept: readPkiObjects(text).objects.map(({ value }) => value?.kind) };
    }
    const { part, kept } = read();
    // An engine remembers the last text that a regular expression was asked about.
    /a/.test('a');
    gc();
    const chunks = [];
    for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk));
    const isFound = Buffer.concat(chunks).includes(Buffer.from(part));
    console.log(JSON.stringify({ isFound, kept }));
  `;
}

test.each([
  ['CERTIFICATE', false],
  // The text of a block that is remembered is found: so would be a key's.
  ['X509 CRL OF NOBODY', true],
])(
  'a private key labelled %s: is its text still there? %s',
  async (label, isFound) => {
    const made = await fixtures();
    const certificates = ['ca', 'server'].map((name) => made.get(name) ?? '').join('');
    const given = ['--expose-gc', '--heap-snapshot-string-limit=1000000', '--input-type=module', '-e'];
    const said = execFileSync(process.execPath, [...given, program(label, certificates)], { encoding: 'utf8' });
    expect(JSON.parse(said)).toMatchObject({ isFound, kept: expect.arrayContaining(['certificate', 'certificate']) });
  },
  60_000,
);

test('a private key that stands twice under another label is the same both times', async () => {
  const made = await fixtures();
  const key = (made.get('server-key') ?? '').replaceAll('PRIVATE KEY', 'CERTIFICATE');
  const { objects } = readPkiObjects(key + key);
  const [first, second] = objects.map(({ problems }) => problems.map(({ code, message }) => [code, message]));
  expect(JSON.stringify(first)).toContain('a private key');
  expect(second).toEqual(first);
});
