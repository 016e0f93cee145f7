import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { keyFingerprint } from '../../../server/core/x509/key-fingerprint.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { typed, typing } from '../../support/typing.ts';

// After any edits a text has the findings of one that was just opened: nothing that is kept of earlier versions shows.

const made = await fixtures();
const pem = (name: string): string => made.get(name) ?? '';
const files = new Map(
  ['server', 'expired', 'ca', 'server-key'].map((name) => [`file:///w/certs/${name}.pem`, pem(name)]),
);

const python = [
  'import ssl, requests\n',
  'import ssl\nctx = ssl.create_default_context()\nctx.check_hostname = False\nctx.verify_mode = ssl.CERT_NONE\n',
  'def go(url):\n    return requests.get(url, verify=False)\n',
  'class A:\n    def __init__(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n        self.c.load_verify_locations("certs/ca.pem")\n    def x(self):\n        self.c.verify_mode = ssl.CERT_NONE\n',
  's = requests.Session()\ns.verify = False\nif DEBUG:\n    s.verify = "certs/ca.pem"\n',
  '# tlsense-disable-next-line tls/no-disabled-verification -- x\nrequests.post("https://x", verify=False)\n',
  'x = """text\n""" + f"{a!r}"\n',
];
const javascript = [
  "const https = require('https');\nconst tls = require('tls');\n",
  "https.get({ host: 'x', rejectUnauthorized: false });\n",
  "const a = new https.Agent({ rejectUnauthorized: false, minVersion: 'TLSv1' });\n",
  "class B { constructor() { this.o = { ca: fs.readFileSync('certs/ca.pem'), rejectUnauthorized: !1 }; } go() { return tls.connect(443, 'a.example', this.o); } }\n",
  "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n",
  '// tlsense-disable-next-line tls/no-disabled-verification -- x\nfetch(u, { dispatcher: new Agent({ connect: { rejectUnauthorized: false } }) });\n',
  'const t = `a ' + '$' + '{b} c`;\nconst r = /[/]x/g;\n',
  "tls.createServer({ cert: readFileSync('certs/expired.pem'), key: readFileSync('certs/server-key.pem'), ciphers: 'RC4-SHA:HIGH' });\n",
  'export const C = () => <A b={{ rejectUnauthorized: false }}>t</A>;\n',
];
const shell = [
  'curl -k https://x\n',
  'wget --no-check-certificate https://x \\\n  -O y\n',
  'cat <<EOF > nginx.conf\nserver { listen 443 ssl; ssl_protocols TLSv1; }\nEOF\n',
  'openssl req -x509 -newkey rsa:1024 -nodes -days 9999 -keyout k.pem\n',
  'export NODE_TLS_REJECT_UNAUTHORIZED=0\n',
];
const yaml = [
  `apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: ${btoa(pem('server'))}\n`,
  'command: ["curl", "-k", "https://x"]\n',
  'run: |\n  curl --insecure https://x\n  openssl s_client -connect a:443 -tls1\n',
];
const markdown = [
  ...javascript.map((text) => `\`\`\`js\n${text}\`\`\`\n`),
  ...python.map((text) => `> \`\`\`python\n${text.replace(/^/gm, '> ')}\`\`\`\n`),
];
const bundle = [
  'ca',
  'server',
  'expired',
  'intermediate',
  'rsa-1024',
  'sha1-signed',
  'crl',
  'server-key',
  'encrypted-key',
].map(pem);
bundle.push(
  pem('server-key').replaceAll('PRIVATE KEY', 'CERTIFICATE'),
  pem('rsa-key').replaceAll('PRIVATE KEY', 'X509 CRL'),
  pem('ca').replaceAll('\n', '\r\n'),
  `key: |\n${pem('server').replace(/^/gm, '  ')}`,
  pem('server').replaceAll('\n', '\\n'),
  '🔑 ü\n',
);

const pieces = [
  ...'{}()[],;:=.`\'"#/*\n -A',
  '\r\n',
  '🔑',
  '\uFEFF',
  '-----BEGIN CERTIFICATE-----\n',
  '-----END CERTIFICATE-----\n',
];
/** What `TLSENSE_RUNS` says is for looking further. */
const numRuns = Number(process.env['TLSENSE_RUNS'] ?? 25);
const mostMilliseconds = 120_000 + numRuns * 5_000;

