import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import type { ProgramVersions } from '../../../../server/core/config/completion.ts';
import { recommend } from '../../../../server/core/config/nginx/recommended.ts';
import { type GuidelineName, guidelines, recommendedCiphers } from '../../../../server/core/tls/guideline.ts';
import { analyseText } from '../../../support/analyse-text.ts';
import { makeCertificate } from '../../../support/certificates.ts';
import { fixtureTime } from '../../../support/fixtures.ts';

const current: ProgramVersions = { nginx: '1.30', openSsl: '3.5' };
const installed: ProgramVersions = { nginx: '1.22.1', openSsl: '3.0' };

/** The text with the guideline in the block at `¦`; undefined where nothing is offered. */
function apply(
  marked: string,
  versions = current,
  guideline: GuidelineName = 'intermediate',
  withHsts = false,
): string | undefined {
  const at = marked.indexOf('¦');
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const found = recommend(text, at, guidelines[guideline], versions);
  return found && applyEdits(text, [...found.edits, ...(withHsts ? (found.hsts ?? []) : [])]);
}

const groups = 'X25519MLKEM768:X25519:prime256v1:secp384r1';

test('a server gets all of it, behind its other settings', () => {
  expect(
    apply(`server {
    listen 443 ssl; # for all
    server_name a.example;
    ssl_certificate a.pem;
    ssl_certificate_key a.key;¦

    location / { return 204; }
}
`),
  ).toBe(`server {
    listen 443 ssl; # for all
    server_name a.example;
    ssl_certificate a.pem;
    ssl_certificate_key a.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ${recommendedCiphers};
    ssl_ecdh_curve ${groups};
    ssl_session_timeout 1d;
    ssl_session_cache shared:SSL:10m;

    location / { return 204; }
}
`);
});

test('what is there is replaced where it stands; comments and layout stay', () => {
  expect(
    apply(`http {
\tserver {
\t\tlisten 443 ssl;
\t\tssl_protocols TLSv1 TLSv1.1; # old tills
\t\tssl_protocols TLSv1.2;
\t\t# From a blog.
\t\tssl_ciphers "HIGH:!aNULL";
\t\tssl_prefer_server_ciphers on;
\t\tssl_session_cache shared:MINE:1m; # one for all
\t\tssl_session_timeout 10m;
\t\tssl_conf_command CipherString DEFAULT;
\t\tssl_conf_command Options KTLS;¦
\t}
}
`),
  ).toBe(`http {
\tserver {
\t\tlisten 443 ssl;
\t\tssl_protocols TLSv1.2 TLSv1.3; # old tills
\t\t# From a blog.
\t\tssl_ciphers ${recommendedCiphers};
\t\tssl_prefer_server_ciphers off;
\t\tssl_session_cache shared:MINE:1m; # one for all
\t\tssl_session_timeout 10m;
\t\tssl_conf_command Options KTLS;
\t\tssl_ecdh_curve ${groups};
\t}
}
`);
});

test('what is inherited and good is not written again', () => {
  expect(
    apply(`http {
    ssl_protocols TLSv1.3 TLSv1.2;
    ssl_ciphers ${recommendedCiphers};
    ssl_ecdh_curve ${groups};
    ssl_session_cache shared:S:5m;
    ssl_session_timeout 1h;
    server {
        listen 443 ssl;
        ssl_protocols TLSv1;¦
    }
}
`),
  ).toContain('listen 443 ssl;\n        ssl_protocols TLSv1.2 TLSv1.3;\n    }');
});

test('another server’s cache is used with its own size', () => {
  const text = 'server { listen 443 ssl; ssl_session_cache shared:a:2m; }\nserver {\n  listen 443 ssl;¦\n}\n';
  expect(apply(text)).toContain('  ssl_session_cache shared:a:2m;\n}');
});

test('the versions decide about groups and tickets, the guideline about the rest', () => {
  const text = 'server {\n    listen 443 ssl;¦\n    ssl_ciphers HIGH;\n}\n';
  expect(apply(text, installed)).toContain('ssl_ecdh_curve X25519:prime256v1:secp384r1;');
  expect(apply(text, installed)).toContain('ssl_session_tickets off;');
  expect(apply(text, current, 'modern')).toContain('ssl_protocols TLSv1.3;');
  expect(apply(text, current, 'modern')).not.toContain('ssl_ciphers');
  expect(apply(text, current, 'intermediate-5.7')).toContain(':DHE-RSA-CHACHA20-POLY1305;');
});

