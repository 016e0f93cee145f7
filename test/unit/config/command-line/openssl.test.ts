/** Calls of openssl: what is found in which words, and what openssl itself makes of the fixed commands. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyPass, planPass } from '../../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../../support/analyse-text.ts';

/** Rule and underlined text of what is said about openssl. */
async function found(text: string, language = 'shell'): Promise<string[]> {
  const { findings } = await analyseText(language, text);
  return findings
    .filter(({ rule }) => rule.startsWith('openssl/'))
    .map(({ rule, span }) => `${rule.slice('openssl/'.length)}: ${text.slice(span.start, span.end)}`);
}

const names = '-subj /CN=a -addext basicConstraints=critical,CA:FALSE';

test.each<[string, string[]]>([
  ['openssl genrsa 512', ['short-key: 512']],
  ['openssl genrsa -out a.key -f4 1024', ['short-key: 1024']],
  ['sudo -u www /usr/bin/openssl genrsa -aes256 1024', ['short-key: 1024']],
  ['BITS=1024; openssl genrsa -out a.key $BITS', ['short-key: 1024']],
  ['"$OPENSSL" genrsa 1024', ['short-key: 1024']],
  ['openssl genrsa -out 1024.pem', []],
  ['openssl genrsa -out a.key 4096', []],
  ['openssl rand -hex 1024', []],
  ['openssl req --newkey=rsa:1024 -out a.csr', ['short-key: --newkey=rsa:1024']],
  ['openssl req -newkey "rsa:1024" -out a.csr', ['short-key: -newkey "rsa:1024"']],
  ['openssl req -newkey rsa:$BITS -out a.csr', []],
  ['openssl req -newkey ec:<(openssl ecparam -name prime192v1) -out a.csr', ['short-key: -name prime192v1']],
  ['openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-192 -out a', ['short-key: -pkeyopt ec_paramgen_curve:P-192']],
  ['openssl ecparam -name secp256k1 -genkey -out a.key', []],
  ['openssl ecparam -list_curves', []],
  ['openssl dhparam -dsaparam -out dh.pem 1024', ['short-key: 1024']],
  ['openssl dsaparam -genkey 1024', ['short-key: 1024']],
  [`openssl req -x509 -md5 -key a.key ${names}`, ['weak-digest: -md5']],
  ['openssl x509 -req -sha1 -extfile e -in a.csr -CA c -CAkey k', ['weak-digest: -sha1']],
  ['openssl x509 -sha1 -noout -fingerprint -in a', []],
  ['openssl req -in a.csr -noout -text -sha1', []],
  ['openssl md5 a.iso; openssl dgst -sha1 a.iso; openssl sha1 -hmac key a', []],
  ['openssl cms -sign -md sha1 -in a -signer b', ['weak-digest: -md sha1']],
  ['openssl x509 -req -set_serial 0x01 -extfile e -in a -CA c -CAkey k', ['fixed-serial: -set_serial 0x01']],
  ['openssl x509 -req -set_serial $(date +%s) -extfile e -in a -CA c -CAkey k', []],
  ['openssl x509 -req -set_serial "$SERIAL" -extfile e -in a -CA c -CAkey k', []],
  ['openssl x509 -req -in a -CA c -CAkey k -copy_extensions none', ['x509-req-without-extensions: openssl x509']],
  ['openssl x509 -req -in a -CA c -CAkey k $OPTIONS', []],
  ['openssl x509 -req -in "$IN" -CA "$CA" -CAkey "$KEY"', ['x509-req-without-extensions: openssl x509']],
  ['openssl x509 -in a.crt -CA c -CAkey k -out b', []],
  ['# openssl genrsa 1024', []],
  ['echo "openssl genrsa 1024"', []],
  ['grep -r "openssl genrsa 1024" .', []],
  ['openssl pkcs12 -in a.p12 -passin pass:', []],
  ['openssl rsa -in a.key -passin pass:x -passout env:P -aes256', ['password-on-command-line: -passin pass:x']],
  ['openssl rsa -in a.key -passin "pass:$P"', ['password-on-command-line: -passin "pass:$P"']],
  ['openssl rsa -in a.key -passin stdin -passout fd:3', []],
  ['openssl enc -d -aes-256-cbc -kfile k -in a', []],
  ['openssl genrsa -out local.key 2048', []],
  ['openssl genrsa -out aia/ca-issuers-key.pem 2048', []],
  ['openssl pkcs12 -export -des3 -in a -inkey b -passout env:P', []],
  ['openssl genrsa 4096 > rootCA.key', ['unencrypted-ca-key: openssl genrsa']],
  ['openssl genrsa -out "$CA_KEY" 4096', ['unencrypted-ca-key: openssl genrsa']],
  ['openssl genrsa -des3 -out ca.key 4096', ['weak-encryption: -des3']],
  ['openssl genpkey -algorithm ed25519 -out intermediate.key', ['unencrypted-ca-key: openssl genpkey']],
  ['openssl req -new -newkey rsa:2048 -nodes -keyout server.key -out server.csr', []],
  ['openssl req -x509 -key a.key -subj /CN=x', ['ca-without-key-usage: openssl req']],
  ['openssl req -x509 -key a.key -subj /CN=x $EXTENSIONS', []],
  ['OPENSSL_CONF=a.cnf openssl req -x509 -key a.key -subj /CN=x', []],
  ['openssl req -x509 -key a.key -extensions v3_ca -config <(cat /etc/ssl/openssl.cnf)', []],
  [
    'cat > a.cnf <<EOF\n[req]\nx509_extensions = v3\n[v3]\nbasicConstraints = CA:TRUE\nEOF\nopenssl req -x509 -config ./a.cnf -key a.key',
    ['ca-without-key-usage: basicConstraints = CA:TRUE'],
  ],
  [
    'cat > a.cnf <<EOF\n[req]\nx509_extensions = v3\n[v3]\nbasicConstraints = CA:TRUE\nkeyUsage = keyCertSign\nEOF\nopenssl req -x509 -config ./a.cnf -key a.key',
    [],
  ],
  ['openssl s_client -connect a:443 </dev/null | openssl x509 -noout -dates', []],
  ['openssl ca -config ca.cnf -gencrl -out ca.crl', []],
])('%s', async (text, expected) => {
  expect(await found(text)).toEqual(expected);
});

