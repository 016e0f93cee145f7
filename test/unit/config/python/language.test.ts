import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import { reader } from '../../../../server/core/config/python/reader.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';

const header = 'import ssl\n\n';

function facts(context: TlsContext | undefined): unknown[] {
  return [
    context?.role,
    context?.peerVerification?.value,
    context?.hostnameVerification?.value,
    context?.minVersion?.value,
  ];
}

test.each([
  ['a default client', 'c = ssl.create_default_context()', ['client', undefined, undefined, undefined]],
  ['a server', 'c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)', ['server', undefined, undefined, undefined]],
  ['unverified', 'c = ssl._create_unverified_context()', ['client', 'none', false, undefined]],
  [
    'both off',
    'c = ssl.create_default_context()\nc.check_hostname = False\nc.verify_mode = ssl.CERT_NONE',
    ['client', 'none', false, undefined],
  ],
  [
    'the last word counts',
    'c = ssl.create_default_context()\nc.verify_mode = ssl.CERT_NONE\nc.verify_mode = ssl.CERT_REQUIRED',
    ['client', 'required', undefined, undefined],
  ],
  [
    'a branch is unknown',
    'c = ssl.create_default_context()\nif x:\n    c.verify_mode = ssl.CERT_NONE',
    ['client', 'unknown', undefined, undefined],
  ],
  [
    'a value from elsewhere is unknown',
    'c = ssl.create_default_context()\nc.verify_mode = mode',
    ['client', 'unknown', undefined, undefined],
  ],
  [
    'no name check on a server',
    'c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\nc.check_hostname = False',
    ['server', undefined, undefined, undefined],
  ],
  ['an old protocol', 'c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)', ['client', 'none', undefined, 'TLSv1']],
  [
    'a floor',
    'c = ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1_1',
    ['client', undefined, undefined, 'TLSv1.1'],
  ],
  [
    'a server by use',
    'c = ssl.SSLContext()\nc.wrap_socket(s, server_side=True)',
    ['server', undefined, undefined, undefined],
  ],
])('%s', (_, text, expected) => {
  expect(facts(reader.read(header + text).contexts[0])).toEqual(expected);
});

test('files are referenced by the characters of their paths', () => {
  const text = `${header}c = ssl.create_default_context(cafile="ca.pem")\nc.load_cert_chain('a.pem', keyfile='a.key')\n`;
  const [context] = reader.read(text).contexts;
  const references = [context?.trustAnchors, context?.certificates, context?.privateKeys].map(
    (list) => list?.[0]?.value,
  );
  const paths = references.map((one) => (one && one !== 'unknown' ? text.slice(one.span.start, one.span.end) : one));
  expect(paths).toEqual(['ca.pem', 'a.pem', 'a.key']);
});

const off = 'c.check_hostname = False\nc.verify_mode = ssl.CERT_NONE\n';
test.each([
  [
    'a default context',
    `c = ssl.create_default_context()\n${off}`,
    'c = ssl.create_default_context()\nc.load_verify_locations(CA)\n',
  ],
  [
    'with an old-style context',
    `c = ssl.SSLContext(ssl.PROTOCOL_TLS)\n${off}`,
    'c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.check_hostname = True\nc.verify_mode = ssl.CERT_REQUIRED\nc.load_verify_locations(CA)\n',
  ],
  ['an unverified context', 'c = ssl._create_unverified_context()\n', 'c = ssl.create_default_context(cafile=CA)\n'],
])('verification on again, in Python itself: %s', (_, body, expected) => {
  const ca = '/etc/ssl/certs/ca-certificates.crt';
  const text = header + body;
  const [context] = reader.read(text).contexts;
  if (!context) throw new Error('no context');
  const edits = reader.write(text, context, { setting: 'verify-peer', trustAnchors: ca });
  const fixed = applyEdits(text, edits ?? []);
  expect(fixed).toBe(header + expected.replace('CA', `'${ca}'`));
  const program = `import warnings\nwarnings.simplefilter('ignore')\n${fixed}print(c.verify_mode.name, c.check_hostname)\n`;
  const run = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  expect(run.stdout.trim(), run.stderr).toBe('CERT_REQUIRED True');
});

test('any prefix is read without an exception, and spans stay inside', () => {
  const text = `${header}class A:\n    def f(self):\n        self.c = ssl.create_default_context()\n        ${off.replace(/\n/g, '\n        ')}`;
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      const prefix = text.slice(0, length);
      for (const { span } of reader.read(prefix).contexts) expect(span.end).toBeLessThanOrEqual(length);
    }),
  );
});
