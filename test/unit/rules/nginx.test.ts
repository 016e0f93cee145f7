import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ruleDocs, rules } from '../../../server/core/rules/index.ts';
import { NginxFolder } from '../config/nginx/nginx.ts';

/** What nginx refuses by design: the findings are its own errors, seen while typing. */
const refused = new Set([
  'nginx/unknown-directive',
  'nginx/wrong-context',
  'nginx/wrong-argument-count',
  'nginx/missing-semicolon',
  'nginx/unbalanced-brace',
  'nginx/conflicting-session-cache',
  'nginx/invalid-value',
  'nginx/hsts-unquoted',
  'nginx/unknown-variable',
  'nginx/newer-directive',
  'nginx/duplicate-directive',
  'nginx/duplicate-listen',
  'nginx/invalid-address',
  'nginx/invalid-condition',
  'nginx/invalid-regular-expression',
  'nginx/invalid-table',
]);
/** A certificate for the server stands around every example; one for its peer does not. */
const isRefused = (id: string, text: string): boolean =>
  refused.has(id) ||
  (id === 'nginx/missing-certificate' && /proxy_ssl_certificate|^ {4}ssl_certificate certs/m.test(text));
/** Directives newer than the nginx that judges, modules that it may lack, and files that are elsewhere. */
const newer =
  /http[23] on|add_header_inherit|ssl_certificate_cache|\bquic\b|^mail|data:\$|\/srv\/www|\/letsencrypt\/|\/etc\/ssl\/|ssl_crl/;

const folder = new NginxFolder();

beforeAll(() => {
  folder.makeCertificates();
  const { status, stderr } = folder.openssl('x509', '-in', 'certs/ca.pem', '-out', 'certs/other.pem');
  copyFileSync(join(folder.path, 'certs/server.pem'), join(folder.path, 'certs/second.pem'));
  expect(status, stderr).toBe(0);
  writeFileSync(join(folder.path, 'certs/passwords'), 'fixture\n');
});
afterAll(() => folder.remove());

/** The example with a certificate for every server, and hosts that can be looked up. */
function accepted(text: string, extra = ''): boolean {
  const certificate = 'ssl_certificate certs/server.pem; ssl_certificate_key certs/server.key;';
  const path = folder.path;
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path "${path}/temp";`);
  const outer = `${temp.join(' ')} access_log off; ${certificate} ${extra}`;
  const known = text
    .replace(/\bapp(?:\.internal)?(?=[:;/])/g, 'localhost')
    .replace('certs/other.pem;', 'certs/other.pem;');
  const whole = /^(?:http|stream) \{/m.test(known)
    ? known.replace(/^http \{/m, `http { ${outer}`)
    : `http { ${outer}\n${known}\n}`;
  const file = join(path, 'example.conf');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, whole);
  const verdict = folder.test(whole);
  return verdict.accepted;
}

const examples = rules.flatMap(({ id }, i) => {
  if (!id.startsWith('nginx/')) return [];
  const docs = ruleDocs[i];
  return [...(docs?.invalid ?? []), ...(docs?.valid ?? [])].map((example) => ({
    id,
    example,
    isInvalid: docs?.invalid.includes(example) ?? false,
  }));
});

describe('nginx -t', () => {
  const runnable = examples.filter(({ example }) => !/^stream/m.test(String(example.text)));

  test.each(
    runnable
      .filter(({ example }) => !newer.test(String(example.text)))
      .map((all) => [all.id, String(all.example.text), all] as const),
  )('%s: %j is taken or refused as the rule says', (id, text, { isInvalid }) => {
    const own = text.replace('my_module on;', '').replace(/more_set_headers .*;/, '');
    expect(accepted(own)).toBe(!(isRefused(id, text) && isInvalid));
  });

  test.each(
    runnable
      .filter(({ example: { fixed } }) => fixed !== undefined && !newer.test(fixed))
      .map(({ id, example }) => [id, example.fixed ?? ''] as const),
  )('%s: accepts %j', (_, fixed) => expect(accepted(fixed.replace(/more_set_headers .*;/, ''))).toBe(true));
});