test('what one command makes and another signs with is known by its name as written', async () => {
  const script = (ca: string, leaf: string): string =>
    `openssl req -x509 -addext keyUsage=critical,keyCertSign ${ca} -key k.pem -out "\${DIR}/a.pem"
openssl x509 -req ${leaf} -in a.csr -CA $DIR/a.pem -CAkey k.pem -extfile e -out b.pem`;
  expect(await found(script('-days 300', '-days 400'))).toEqual(['ca-shorter-than-leaf: -days 300']);
  expect(await found(script('', '-days 400'))).toEqual(['ca-shorter-than-leaf: openssl req']);
  expect(await found(script('-days 400', '-days $DAYS'))).toEqual([]);
  expect(await found(script('-days 3650', '-days 400'))).toEqual([]);
  expect(await found(script('-days 300', '-days 400').replace('-CA $DIR/a.pem', '-CA b.pem'))).toEqual([]);
});

test('Markdown: the blocks of a page are one script', async () => {
  const text =
    '```sh\nopenssl genrsa -out k.pem 2048\n```\n\nthen\n\n```console\n$ openssl x509 -req -in a -CA c -CAkey k.pem -extfile e\n```\n';
  expect(await found(text, 'markdown')).toEqual(['unencrypted-ca-key: openssl genrsa']);
});

test('what a fix writes on stdin is not written where stdin is taken', async () => {
  for (const text of [
    'cat a.csr | openssl x509 -req -CA c -CAkey k -in /dev/stdin',
    'cat a.csr | openssl x509 -req -CA c -CAkey k',
    'openssl x509 -req -CA c -CAkey k < a.csr',
    'docker run a openssl x509 -req -in a -CA c -CAkey k',
  ]) {
    const { findings } = await analyseText('shell', text);
    expect(
      findings.flatMap(({ fixes }) => fixes),
      text,
    ).toEqual([]);
  }
});

