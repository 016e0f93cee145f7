/** Settings files of programs and of OpenSSL: which lines switch off, which only look so, what fixes leave. */
import { expect, test } from 'vitest';
import { languages } from '../../../../server/core/config/index.ts';
import { applyPass, planPass } from '../../../../server/core/lint/fix-pass.ts';
import { analyseText } from '../../../support/analyse-text.ts';

const pem = await import('../../../support/fixtures.ts').then(({ fixtures }) => fixtures());
const ca = pem.get('ca') ?? '';

async function analysed(name: string, text: string, files: Record<string, string> = {}) {
  const { findings } = await analyseText('', text, files, {}, name);
  return findings;
}

/** Each finding's rule and line, and the text with all fixes. */
async function said(name: string, text: string): Promise<{ found: string[]; fixed: string }> {
  const findings = await analysed(name, text);
  const uri = `file:///workspace/${name}`;
  const edits = planPass([{ uri, findings }], (one) => one === uri).edits.get(uri);
  const line = (offset: number): number => text.slice(0, offset).split('\n').length;
  return {
    found: findings.map(({ rule, span }) => `${line(span.start)} ${rule.replace(/^tls\/no-/, '')}`),
    fixed: edits ? applyPass(text, edits) : text,
  };
}

const off = 'global-disabled-verification';
const one = 'disabled-verification';