test('HSTS is apart', () => {
  const text = 'server {\n    listen 443 ssl;¦\n}\n';
  expect(apply(text)).not.toContain('add_header');
  expect(apply(text, current, 'intermediate', true)).toContain(
    '    add_header Strict-Transport-Security "max-age=63072000" always;\n',
  );
  for (const other of [
    'http {\n    add_header X y;\n    server {\n        listen 443 ssl;¦\n    }\n}\n',
    'server {\n    listen 443 ssl;¦\n    add_header strict-transport-security max-age=1;\n}\n',
    'stream {\n    server {\n        listen 443 ssl;¦\n    }\n}\n',
    'http {¦\n    ssl_protocols TLSv1;\n}\n',
  ]) {
    expect(apply(other, current, 'intermediate', true)?.match(/max-age=63072000/)).toBeNull();
  }
});

describe('nothing is offered', () => {
  test.each([
    ['for a server without TLS', 'server {\n  listen 80;¦\n}\n'],
    ['where no server is', 'events {\n  ¦\n}\n'],
    ['in a template', 'server {\n  {% if x %}\n  listen 443 ssl;¦\n  {% endif %}\n}\n'],
    [
      'beside a file that may have the same settings',
      'server {\n  listen 443 ssl;¦\n  include options-ssl-nginx.conf;\n}\n',
    ],
    [
      'where all is so already',
      `server {\n  listen 443 ssl;¦\n  ssl_protocols TLSv1.2 TLSv1.3;\n  ssl_ciphers ${recommendedCiphers};\n  ssl_ecdh_curve ${groups};\n  ssl_session_timeout 1d;\n  ssl_session_cache shared:a:1m;\n  add_header Strict-Transport-Security max-age=63072000 always;\n}\n`,
    ],
    ['where a line is broken', 'server {\n  listen 443 ssl;¦\n  ssl_protocols TLSv1\n}\n'],
  ])('%s', (_, text) => {
    expect(apply(text)).toBeUndefined();
  });
});

describe('nginx itself takes it, and nothing is found any more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-recommended-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
  const leaf = await makeCertificate({ cn: 'a.example', dns: ['a.example'], from: day(-1), to: day(100) });
  writeFileSync(join(folder, 'a.pem'), leaf.certificate);
  writeFileSync(join(folder, 'a.key'), leaf.privateKey);
  const pair = 'ssl_certificate a.pem; ssl_certificate_key a.key;';

  test.each([
    `events {}\nhttp {\n  server {\n    listen 18443 ssl;\n    ${pair}¦\n  }\n}\n`,
    `events {}\nhttp {\n  server { listen 18443 ssl; ${pair}¦ }\n}\n`,
    `events {}\nhttp {\n  ${pair}¦\n  ssl_protocols SSLv3 TLSv1;\n  ssl_session_cache builtin:1000 shared:x:1m;\n  server { listen 18443 ssl; ssl_session_cache shared:x:1m; }\n}\n`,
    `events {}\nhttp {\n  server {\n    listen 18443 ssl;\n    ${pair}¦\n    ssl_ciphers\n      # long ago\n      RC4:HIGH;\n    ssl_conf_command MinProtocol TLSv1;\n    ssl_session_timeout 7d;\n    ssl_session_tickets on;\n    add_header X-Y z;\n  }\n}\n`,
    `events {}\nmail {\n  auth_http 127.0.0.1:9;\n  server {\n    listen 18993 ssl;\n    protocol imap;\n    ${pair}¦\n    ssl_protocols TLSv1;\n  }\n}\n`,
    `events {}\nstream {\n  server {\n    listen 18853 ssl;\n    proxy_pass 127.0.0.1:9;\n    ${pair}¦\n    ssl_ecdh_curve secp521r1;\n  }\n}\n`,
    `events {}\nhttp {¦\n  server {\n    listen 18443 ssl;\n    ${pair}\n  }\n}\n`,
  ])('%j', async (marked) => {
    const written = apply(marked, installed, 'intermediate', true) ?? '';
    const part = /^(mail|stream) \{/m.exec(written)?.[1];
    const module = `/usr/lib/nginx/modules/ngx_${part}_module.so`;
    const text = part ? `load_module ${module};\n${written}` : written;
    writeFileSync(join(folder, 'nginx.conf'), text);
    const { stderr, status } = spawnSync(
      'nginx',
      ['-t', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf'), '-g', `pid ${folder}/pid;`],
      { encoding: 'utf8' },
    );
    expect(stderr.split('\n').filter((line) => /emerg|warn/.test(line) && !/"user" directive/.test(line))).toEqual([]);
    expect(status).toBe(0);
    const { findings } = await analyseText('nginx', written, {}, { nginxVersion: '1.22.1', openSslVersion: '3.0' });
    const about = findings.filter(({ rule }) =>
      /protocol|cipher|group|session|security-level|duplicate|hsts-/.test(rule),
    );
    expect(about.map(({ rule }) => rule)).toEqual([]);
  });
});