async function fixAll(start: string): Promise<{ text: string; left: string[] }> {
  const uri = 'file:///workspace/subject.sh';
  let text = start;
  for (let pass = 0; pass < 6; pass++) {
    const { findings } = await analyseText('shell', text);
    const edits = planPass([{ uri, findings }], (one) => one === uri).edits.get(uri);
    if (!edits) break;
    text = applyPass(text, edits);
  }
  return { text, left: await found(text) };
}

describe('openssl verify accepts what fixed commands make', () => {
  const verify = (ca: string, leaf: string, purpose: string): string =>
    `openssl verify -x509_strict -purpose ${purpose} -CAfile ${ca} ${leaf}`;
  test.each<[string, string, string]>([
    [
      'a CA and a server',
      `openssl req -x509 -newkey rsa:1024 -keyout ca.key -passout file:pw -subj '/CN=Example CA' -days 365 -out ca.pem
openssl req -new -newkey rsa:1024 -noenc -keyout a.key -subj /CN=a.example -sha1 -out a.csr
openssl x509 -req -days 365 -in a.csr -CA ca.pem -CAkey ca.key -passin file:pw -set_serial 01 -sha1 -out a.crt
`,
      `${verify('ca.pem', 'a.crt', 'sslserver')} && openssl verify -CAfile ca.pem -verify_hostname a.example a.crt`,
    ],
    [
      'a client whose request has names',
      `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout ca.key -passout file:pw -subj '/CN=Example CA' -out ca.pem
openssl req -new -newkey rsa:2048 -noenc -keyout client.key -subj /CN=alice -addext subjectAltName=email:a@a.example,URI:urn:a -out client.csr
( openssl x509 -req -in client.csr -CA ca.pem -CAkey ca.key -passin file:pw -extensions v3_req -out client.crt )
`,
      `${verify('ca.pem', 'client.crt', 'sslclient')} && openssl x509 -in client.crt -noout -ext subjectAltName | grep a@a.example`,
    ],
    [
      'an intermediate CA',
      `openssl req -x509 -newkey rsa:2048 -keyout root.key -passout file:pw -subj '/CN=Root' -days 7300 -out root.pem
openssl req -new -newkey rsa:2048 -passout file:pw -keyout sub.key -subj /CN=Sub -out sub.csr
openssl x509 -req -in sub.csr -CA root.pem -CAkey root.key -passin file:pw -days 3650 -out sub.pem
openssl req -new -newkey rsa:2048 -noenc -keyout a.key -subj /CN=www.a.example -out a.csr
openssl x509 -req -in a.csr -CA sub.pem -CAkey sub.key -passin file:pw -days 90 -out a.crt
`,
      'openssl verify -x509_strict -CAfile root.pem -untrusted sub.pem -purpose sslserver a.crt',
    ],
    [
      'a server that signs for itself',
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.crt -subj /CN=localhost\n',
      `${verify('a.crt', 'a.crt', 'sslserver')} && openssl verify -CAfile a.crt -verify_hostname localhost a.crt`,
    ],
    [
      'a request that wants to be a CA',
      `openssl req -x509 -newkey rsa:2048 -keyout ca.key -passout file:pw -subj '/CN=Example CA' -days 3650 -out ca.pem
openssl req -new -newkey rsa:2048 -noenc -keyout a.key -subj /CN=a -addext basicConstraints=CA:TRUE -out a.csr
openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -passin file:pw -copy_extensions copyall -out a.crt
`,
      'openssl x509 -in a.crt -noout -ext basicConstraints | grep CA:FALSE',
    ],
  ])(
    '%s',
    async (_, script, check) => {
      expect((await found(script)).length).toBeGreaterThan(0);
      const { text, left } = await fixAll(script);
      expect(left).toEqual([]);
      const folder = mkdtempSync(join(tmpdir(), 'tlsense-openssl-'));
      try {
        const whole = `set -e\necho secret > pw\n${text}\n${check}\n`;
        const shell = (shell: string): string =>
          execFileSync(shell, ['-c', whole], { cwd: folder, encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
        expect(() => shell('sh')).not.toThrow();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000,
  );
});
