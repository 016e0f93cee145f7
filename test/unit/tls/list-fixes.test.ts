import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../server/core/lint/finding.ts';
import { applyPass, planPass } from '../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { cipherStrings } from '../../support/cipher-strings.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { NginxFolder } from '../config/nginx/nginx.ts';

const rules = [
  'tls/no-unknown-cipher',
  'tls/no-weak-cipher',
  'tls/no-static-rsa-or-ffdhe-cipher',
  'tls/no-lowered-security-level',
  'tls/no-tls13-suite-in-cipher-list',
  'tls/require-modern-groups',
];

async function findings(language: string, text: string): Promise<Finding[]> {
  const { findings: all } = await analyseText(language, text);
  return all.filter(({ rule }) => rules.includes(rule));
}

/** The text after fixing everything at once, again and again, and what is then still reported. */
async function fixAll(language: string, text: string): Promise<{ text: string; left: Finding[] }> {
  let at = text;
  for (let pass = 0; pass < 8; pass++) {
    const left = await findings(language, at);
    const uri = left.flatMap(({ fixes }) => fixes).flatMap(({ edits }) => edits)[0]?.uri;
    if (uri === undefined) return { text: at, left };
    const { edits } = planPass([{ uri, findings: left }], () => true);
    at = applyPass(at, edits.get(uri) ?? []);
  }
  throw new Error(`still not fixed: ${at}`);
}

const nginx = new NginxFolder();
beforeAll(() => nginx.makeCertificates());
afterAll(() => nginx.remove());

const inNginx = (lines: string): string =>
  `server {\n    listen unix:a.sock ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ${lines}\n}\n`;
const inNode = (options: string): string => `require('node:tls').createSecureContext({ ${options} });\n`;
const inPython = (line: string): string => `import ssl\n\ncontext = ssl.create_default_context()\n${line}\n`;

function accepted(language: string, text: string): string {
  if (language === 'nginx') {
    const { accepted: isAccepted, output } = nginx.testHttp(text);
    return isAccepted ? '' : output;
  }
  const [program, args] = language === 'python' ? ['python3', ['-']] : [process.execPath, ['-']];
  const { status, stderr } = spawnSync(program, args, { input: text, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

const strings = [
  'ALL:eNULL:@SECLEVEL=0',
  'ECDHE+AESGCM:RC4-SHA:DES-CBC3-SHA:!aNUL:ECDHE-RSA-AES128-GCM-SHA265',
  'AES128-SHA:AES256-SHA:RC4-SHA:DES-CBC3-SHA:RC4-MD5',
  'ALL:!aNULL:!EXPORT56:RC4+RSA:+HIGH:+MEDIUM:+LOW:+SSLv2:+EXP',
  'HIGH',
  'HIGH:!aNULL:!MD5:!RC4',
  'aNULL',
  'NULL-SHA:aNULL:@SECLEVEL=0',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:ECDHE+CHACHA20',
  'DEFAULT@SECLEVEL=1',
  'modern',
  '@SECLEVEL=2:DEFAULT',
  'ECDHE+AESGCM:DEFAULT',
  'DHE-RSA-AES128-GCM-SHA256',
  'RC4',
];

describe.each([
  ['nginx', (text: string) => inNginx(`ssl_ciphers ${text};`)],
  ['nginx', (text: string) => inNginx(`ssl_ciphers '${text}';`)],
  ['javascript', (text: string) => inNode(`ciphers: '${text}'`)],
  ['javascript', (text: string) => inNode(`ciphers: ${JSON.stringify(text.split(':'))}.join(':')`)],
  ['python', (text: string) => inPython(`context.set_ciphers('${text}')`)],
  ['python', (text: string) => inPython(`context.set_ciphers('${text.split(':').join(":'\n                    '")}')`)],
] as const)('%s', (language, write) => {
  // BoringSSL's, with which nginx alone may be built.
  const more = language === 'nginx' ? [] : ['[ECDHE-RSA-AES128-GCM-SHA256|AES128-SHA]'];
  test.each([...strings, ...more].map((text) => [text]))('%s is repaired', async (text) => {
    const before = write(text);
    expect(await findings(language, before)).not.toEqual([]);
    const after = await fixAll(language, before);
    expect(after.left).toEqual([]);
    expect(accepted(language, after.text), after.text).toBe('');
  });
});

test.each([
  ['nginx', inNginx('ssl_ecdh_curve X25519:no-such-group;')],
  ['nginx', inNginx('ssl_ecdh_curve secp384r1;')],
  ['nginx', inNginx('ssl_ciphers TLS_AES_128_GCM_SHA256;')],
  ['nginx', inNginx('ssl_ciphers ECDHE+AESGCM:TLS_AES_128_GCM_SHA256;')],
  ['nginx', inNginx('ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256:TLS_NO_SUCH_SUITE;')],
  ['nginx', inNginx('ssl_conf_command CipherString DEFAULT@SECLEVEL=0;')],
  ['javascript', inNode("ecdhCurve: 'prime192v1'")],
  ['javascript', inNode("ciphers: 'TLS_AES_128_GCM_SHA256:TLS_NO_SUCH_SUITE:AES128-SHA'")],
  ['python', inPython("context.set_ciphers('TLS_AES_128_GCM_SHA256')")],
])('%s: %j is repaired', async (language, before) => {
  expect(await findings(language, before)).not.toEqual([]);
  const after = await fixAll(language, before);
  expect(after.left).toEqual([]);
  expect(accepted(language, after.text), after.text).toBe('');
});

/** What nobody has to be told about. */
test.each([
  ['nginx', inNginx('ssl_ciphers ECDHE+AESGCM:!RC4:-3DES:!EXPORT:!aNULL;')],
  ['nginx', inNginx('ssl_ciphers "$ciphers:RC4";')],
  ['nginx', inNginx('ssl_ciphers {{ ciphers }};')],
  ['nginx', inNginx('ssl_ecdh_curve auto;')],
  ['nginx', inNginx('ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1:secp384r1;')],
  ['javascript', inNode('ciphers: undefined')],
  ['javascript', inNode('ciphers: process.env.RC4')],
  ['python', inPython("context.set_ciphers('DEFAULT')")],
  ['python', inPython("context.set_ciphers('DEFAULT:@SECLEVEL=2')")],
])('%s: %j is left alone', async (language, text) => {
  expect(await findings(language, text)).toEqual([]);
});

test('fixing any string ends, in one that nobody reports and OpenSSL takes', async () => {
  const plain = cipherStrings.filter((text) => !/["'\n\\$]/.test(text) && text !== '');
  await fc.assert(
    fc.asyncProperty(plain, async (text) => {
      const after = await fixAll('python', inPython(`context.set_ciphers("${text}")`));
      // What only brings a choice of names may be left.
      expect(after.left.flatMap(({ fixes }) => fixes)).toEqual([]);
      const errors = after.left.filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a hostile list costs little time, and has few findings', async () => {
  for (const item of ['FOO:', 'AES:-AES:', '!FOO:AES:', 'RC4:', 'TLS_RSA_WITH_AES_128_CBC_SHA:']) {
    const text = inNginx(`ssl_ciphers ${item.repeat(100_000 / item.length)};`);
    const used = cpuTime();
    const found = await findings('nginx', text);
    for (const { fixes } of found) expect(fixes.length).toBeLessThan(5);
    expect(found.length).toBeLessThan(50);
    expect(found.some(({ message }) => /too long/.test(message.template))).toBe(true);
    expect(used()).toBeLessThan(5000);
  }
});
