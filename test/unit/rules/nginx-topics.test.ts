/**
 * Configurations about the topics of nginx's documentation, without a mistake: no finding at all, and nginx accepts them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { language } from '../../../server/core/config/nginx/language.ts';
import { reader } from '../../../server/core/config/nginx/reader.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { mistakeFiles } from './nginx-mistakes/files.ts';
import { Judge } from './nginx-mistakes/judge.ts';

const folder = new URL('../config/nginx/topics/', import.meta.url);
const topics = readdirSync(folder).map(
  (name) => [name.replace(/\.conf$/, ''), readFileSync(new URL(name, folder), 'utf8')] as const,
);

/** Why the nginx of the tests does not accept one as it is. */
const refused: Readonly<Record<string, RegExp>> = {
  'needs a newer nginx':
    /^(?:http2 on|http3|add_header_inherit|acme_|ssl_certificate_cache)|^\s+(?:http2 on|listen 443 quic|add_header_inherit|ssl_certificate_cache)/m,
  'needs OpenSSL 3.5': /X25519MLKEM768/,
  'is included in a server': /^location/,
  'is filled in before nginx reads it': /\{\{|\{%|<%|\$\{(?:[A-Z]|server_name\})|^\s*(?:\.{3}|\{if)/m,
  'names files and users of another machine':
    /\/etc\/(?:letsencrypt|pki|keys|ssl\/nginx|nginx\/certs|nginx\/htpasswd|nginx\/dhparam)|modules-enabled|^user /m,
  'needs a module that is not part of nginx':
    /_by_lua|more_set|^\s*(?:location .*)?echo |image_filter|js_import|\/srv\/certs\//m,
};

function reasonOf(text: string): string | undefined {
  return Object.entries(refused).find(([, pattern]) => pattern.test(text))?.[0];
}

const judge = new Judge();
let files: Record<string, string>;

beforeAll(async () => {
  const known = await mistakeFiles();
  const of = (name: string): string => known.get(name) ?? expect.fail(name);
  files = {
    'certs/server.pem': of('server'),
    'certs/server.key': of('server-key'),
    'certs/rsa.pem': of('rsa'),
    'certs/rsa.key': of('rsa-key'),
    'certs/stapled.pem': of('with-ocsp'),
    'certs/stapled.key': of('with-ocsp-key'),
    'certs/client.pem': of('client'),
    'certs/client.key': of('client-key'),
    'certs/ca.pem': of('ca'),
    'certs/other-ca.pem': of('other-ca'),
    'certs/ca.crl': of('crl'),
    'certs/ticket.key': of('bytes-80'),
  };
});
afterAll(() => judge.remove());

test('there are more than a hundred', () => expect(topics.length).toBeGreaterThan(100));

describe.each(topics)('%s', (_, text) => {
  test('gives no finding', async () => {
    // Names that these certificates are not for are no mistake of the configuration.
    const named = text.replace(/\b(?!a\.|b\.)[\w-]+\.example(?=[; ])/g, 'a.example');
    const { findings } = await analyseText('nginx', named, files);
    expect(findings.map(({ rule, span }) => `${rule}: ${named.slice(span.start, span.end)}`)).toEqual([]);
  });

  test('is read to its end', () => {
    expect(language.recognises?.(text)).toBe(true);
    expect(reader.read(text).problems).toEqual([]);
  });

  if (reasonOf(text) !== undefined) return;
  test('is accepted by nginx', () => {
    const { accepted, told } = judge.run(text, files, {
      'standard/server.pem': files['certs/server.pem'] ?? '',
      'standard/server.key': files['certs/server.key'] ?? '',
    });
    expect(accepted, JSON.stringify(told)).toBe(true);
  });
});

test('nginx’s own default configurations give no finding but one that is right', async () => {
  for (const path of ['nginx.conf', 'sites-available/default', 'snippets/snakeoil.conf', 'snippets/fastcgi-php.conf']) {
    const text = readFileSync(join('/etc/nginx', path), 'utf8');
    const { findings } = await analyseText('nginx', text);
    // Debian 12 allows TLS 1.0 and 1.1.
    const expected = /ssl_protocols TLSv1 TLSv1\.1/.test(text) ? ['tls/no-deprecated-protocol: TLSv1 TLSv1.1'] : [];
    expect(
      findings.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`),
      path,
    ).toEqual(expected);
  }
});
