import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

/**
 * Texts at which a pattern that looks for its end from each beginning takes time that grows with the square of the
 * length, or worse. A tenth of a megabyte shows it: seconds, where all that is right takes milliseconds.
 */
const length = 100_000;
const upTo = (piece: string): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const numbered = (piece: (i: number) => string): string => {
  const pieces: string[] = [];
  for (let i = 0, size = 0; size < length; i++) {
    const next = piece(i);
    pieces.push(next);
    size += next.length;
  }
  return pieces.join('');
};

const certificate = 'ssl_certificate /a.pem; ssl_certificate_key /a.key;';
const nginx = (inner: string): string => `http { server { listen 443 ssl; ${certificate} ${inner} } }\n`;

const hostile: readonly [name: string, path: string, languageId: string, text: string][] = [
  ['names of programs on one line', 'a.sh', 'shellscript', upTo('curl ')],
  ['a shell option of letters', 'a.sh', 'shellscript', `openssl version; set -${upTo('a')}!`],
  ['a long variable, often', 'a.sh', 'shellscript', `A="${upTo('-k ')}"\n${upTo('curl $A x\n').slice(0, 20_000)}`],
  ['a long array, often', 'a.sh', 'shellscript', `A=(${upTo('-k ')})\n${upTo(`curl "\${A[@]}" x\n`)}`],
  ['a cipher of letters', 'a.sh', 'shellscript', `openssl pkcs12 -export -keypbe pbeWith${upTo('DES')}! -in a\n`],
  ['a long word that is exported', 'Makefile', 'makefile', `a:\n\tcurl -k x\nexport ${upTo('A')}:\n`],
  ['many signs in what is exported', 'Makefile', 'makefile', `a:\n\tcurl -k x\nexport A = ${upTo('a=')}\\\nb\n`],
  ['blanks behind a variable', 'Dockerfile', 'dockerfile', `FROM a\nRUN curl -k x\nENV A a${upTo(' ')}\u2028b c\n`],
  ['dashes before a foreign line end', 'a.yml', 'yaml', `run: curl -k x\n${upTo('- ')}a\rb\n`],
  ['blanks in a list of words', 'a.yml', 'yaml', `run: curl -k x\ncommand: [a${upTo('\t')}\n`],
  ['blanks in keys', 'a.yml', 'yaml', `run: curl -k x\n${upTo(`a${' '.repeat(250)}b:c\n`)}`],
  ['prompts of a session', 'a.md', 'markdown', `\`\`\`sh\n$ curl -k x\na@${upTo('a')}\n\`\`\`\n`],
  ['prompts behind foreign line ends', 'a.md', 'markdown', `\`\`\`sh\n$ curl -k x\n${upTo('a@b\r')}\n\`\`\`\n`],
  ['shells of Windows', 'a.md', 'markdown', `\`\`\`sh\n$ curl -k x\n${upTo('PS\r')}\n\`\`\`\n`],
  ['digits before a fence', 'a.md', 'markdown', `${upTo('1')}. \`\`\`js\nhttps.get({ rejectUnauthorized: false })\n`],
  ['addresses in settings', '.npmrc', 'ini', upTo('://')],
  ['an option of letters in settings', '.curlrc', 'plaintext', `insecure\n-${upTo('k')}!\n`],
  ['one section of many lines', 'openssl.cnf', 'ini', `[req]\ndefault_bits = 1024\n${upTo('a=b\n')}`],
  ['calls of a proxy', 'a.js', 'javascript', upTo('createProxy')],
  [
    'blanks behind an import',
    'a.js',
    'javascript',
    `import a from 'https';${upTo(' ')}*\na.get({ tls: { secureProtocol: 'TLSv1_method' } });\n`,
  ],
  [
    'a look at a certificate',
    'a.js',
    'javascript',
    `require('tls');\nconst c = s.getPeerCertificate();\n${upTo('c.')}c;\nif (c) {}\n`,
  ],
  ['imports on one line', 'a.py', 'python', `def f(client):\n    client.starttls()\nx = "${upTo('import ')}"\n`],
  [
    'the name of a list',
    'a.py',
    'python',
    `import ssl\nc = ssl.create_default_context()\nc.load_verify_locations("${upTo('crl')}/a")\n`,
  ],
  ['a host of quotes', 'a.py', 'python', `import ssl\nx = 'redis://a${upTo('"')}b?ssl_cert_reqs=none'\n`],
  ['an old line end', 'a.conf', 'plaintext', upTo('listen a\r')],
  ['a time of digits', 'nginx.conf', 'nginx', nginx(`ssl_session_timeout ${'0'.repeat(40)}x;`)],
  ['a long time', 'nginx.conf', 'nginx', nginx(`ssl_session_timeout ${upTo('0')}x;`)],
  ['a folder of slashes', 'nginx.conf', 'nginx', nginx(`root ${upTo('/')}a;`)],
  ['an address of colons', 'nginx.conf', 'nginx', nginx(`location / { proxy_pass https://${upTo(':')}x; }`)],
  ['a listen of colons', 'nginx.conf', 'nginx', nginx(`listen [${upTo(':')}x]:443 ssl;`)],
  ['a path of letters', 'nginx.conf', 'nginx', nginx(`location ~ a { proxy_pass http://${upTo('S')}?:S; }`)],
  [
    'a cipher of letters',
    'nginx.conf',
    'nginx',
    nginx(`ssl_prefer_server_ciphers on; ssl_ciphers ECDHE-${upTo('GCM')}_;`),
  ],
  ['a comparison of blanks', 'nginx.conf', 'nginx', nginx(`if ($ssl_client_verify = "${upTo(' ')})") { return 403; }`)],
  [
    'a port of digits',
    'nginx.conf',
    'nginx',
    nginx(`listen ${upTo('0')}x quic; http3 on; location / { add_header a b; }`),
  ],
  ['blanks in a header', 'nginx.conf', 'nginx', nginx(`add_header a "${upTo('\t')}b"; location / { add_header c d; }`)],
  [
    'blanks before a server',
    'nginx.conf',
    'nginx',
    `http { ${upTo(' ')}x; server { listen 443 ssl; server_name a; ${certificate} ssl_verify_client on; ssl_client_certificate /b.pem; } server { listen 443 ssl; server_name b; ${certificate} } }`,
  ],
  [
    'a placeholder of backslashes',
    'a.pem',
    'pem',
    upTo(`-----BEGIN CERTIFICATE-----\n${'\\'.repeat(4000)}\n-----END CERTIFICATE-----\n`),
  ],
  ['boundaries behind letters', 'a.pem', 'pem', upTo(`${'n'.repeat(200)}-----BEGIN CERTIFICATE-----\n`)],
  ['versions in old lines', 'nginx.conf', 'nginx', nginx(upTo('ssl_protocols TLSv1;\r'))],
  ['versions in lines', 'nginx.conf', 'nginx', nginx(upTo('ssl_protocols TLSv1;\n'))],
  ['listens on one line', 'nginx.conf', 'nginx', nginx(numbered((i) => `listen ${i} ssl http2; `))],
  [
    'an upstream of many, often',
    'nginx.conf',
    'nginx',
    `http { upstream a { ${upTo('server b:443;').slice(0, 50_000)} } server { ${numbered((i) => `location /${i} { proxy_pass https://a; }\n`).slice(0, 50_000)}`,
  ],
  [
    'servers that ask for certificates',
    'nginx.conf',
    'nginx',
    `http {\n${numbered((i) => `server { listen 443 ssl; server_name a${i}; ssl_verify_client optional_no_ca; }\n`)}}\n`,
  ],
  ['many names', 'nginx.conf', 'nginx', nginx(`server_name ${numbered((i) => `a${i} `)};`)],
];

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of the processor, its compiling and collecting of garbage included: what is wrong here takes many seconds. */
const limit = 1000;

let client: LspClient;
beforeAll(async () => {
  client = await startClient();
  // What is loaded with the first question is not what is measured.
  const warm: readonly [string, string, string][] = [
    ['warm.sh', 'shellscript', 'curl -k x\nopenssl version\n'],
    ['warm.yml', 'yaml', 'run: curl -k x\n'],
    ['warm.mk', 'makefile', 'a:\n\tcurl -k x\n'],
    ['Dockerfile.warm', 'dockerfile', 'FROM a\nRUN curl -k x\n'],
    ['warm.md', 'markdown', '```sh\ncurl -k x\n```\n```js\nhttps.get({ rejectUnauthorized: false })\n```\n'],
    ['warm.cnf', 'ini', '[req]\ndefault_bits = 1024\n'],
    ['warm/.curlrc', 'plaintext', 'insecure\n'],
    ['warm.js', 'javascript', "require('https').get({ rejectUnauthorized: false });\n"],
    ['warm.py', 'python', 'import requests\nrequests.get("x", verify=False)\n'],
    ['warm/nginx.conf', 'nginx', nginx('ssl_protocols TLSv1;')],
    ['warm.pem', 'pem', '-----BEGIN CERTIFICATE-----\n'],
  ];
  for (const [path, languageId, text] of warm) {
    await client.open(path, text, languageId);
    await ask(path);
    await client.close(path);
  }
}, 60_000);
afterAll(() => client.stop());

async function ask(path: string): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  const measured = async (name: string, method: string, params: object): Promise<void> => {
    const before = cpu();
    await client.request(method, { textDocument: { uri: uriOf(path) }, ...params });
    times[name] = cpu() - before;
  };
  await measured('problems', 'textDocument/diagnostic', {});
  await measured('outline', 'textDocument/documentSymbol', {});
  const document = client.document(path);
  const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  await measured('fixes', 'textDocument/codeAction', { range, context: { diagnostics: [] } });
  const position = document.positionAt(document.getText().length / 2);
  await measured('hover', 'textDocument/hover', { position });
  await measured('completion', 'textDocument/completion', { position });
  return times;
}

test.each(hostile)('%s (%s)', async (_, path, languageId, text) => {
  await client.open(path, text, languageId);
  const times = await ask(path);
  await client.close(path);
  for (const [name, time] of Object.entries(times)) expect([name, time < limit, time]).toEqual([name, true, time]);
  expect(client.log).toEqual([]);
});