test.each<[string, string, string[], string]>([
  [
    '.npmrc',
    'registry=https://npm.internal\nstrict-ssl=false\n',
    [`2 ${off}`],
    'registry=https://npm.internal\nstrict-ssl=true\n',
  ],
  ['.npmrc', 'strict-ssl = "false" ; proxy\n', [`1 ${off}`], 'strict-ssl = "true" ; proxy\n'],
  [
    '.npmrc',
    `strict-ssl=0\nstrict-ssl=no\n#strict-ssl=false\n;strict-ssl=false\nstrict-ssl=\${STRICT}\nstrict-ssl=\n`,
    [],
    '',
  ],
  ['.yarnrc', 'registry "https://a"\nstrict-ssl false\n', [`2 ${off}`], 'registry "https://a"\nstrict-ssl true\n'],
  ['.yarnrc.yml', 'enableStrictSsl: false\n', [`1 ${one}`], 'enableStrictSsl: true\n'],
  ['.gitconfig', '[http]\n\tsslVerify = false\n', [`2 ${off}`], '[http]\n\tsslVerify = true\n'],
  ['.gitconfig', '[HTTP] SSLVERIFY=0 # proxy\n', [`1 ${off}`], '[HTTP] SSLVERIFY=true # proxy\n'],
  [
    '.gitconfig',
    '[http "https://git.internal"]\n\tsslverify = no\n',
    [`2 ${one}`],
    '[http "https://git.internal"]\n\tsslverify = true\n',
  ],
  ['.gitconfig', '[http]\n\tsslVerify =\n', [`2 ${off}`], '[http]\n\tsslVerify =true\n'],
  ['.gitconfig', '[http]\n\tsslVerify\n\tsslVerify = true\n[alias]\n\tsslVerify = false\n; sslVerify=false\n', [], ''],
  ['.gitconfig', '[http]\nsslVersion = tlsv1.0\n', ['2 deprecated-protocol'], '[http]\nsslVersion = tlsv1.2\n'],
  [
    'config',
    '[core]\n\tbare = false\n[http]\n\tsslVerify = false\n',
    [`4 ${off}`],
    '[core]\n\tbare = false\n[http]\n\tsslVerify = true\n',
  ],
  [
    'config',
    'apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    insecure-skip-tls-verify: true\n    server: https://a\n',
    [`5 ${one}`],
    'apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    insecure-skip-tls-verify: false\n    server: https://a\n',
  ],
  ['kubeconfig', 'clusters:\n- cluster:\n    insecure-skip-tls-verify: false\n', [], ''],
  ['config', '---\nBUNDLE_SSL_VERIFY_MODE: "0"\n', [`2 ${off}`], '---\nBUNDLE_SSL_VERIFY_MODE: "1"\n'],
  ['config', 'Host a\n  User insecure\n', [], ''],
  ['.curlrc', '# off\ninsecure\nsilent\n', [`2 ${off}`], '# off\nsilent\n'],
  ['.curlrc', '-k\n', [`1 ${off}`], ''],
  ['.curlrc', '-sSkL\n', [`1 ${off}`], ''],
  ['.curlrc', '--insecure\n', [`1 ${off}`], ''],
  ['.curlrc', 'insecure=false\n', [`1 ${off}`], ''],
  ['.curlrc', 'tlsv1.0\n', ['1 deprecated-protocol'], 'tlsv1.2\n'],
  ['.curlrc', 'k\n-L\nuser-agent = "insecure"\n#insecure\nno-insecure\noutput = -k\n', [], ''],
  ['.wgetrc', 'check_certificate = off\n', [`1 ${off}`], 'check_certificate = on\n'],
  ['.wgetrc', 'CHECK-CERTIFICATE=No\n', [`1 ${off}`], 'CHECK-CERTIFICATE=on\n'],
  ['.wgetrc', 'check_certificate = on\n#check_certificate = off\ncheck_certificate = false\n', [], ''],
  [
    'pip.conf',
    '[global]\ntrusted-host = pypi.internal\n    files.internal\ntimeout = 60\n',
    [`2 ${off}`],
    '[global]\ntimeout = 60\n',
  ],
  ['pip.ini', '[global]\n; trusted-host = pypi.internal\ntrusted-host =\n', [], ''],
  [
    'requirements.txt',
    '--index-url https://pypi.internal\n--trusted-host pypi.internal\nflask\n',
    [`2 ${off}`],
    '--index-url https://pypi.internal\nflask\n',
  ],
  ['requirements.txt', 'trusted-hosts==1.0\n# --trusted-host a\n', [], ''],
  [
    'Pipfile',
    '[[source]]\nurl = "https://pypi.org/simple"\nverify_ssl = false\n',
    [`3 ${off}`],
    '[[source]]\nurl = "https://pypi.org/simple"\nverify_ssl = true\n',
  ],
  [
    '.condarc',
    'channels:\n  - defaults\nssl_verify: false\n',
    [`3 ${one}`],
    'channels:\n  - defaults\nssl_verify: true\n',
  ],
  ['.condarc', 'ssl_verify: certs/ca.pem\n', [], ''],
  ['.my.cnf', '[client]\nssl-mode=REQUIRED\n', [`2 ${off}`], '[client]\nssl-mode=VERIFY_IDENTITY\n'],
  [
    'my.cnf',
    '[mysql]\nssl_mode = "DISABLED"\n[client]\nskip-ssl\n',
    [`2 ${off}`, `4 ${off}`],
    '[mysql]\nssl_mode = "VERIFY_IDENTITY"\n[client]\n',
  ],
  [
    'my.cnf',
    '[mysqld]\ntls_version=TLSv1,TLSv1.1,TLSv1.2\n',
    ['2 deprecated-protocol'],
    '[mysqld]\ntls_version=TLSv1.2,TLSv1.3\n',
  ],
  [
    'my.cnf',
    '[mysqld]\ntls_version=TLSv1.2,TLSv1.3\n[client]\nssl-mode=VERIFY_CA\n[other]\nssl-mode=DISABLED\n',
    [],
    '',
  ],
  ['a.repo', '[base]\nbaseurl=https://a\nsslverify=0\n', [`3 ${off}`], '[base]\nbaseurl=https://a\nsslverify=1\n'],
  ['ldap.conf', 'URI ldaps://a\nTLS_REQCERT never\n', [`2 ${off}`], 'URI ldaps://a\nTLS_REQCERT demand\n'],
  ['apt.conf', 'Acquire::https::Verify-Peer "false";\n', [`1 ${off}`], 'Acquire::https::Verify-Peer "true";\n'],
  [
    'apt.conf',
    'Acquire::https::pkg.internal::Verify-Host "false";\n// Acquire::https::Verify-Peer "false";\n',
    ['1 disabled-hostname-check'],
    'Acquire::https::pkg.internal::Verify-Host "true";\n// Acquire::https::Verify-Peer "false";\n',
  ],
  [
    'client.properties',
    'ssl.endpoint.identification.algorithm=\n',
    ['1 disabled-hostname-check'],
    'ssl.endpoint.identification.algorithm=https\n',
  ],
  ['client.properties', 'ssl.endpoint.identification.algorithm=https\n', [], ''],
  [
    'gradle.properties',
    'systemProp.https.protocols=TLSv1\nsystemProp.maven.wagon.http.ssl.insecure=true\n',
    ['1 deprecated-protocol', `2 ${off}`],
    'systemProp.https.protocols=TLSv1.2\nsystemProp.maven.wagon.http.ssl.insecure=false\n',
  ],
  ['.pg_service.conf', '[db]\nhost=a\nsslmode=require\n', [`3 ${off}`], '[db]\nhost=a\nsslmode=verify-full\n'],
  [
    '.bowerrc',
    '{ "directory": "x", "strict-ssl": false }\n',
    [`1 ${off}`],
    '{ "directory": "x", "strict-ssl": true }\n',
  ],
  [
    'daemon.json',
    '{\n  "insecure-registries": ["reg.internal:5000"]\n}\n',
    [`2 ${off}`],
    '{\n  "insecure-registries": []\n}\n',
  ],
  ['daemon.json', '{ "insecure-registries": [], "strict-ssl": true }\n', [], ''],
  [
    'package.json',
    '{\n  "scripts": {\n    "health": "curl -k https://db.internal",\n    "start": "NODE_TLS_REJECT_UNAUTHORIZED=0 node a.js"\n  }\n}\n',
    [`3 ${one}`, `4 ${off}`],
    '{\n  "scripts": {\n    "health": "curl https://db.internal",\n    "start": "NODE_TLS_REJECT_UNAUTHORIZED=1 node a.js"\n  }\n}\n',
  ],
  [
    'package.json',
    '{ "description": "curl -k", "strict-ssl": false, "config": { "test": "curl -k https://a" } }\n',
    [],
    '',
  ],
  [
    'launch.json',
    '{ "env": { "NODE_TLS_REJECT_UNAUTHORIZED": "0" } }\n',
    [`1 ${off}`],
    '{ "env": { "NODE_TLS_REJECT_UNAUTHORIZED": "1" } }\n',
  ],
  [
    'openssl.cnf',
    '[req]\ndefault_bits = 1024 # old\n[ca]\ndefault_md = md5\ncopy_extensions = copyall\n',
    ['2 openssl/short-key', '4 openssl/weak-digest', '5 openssl/copyall-extensions'],
    '[req]\ndefault_bits = 3072 # old\n[ca]\ndefault_md = sha256\ncopy_extensions = copy\n',
  ],
  [
    'openssl.cnf',
    '[system_default_sect]\nMinProtocol = TLSv1\nCipherString = DEFAULT@SECLEVEL=0\n',
    ['2 deprecated-protocol', '3 lowered-security-level'],
    '[system_default_sect]\nMinProtocol = TLSv1.2\nCipherString = DEFAULT\n',
  ],
  [
    'ca.cnf',
    '[ v3_intermediate_ca ]\nbasicConstraints = critical,CA:true\n[ usr_cert ]\nbasicConstraints = CA:FALSE\n',
    ['2 openssl/ca-without-key-usage'],
    '[ v3_intermediate_ca ]\nbasicConstraints = critical,CA:true\nkeyUsage = critical, keyCertSign, cRLSign\n[ usr_cert ]\nbasicConstraints = CA:FALSE\n',
  ],
  [
    'openssl.cnf',
    '[req]\ndefault_bits = 2048\ndefault_md = sha256\n[v3_ca]\nkeyUsage = keyCertSign\nbasicConstraints = CA:TRUE\n[s]\nMinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=2\n',
    [],
    '',
  ],
])('%s: %j', async (name, text, found, fixed) => {
  const result = await said(name, text);
  expect(result.found).toEqual(found);
  if (found.length > 0) expect(result.fixed).toBe(fixed);
});

