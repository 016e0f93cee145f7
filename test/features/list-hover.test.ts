import { afterEach, expect, test } from 'vitest';
import { type ClientOptions, type LspClient, startClient, textOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** The card at `$0`, without empty lines and the head of its table. */
async function cardAt(path: string, marked: string, more: ClientOptions = {}): Promise<string[]> {
  client = await startClient({ files: {}, ...more });
  const position = await client.open(path, marked);
  return textOf(await client.hover(path, position))
    .replaceAll('&nbsp;&nbsp; |', ' |')
    .split('\n')
    .filter((line) => line !== '' && !/^\|(?: \| \|$|:--)/.test(line));
}

const nginx = (lines: string): string => `server {\n  listen 443 ssl;\n  ${lines}\n}\n`;

test('an item and the suites of the whole list, in order, with what is wrong with them', async () => {
  expect(await cardAt('a.conf', nginx('ssl_ciphers ECDHE+AES$0GCM:AES128-SHA:aNULL:FOO:!ECDSA;'))).toEqual([
    '`ECDHE+AESGCM` adds 4 suites: `ECDHE-ECDSA-AES256-GCM-SHA384`, `ECDHE-RSA-AES256-GCM-SHA384`, `ECDHE-ECDSA-AES128-GCM-SHA256`, `ECDHE-RSA-AES128-GCM-SHA256`',
    'Key exchange by elliptic curves, with a certificate: forward secrecy. Authenticated encryption with AESGCM.',
    '**Cipher list** · 3 suites of TLS 1.2 and earlier, in this order · OpenSSL 3.5',
    '2 recommended · 1 without forward secrecy · 1 with CBC',
    'Dropped without a word: `FOO`',
    '| | | IANA |',
    '| ECDHE-RSA-AES256-GCM-SHA384 | ✓ recommended | Y |',
    '| ECDHE-RSA-AES128-GCM-SHA256 | ✓ recommended | Y |',
    '| AES128-SHA | ⚠ no forward secrecy, CBC | D |',
    'IANA (RFC 9847): Y recommended, N no statement, D discouraged.',
    'Listed, but refused by the security level: `ADH-AES256-GCM-SHA384`, `ADH-AES128-GCM-SHA256`, `ADH-AES256-SHA256`, `ADH-CAMELLIA256-SHA256`, `ADH-AES128-SHA256`, `ADH-CAMELLIA128-SHA256`, and 7 more',
  ]);
});

test.each([
  ['ECDHE+AESGCM:!EC$0DSA', '`!ECDSA` takes out 2 suites, for good: '],
  ['ECDHE+AESGCM:-EC$0DSA', '`-ECDSA` takes out 2 suites: '],
  ['ECDHE+AESGCM:+EC$0DSA', '`+ECDSA` puts 2 suites last: '],
  ['ECDHE+AESGCM:!aN$0ULL', '`!aNULL` takes nothing out, and lets nothing of it in later.'],
  ['ECDHE+AESGCM:AES$0GCM+ECDHE', '`AESGCM+ECDHE` changes nothing here.'],
  ['ECDHE+AESGCM:@STR$0ENGTH', '`@STRENGTH` sorts what is listed so far by the bits of its cipher.'],
  ['DEF$0AULT', '`DEFAULT` stands for what OpenSSL allows by default: 57 suites.'],
  [
    'ECDHE+AESGCM:ECDHE-RSA-AES128-GCM-SHA26$05',
    'OpenSSL 3.5 does not know `ECDHE-RSA-AES128-GCM-SHA265` and drops it without a word. `ECDHE-RSA-AES128-GCM-SHA256` was probably meant.',
  ],
])('what %s does', async (list, expected) => {
  const [first] = await cardAt('a.conf', nginx(`ssl_ciphers ${list};`));
  expect(first?.slice(0, expected.length)).toBe(expected);
});

test.each([
  [
    'ECDHE-RSA-AES128-GCM-SH$0A256',
    'TLS\\_ECDHE\\_RSA\\_WITH\\_AES\\_128\\_GCM\\_SHA256: key exchange ECDHE, certificate RSA, cipher AESGCM(128). IANA: Y, recommended (RFC 8447).',
  ],
  ['HIGH:!aN$0ULL', 'Without a certificate: whoever is in between can play the server.'],
  ['HIGH:-SHA$01', 'Suites with an HMAC of this hash, which are in CBC mode; not those in GCM.'],
  ['HIGH:!TLS$0v1.2', 'Suites that came with this version; nothing about which versions are spoken.'],
])('what the words of %s mean', async (list, expected) => {
  const [, second] = await cardAt('a.conf', nginx(`ssl_ciphers ${list};`));
  expect(second).toBe(expected);
});

test('the version is the one of the settings', async () => {
  const text = nginx('ssl_ciphers TLS_ECDHE_RSA_WITH_AES_128_GCM_SH$0A256;');
  expect(await cardAt('a.conf', text)).toContain('| ECDHE-RSA-AES128-GCM-SHA256 | ✓ recommended | Y |');
  const lines = await cardAt('a.conf', text, { settings: { openSslVersion: '3.0' } });
  expect(lines).toContain('**Cipher list** · OpenSSL refuses it: no cipher match · OpenSSL 3.0');
});

test('a long list is cut, and says how much of it is not shown', async () => {
  const lines = await cardAt('a.conf', nginx('ssl_ciphers HI$0GH:!aNULL:!MD5;'), {
    settings: { openSslVersion: '3.0' },
  });
  expect(lines).toContain('**Cipher list** · 71 suites of TLS 1.2 and earlier, in this order · OpenSSL 3.0');
  expect(lines.filter((line) => /^\| [A-Z]/.test(line))).toHaveLength(20);
  expect(lines).toContain('and 51 more');
});

test('what comes from the file is text, whatever it is', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `[x](http://e.example/${i})`).join(':');
  const lines = await cardAt('a.conf', nginx(`ssl_ciphers "AES1$028-SHA:<b>${'a'.repeat(5000)}\`|\u202e:${names}";`));
  const text = lines.join('\n');
  expect(text).not.toMatch(/\]\(http|\u202e/);
  expect(text.length).toBeLessThan(4000);
});

