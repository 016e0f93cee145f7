/** The setting `guideline` is what fixes write, and what tls/guideline-profile compares with. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import type { Settings } from '../../../server/core/lint/settings.ts';
import { type GuidelineName, guidelines } from '../../../server/core/tls/guideline.ts';
import { analyseText } from '../../support/analyse-text.ts';

const finite = ':DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305';

/** A server with one setting, after the preferred fixes of one rule. */
async function fixed(setting: string, rule: string, settings: Partial<Settings>): Promise<string> {
  const text = `server {\n    listen 443 ssl;\n    ${setting}\n}\n`;
  const { findings } = await analyseText('nginx', text, {}, settings);
  const edits = findings
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
  return applyEdits(text, edits)?.split('\n')[2]?.trim() ?? '';
}

describe('fixes', () => {
  test.each<[GuidelineName, string, string, string]>([
    ['intermediate', 'tls/no-deprecated-protocol', 'ssl_protocols TLSv1;', 'ssl_protocols TLSv1.2 TLSv1.3;'],
    ['modern', 'tls/no-deprecated-protocol', 'ssl_protocols TLSv1;', 'ssl_protocols TLSv1.3;'],
    ['modern', 'tls/no-deprecated-protocol', 'ssl_protocols TLSv1 TLSv1.2;', 'ssl_protocols TLSv1.3;'],
    ['modern-5.7', 'tls/no-unreachable-protocol-range', 'ssl_protocols SSLv3;', 'ssl_protocols TLSv1.3;'],
    [
      'intermediate',
      'tls/no-static-rsa-or-ffdhe-cipher',
      'ssl_ciphers AES128-SHA;',
      `ssl_ciphers ${guidelines.intermediate.ciphers.join(':')};`,
    ],
    [
      'intermediate-5.7',
      'tls/no-static-rsa-or-ffdhe-cipher',
      'ssl_ciphers AES128-SHA;',
      `ssl_ciphers ${guidelines.intermediate.ciphers.join(':')}${finite};`,
    ],
    [
      'modern',
      'tls/no-static-rsa-or-ffdhe-cipher',
      'ssl_ciphers AES128-SHA;',
      `ssl_ciphers ${guidelines.intermediate.ciphers.join(':')};`,
    ],
  ])('%s, %s: %s', async (guideline, rule, before, after) => {
    expect(await fixed(before, rule, { guideline })).toBe(after);
    expect(await fixed(after, rule, { guideline })).toBe(after);
  });
});

describe('tls/guideline-profile', () => {
  const rules = { 'tls/guideline-profile': 'hint' } as const;
  const rule = 'tls/guideline-profile';

  test.each<[GuidelineName, Partial<Settings>, string, string]>([
    ['modern', {}, 'ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.3;'],
    ['intermediate', {}, 'ssl_protocols TLSv1.3;', 'ssl_protocols TLSv1.2 TLSv1.3;'],
    ['intermediate', {}, 'ssl_ciphers ECDHE+AESGCM;', `ssl_ciphers ${guidelines.intermediate.ciphers.join(':')};`],
    [
      'intermediate-5.7',
      {},
      'ssl_ciphers ECDHE+AESGCM;',
      `ssl_ciphers ${guidelines.intermediate.ciphers.join(':')}${finite};`,
    ],
    ['intermediate', {}, 'ssl_ecdh_curve X25519:P-256;', 'ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1:secp384r1;'],
    [
      'intermediate',
      { openSslVersion: '3.0' },
      'ssl_ecdh_curve X25519:P-256;',
      'ssl_ecdh_curve X25519:prime256v1:secp384r1;',
    ],
    ['intermediate-5.7', {}, 'ssl_ecdh_curve X25519:P-256;', 'ssl_ecdh_curve X25519:prime256v1:secp384r1;'],
    [
      'intermediate',
      {},
      'ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;',
      `ssl_conf_command Ciphersuites ${guidelines.intermediate.suites.join(':')};`,
    ],
  ])('%s, %j: %s', async (guideline, settings, before, after) => {
    expect(await fixed(before, rule, { ...settings, guideline, rules })).toBe(after);
    expect(await fixed(after, rule, { ...settings, guideline, rules })).toBe(after);
  });

  test('is off where nobody switches it on', async () => {
    const { findings } = await analyseText('nginx', 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n}\n');
    expect(findings).toEqual([]);
  });

  test('says nothing about clients', async () => {
    const text =
      'server {\n    location / {\n        proxy_pass http://localhost;\n        proxy_ssl_protocols TLSv1.3;\n    }\n}\n';
    const { findings } = await analyseText('nginx', text, {}, { rules });
    expect(findings.filter((finding) => finding.rule === rule)).toEqual([]);
  });
});