test.each<[string, string, string[]]>([
  ['curl', 'echo insecure >> ~/.curlrc\n', [`1 ${off}`]],
  ['git', 'printf "[http]\\n sslVerify = false\\n" > "$HOME/.gitconfig"\n', [`1 ${off}`]],
  [
    'apt, by tee',
    `echo 'Acquire::https::Verify-Peer "false";' | sudo tee -a /etc/apt/apt.conf.d/99insecure\n`,
    [`1 ${off}`],
  ],
  ['npm', 'cat > .npmrc <<EOF\nstrict-ssl=false\nEOF\n', [`2 ${off}`]],
  ['npm, by tee', 'tee ~/.npmrc <<EOF\nstrict-ssl=false\nEOF\n', [`2 ${off}`]],
  ['apt', `echo 'Acquire::https::Verify-Peer "false";' > /etc/apt/apt.conf.d/99insecure\n`, [`1 ${off}`]],
  ['openssl', 'cat > ca.cnf <<EOF\n[req]\ndefault_bits = 1024\nEOF\nopenssl version\n', ['3 openssl/short-key']],
  ['another file', 'echo insecure >> notes.txt\n', []],
])('what a script writes into the settings of %s', async (_, text, found) => {
  expect((await said('a.sh', text)).found).toEqual(found);
});

test('a CA that a settings file names is looked for', async () => {
  const texts: Readonly<Record<string, string>> = {
    '.npmrc': 'cafile=certs/ca.pem\n',
    '.gitconfig': '[http]\n\tsslCAInfo = certs/ca.pem\n',
    '.curlrc': 'cacert = "certs/ca.pem"\n',
    '.wgetrc': 'ca_certificate = certs/ca.pem\n',
  };
  for (const [name, text] of Object.entries(texts)) {
    expect(await analysed(name, text, { 'certs/ca.pem': ca }), name).toEqual([]);
    expect(
      (await analysed(name, text, { 'certs/other.pem': ca })).map(({ rule }) => rule),
      name,
    ).toEqual(['reference/missing-file']);
  }
});

test('every file that is known by its name is read by the language that knows it', () => {
  for (const language of languages) {
    for (const name of language.fileNames) expect(name, language.id).toMatch(/^[\w.-]+$/);
  }
});