test('TLS 1.3 suites and groups', async () => {
  expect(await cardAt('a.conf', nginx('ssl_conf_command Ciphersuites TLS_AES_128_CC$0M_8_SHA256:TLS_FOO;'))).toEqual([
    '`TLS_AES_128_CCM_8_SHA256` · IANA: N, neither recommended nor discouraged.',
    '**Suites of TLS 1.3** · OpenSSL 3.5',
    '| | | IANA |',
    '| TLS_AES_128_CCM_8_SHA256 | ⚠ short tag | N |',
    'IANA (RFC 9847): Y recommended, N no statement, D discouraged.',
    'Dropped without a word: `TLS_FOO`',
  ]);
  await client?.stop();
  expect(await cardAt('a.conf', nginx('ssl_ecdh_curve X25519ML$0KEM768:P-256;'))).toEqual([
    '`X25519MLKEM768`: Post-quantum and elliptic curve together: safe as long as one of them is.',
    '**Key exchange groups** · OpenSSL 3.5',
    '- X25519MLKEM768 · post-quantum',
    '- secp256r1',
  ]);
});

test.each([
  ['a.js', "const list = ['ECDHE+AESGCM', 'AES$0128-SHA'].join(':');\nrequire('tls').connect({ ciphers: list });\n"],
  [
    'a.py',
    "import ssl\ncontext = ssl.create_default_context()\ncontext.set_ciphers('ECDHE+AESGCM'\n  ':AES$0128-SHA')\n",
  ],
])('the item under the cursor in %s, among several literals', async (path, text) => {
  const [first] = await cardAt(path, text);
  expect(first).toBe('`AES128-SHA` adds this suite.');
});
