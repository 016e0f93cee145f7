import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { planPass } from '../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { makeCertificate } from '../../support/certificates.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';

const made = await fixtures();
const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const span = { from: day(-1), to: day(100) };
const root = await makeCertificate({ cn: 'Root', ca: true, depth: 3, ...span });
const upper = await makeCertificate({ cn: 'Upper', ca: true, depth: 1, issuer: root, ...span });
const lower = await makeCertificate({ cn: 'Lower', ca: true, depth: 0, issuer: upper, ...span });
const leaf = await makeCertificate({ cn: 'leaf', dns: ['a.internal'], issuer: lower, ...span });
/** Another certificate of the lower CA, by another root. */
const root2 = await makeCertificate({ cn: 'Root 2', ca: true, depth: 3, ...span });
const cross = await makeCertificate({ cn: 'Lower', ca: true, depth: 0, issuer: root2, keys: lower.keys, ...span });

const texts = new Map<string, string>([
  ...made,
  ...Object.entries({ root, upper, lower, leaf, cross, root2 }).map(
    ([name, { certificate }]) => [name, certificate] as const,
  ),
  ['other-leaf', (await makeCertificate({ cn: 'other', issuer: lower, ...span })).certificate],
]);
const textOf = (names: string): string =>
  names
    .split(' ')
    .map((name) => texts.get(name) ?? name)
    .join('');

const config = (role: 'server' | 'client'): string =>
  role === 'server'
    ? 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key /etc/ssl/private/server.key;\n}\n'
    : 'location / {\n    proxy_pass https://up;\n    proxy_ssl_certificate server.pem;\n    proxy_ssl_certificate_key /etc/ssl/private/server.key;\n}\n';

/** The rules that speak of a chain file, and the file after all fixes, by names. */
async function check(names: string, more: Record<string, string>, text = config('server')) {
  const files: Record<string, string> = { 'server.pem': textOf(names) };
  for (const [path, held] of Object.entries(more)) files[path] = textOf(held);
  let rules: string[] | undefined;
  for (let pass = 0; pass < 10; pass++) {
    const { document, findings } = await analyseText('nginx', text, files);
    rules ??= findings.map(({ rule }) => rule.replace('reference/', '')).sort();
    const { edits } = planPass([{ uri: document.uri, findings }], () => true);
    if (edits.size === 0) break;
    for (const [uri, own] of edits) {
      const path = uri.replace('file:///workspace/', '');
      files[path] = applyEdits(files[path] ?? '', own) ?? '';
    }
  }
  let rest = files['server.pem'] ?? '';
  const after: string[] = [];
  while (rest !== '') {
    const [name, held] = [...texts].find(([, held]) => rest.startsWith(held)) ?? [rest, rest];
    after.push(name);
    rest = rest.slice(held.length);
  }
  return { rules, after: after.join(' ') };
}

const cas = { 'cas.pem': 'root upper lower' };

test.each<[string, Record<string, string>, string[], string]>([
  ['leaf lower upper', { 'root.pem': 'root' }, [], 'leaf lower upper'],
  ['leaf', cas, ['chain-incomplete'], 'leaf lower upper'],
  ['leaf lower', cas, ['chain-incomplete'], 'leaf lower upper'],
  ['leaf upper', cas, ['chain-incomplete'], 'leaf lower upper'],
  ['leaf upper lower', cas, ['chain-order'], 'leaf lower upper'],
  ['lower leaf', cas, ['chain-incomplete', 'chain-order'], 'leaf lower upper'],
  ['root upper lower leaf', cas, ['chain-has-root', 'chain-order'], 'leaf lower upper'],
  ['leaf lower upper root', cas, ['chain-has-root'], 'leaf lower upper'],
  // The only copy of the root stays.
  ['leaf lower upper root', {}, ['chain-has-root'], 'leaf lower upper root'],
  ['leaf other-ca', cas, ['chain-has-unrelated', 'chain-incomplete'], 'leaf lower upper'],
  [
    'other-ca leaf lower lower upper root',
    cas,
    ['chain-has-root', 'chain-has-unrelated', 'chain-order'],
    'leaf lower upper',
  ],
  ['leaf other-leaf lower upper', cas, ['chain-has-unrelated'], 'leaf lower upper'],
  // Cross-signed, in either order.
  ['leaf lower cross upper', { 'roots.pem': 'root root2' }, [], 'leaf lower cross upper'],
  ['leaf cross lower upper', { 'roots.pem': 'root root2' }, [], 'leaf cross lower upper'],
  // Nothing is known of what lies above: nothing is claimed.
  ['leaf', {}, [], 'leaf'],
  // The root is not here: the highest CA that is stands in for it, and has to be sent.
  ['leaf', { 'cas.pem': 'lower upper' }, ['chain-incomplete'], 'leaf lower upper'],
  ['leaf lower', { 'cas.pem': 'lower upper' }, ['chain-incomplete'], 'leaf lower upper'],
  ['leaf lower upper', {}, [], 'leaf lower upper'],
  ['leaf other-ca lower', {}, ['chain-has-unrelated'], 'leaf lower'],
  ['lower leaf', {}, ['chain-order'], 'leaf lower'],
  ['root', {}, [], 'root'],
])('a file of %s beside %o', async (names, more, rules, after) => {
  expect(await check(names, more)).toEqual({ rules, after });
});

test('a client’s chain is one as well', async () => {
  const { rules, after } = await check('leaf', cas, config('client'));
  expect(rules).toContain('chain-incomplete');
  expect(after).toBe('leaf lower upper');
});

test('a root that peers are verified with stays in its file', async () => {
  const text = config('server').replace(
    '}',
    '    ssl_client_certificate server.pem;\n    ssl_verify_client on;\n    ssl_verify_depth 2;\n}',
  );
  expect(await check('leaf lower upper root', cas, text)).toEqual({
    rules: ['chain-has-root'],
    after: 'leaf lower upper root',
  });
});

test('a key beside the certificates stays where it is', async () => {
  expect((await check('server-key other-ca server', { 'ca.pem': 'ca' })).after).toBe('server-key server');
});

test('a chain that would not validate is not completed', async () => {
  const expired = await makeCertificate({ cn: 'Old', ca: true, issuer: root, from: day(-9), to: day(-1) });
  texts.set('expired-ca', expired.certificate);
  const server = await makeCertificate({ cn: 'leaf', dns: ['a.internal'], issuer: expired, ...span });
  texts.set('of-expired', server.certificate);
  expect(await check('of-expired', { 'cas.pem': 'root expired-ca' })).toEqual({
    rules: ['path-invalid'],
    after: 'of-expired',
  });
});