/** `filler` stands between the parts: of a short text, parsers keep nothing that they would go on from. */
function textsOf(parts: readonly string[], filler = '') {
  const some = fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 12 });
  const start = some.map((all) => all.join(filler));
  return fc.tuple(start, typing([...pieces, ...parts, ...parts.map((part) => part.slice(0, 60))], 12));
}

const newWorkspace = async (): Promise<Workspace> => {
  const workspace = new Workspace(memoryHost(files));
  workspace.setFolders(['file:///w']);
  await workspace.scan();
  return workspace;
};

test.each([
  ['python', 'a.py', python, 'def f(x):\n    return {"a": [x, 2]}\n'.repeat(50)],
  ['javascript', 'a.js', javascript, 'function f(x) { return { a: [x, 2] }; }\n'.repeat(50)],
  ['typescriptreact', 'a.tsx', javascript, 'const f = (x: T) => <p>{x}</p>;\n'.repeat(50)],
  ['shellscript', 'a.sh', shell, ''],
  ['yaml', 'a.yaml', [...yaml, ...shell], ''],
  ['markdown', 'a.md', markdown, ''],
])(
  '%s',
  async (languageId, file, parts, filler) => {
    const documentOf = (text: string) => ({ uri: `file:///w/${file}`, languageId, text });
    const lint = async (reading: Awaited<ReturnType<typeof readDocument>>, workspace: Workspace): Promise<unknown> => {
      workspace.open(reading);
      await workspace.settle();
      const { findings, suppressed } = await analyse(reading, workspace, fixtureTime, defaultSettings);
      const said = findings.map(({ rule, severity, span, message, related, fixes }) => {
        const edits = fixes.map(({ title, edits }) => ({ title, edits }));
        return { rule, severity, span, message, related, edits };
      });
      return { said, suppressed: suppressed.length, contexts: reading.contexts.length };
    };
    let compared = 0;
    const longLived = await newWorkspace();
    await fc.assert(
      fc.asyncProperty(textsOf(parts, filler), async ([start, edits]) => {
        const versions: { readonly text: string; readonly said: unknown }[] = [];
        let text = start;
        let previous: Awaited<ReturnType<typeof readDocument>> | undefined;
        for (const edit of edits) {
          text = typed(text, edit);
          previous = await readDocument(documentOf(text), { previous });
          versions.push({ text, said: await lint(previous, longLived) });
        }
        for (const { text, said } of versions.slice(-1)) {
          // Parsers go on from the trees of the last four texts.
          for (const other of ['1', '2', '3', '4']) {
            await readDocument({ uri: 'file:///w/b.py', languageId: 'python', text: `import ssl #${other}` });
            await readDocument({ uri: 'file:///w/b.js', languageId: 'javascript', text: `require('tls') //${other}` });
          }
          const fresh = await lint(await readDocument(documentOf(text)), await newWorkspace());
          compared += JSON.stringify(fresh).length;
          expect(said).toEqual(fresh);
        }
      }),
      { numRuns },
    );
    expect(compared).toBeGreaterThan(numRuns * 100);
  },
  mostMilliseconds,
);

test(
  'pem',
  async () => {
    const load = () => import('../../../server/core/x509/find-pki-objects.ts');
    const read = async (text: string, { findPkiObjects }: Awaited<ReturnType<typeof load>>): Promise<unknown> => {
      const { objects, problems } = await findPkiObjects(text);
      return {
        problems,
        objects: objects.map(({ span, value, problems: own, block, within }) => {
          const digest = value?.kind === 'certificate' ? value.sha256 : undefined;
          const key = value?.kind === 'private-key' ? value.publicKey && keyFingerprint(value.publicKey) : undefined;
          return { span, kind: value?.kind, digest, key, problems: own, label: block?.label, name: within?.name };
        }),
      };
    };
    const longLived = await load();
    await read(bundle.join(''), longLived);
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(textsOf(bundle), async ([start, edits]) => {
        let text = start;
        let said: unknown;
        for (const edit of edits) {
          text = typed(text, edit);
          said = await read(text, longLived);
        }
        // What is remembered of blocks is in the modules.
        if (compared % 20 === 0) vi.resetModules();
        compared++;
        expect(said).toEqual(await read(text, await load()));
      }),
      { numRuns: numRuns * 3 },
    );
  },
  mostMilliseconds,
);
