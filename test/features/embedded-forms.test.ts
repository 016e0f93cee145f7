import { afterEach, describe, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fixtures } from '../support/fixtures.ts';
import { type LspClient, startClient, textOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const expired = (made.get('expired') ?? '').trimEnd();

/** A way to write a certificate into a text of another kind: between `«` and `»` is what it covers. */
interface Form {
  readonly name: string;
  readonly path: string;
  readonly languageId: string;
  readonly write: (pem: string) => string;
  /** True where the characters of the PEM text cannot be told apart in it. */
  readonly isEncoded?: true;
}

const indent = (pem: string, by: string): string => pem.replaceAll('\n', `\n${by}`);
const escaped = (pem: string, as = '\\n'): string => pem.replaceAll('\n', as);
const encoded = (pem: string): string => Buffer.from(`${pem}\n`).toString('base64');
const body = (pem: string): string => pem.replace(/-----.*-----/g, '').trim();

const forms: readonly Form[] = [
  {
    name: 'YAML, a literal block scalar',
    path: 'values.yaml',
    languageId: 'yaml',
    write: (pem) => `tls:\n  - name: é\n    ca: |-\n      «${indent(pem, '      ')}»\n    more: 1\n`,
  },
  {
    name: 'YAML, a double-quoted scalar',
    path: 'values.yaml',
    languageId: 'yaml',
    write: (pem) => `ca: "«${escaped(pem)}»\\n" # PEM\n`,
  },
  {
    name: 'a ConfigMap',
    path: 'configmap.yaml',
    languageId: 'yaml',
    write: (pem) => `apiVersion: v1\nkind: ConfigMap\ndata:\n  ca.crt: |\n    «${indent(pem, '    ')}»\n`,
  },
  {
    name: 'JSON',
    path: 'service-account.json',
    languageId: 'json',
    write: (pem) => `{\n  "type": "x",\n  "client_cert": "«${escaped(pem)}»\\n"\n}\n`,
  },
  {
    name: 'JSON with code points for line breaks',
    path: 'service-account.json',
    languageId: 'json',
    write: (pem) => `{ "cert": "«${escaped(pem, '\\u000d\\u000a')}»" }\n`,
  },
  {
    name: 'a JavaScript string',
    path: 'client.js',
    languageId: 'javascript',
    write: (pem) => `const ca = '«${escaped(pem)}»\\n';\nexport { ca };\n`,
  },
  {
    name: 'JavaScript strings that are joined',
    path: 'client.js',
    languageId: 'javascript',
    write: (pem) => `const ca =\n  '«${escaped(pem, "\\n' +\n  '")}»\\n';\n`,
  },
  {
    name: 'a template literal',
    path: 'client.ts',
    languageId: 'typescript',
    write: (pem) => `export const ca = \`«${indent(pem, '    ')}»\n\`;\n`,
  },
  {
    name: '.env, in one line',
    path: '.env',
    languageId: 'dotenv',
    write: (pem) => `NODE_ENV=production\nCA="«${escaped(pem)}»"\n`,
  },
  {
    name: '.env, in several lines',
    path: '.env',
    languageId: 'dotenv',
    write: (pem) => `CA="«${pem}»"\nPORT=1\n`,
  },
  {
    name: 'Terraform, an indented heredoc',
    path: 'main.tf',
    languageId: 'terraform',
    write: (pem) => `resource "x" "y" {\n  ca = <<-EOT\n    «${indent(pem, '    ')}»\n  EOT\n}\n`,
  },
  {
    name: 'TOML, a multi-line string',
    path: 'config.toml',
    languageId: 'toml',
    write: (pem) => `[tls]\nca = '''\n«${pem}»\n'''\n`,
  },
  {
    name: 'TOML, a basic string',
    path: 'config.toml',
    languageId: 'toml',
    write: (pem) => `ca = "«${escaped(pem)}»"\n`,
  },
  {
    name: 'OpenVPN, inline',
    path: 'client.ovpn',
    languageId: 'plaintext',
    write: (pem) => `client\n<ca>\n«${pem}»\n</ca>\n`,
  },
  {
    name: 'SAML metadata',
    path: 'metadata.xml',
    languageId: 'xml',
    write: (pem) =>
      `<md:EntityDescriptor><ds:X509Data>\n  <ds:X509Certificate>\n    «${body(pem)}»\n  </ds:X509Certificate>\n</ds:X509Data></md:EntityDescriptor>\n`,
  },
  {
    name: 'SAML metadata as Java writes it',
    path: 'metadata.xml',
    languageId: 'xml',
    write: (pem) => `<X509Certificate Id="a">«${body(pem).replaceAll('\n', '&#13;\n')}»</X509Certificate>\n`,
  },
  {
    name: 'a Kubernetes Secret',
    path: 'secret.yaml',
    languageId: 'yaml',
    isEncoded: true,
    write: (pem) =>
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.crt: «${encoded(pem)}»\n  other: YWJj\n`,
  },
  {
    name: 'a Kubernetes Secret, wrapped',
    path: 'secret.yaml',
    languageId: 'yaml',
    isEncoded: true,
    write: (pem) => `data:\n  ca.crt: |\n    «${encoded(pem).replace(/.{76}/g, '$&\n    ')}»\n  tls.key: ""\n`,
  },
  {
    name: 'a Kubernetes Secret in JSON',
    path: 'secret.json',
    languageId: 'json',
    isEncoded: true,
    write: (pem) => `{"kind":"Secret","data":{"ca.crt":"«${encoded(pem)}»"}}\n`,
  },
  {
    name: 'a kubeconfig',
    path: 'kubeconfig',
    languageId: 'plaintext',
    isEncoded: true,
    write: (pem) => `clusters:\n- cluster:\n    certificate-authority-data: «${encoded(pem)}»\n    server: https://a\n`,
  },
  {
    name: 'a JSON Web Key Set',
    path: 'jwks.json',
    languageId: 'json',
    write: (pem) => `{"keys": [{"kty": "RSA", "kid": "é", "x5c": ["«${body(pem).replaceAll('\n', '')}»"]}]}\n`,
  },
];

/** The text without its marks, and what they enclose. */
function unmark(marked: string): { text: string; start: number; end: number } {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return { text: marked.replace('«', '').replace('»', ''), start, end };
}

/** Problems of several lines are shown on their first. */
function firstLine(document: TextDocument, start: number, end: number): Range {
  const line = document
    .getText()
    .slice(start, end)
    .search(/\r?\n|$/);
  return { start: document.positionAt(start), end: document.positionAt(start + line) };
}

describe.each(forms)('$name', ({ path, languageId, write, isEncoded }) => {
  test('hover and problems are on its characters', async () => {
    const { text, start, end } = unmark(write(expired));
    client = await startClient();
    await client.open(path, text, languageId);
    const document = client.document(path);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const found = (await client.pull(path)).filter(({ code }) => code === 'certificate/expired');
    expect(found.map((problem) => problem.range)).toEqual([firstLine(document, start, end)]);
    for (const at of [start, start + 1, Math.floor((start + end) / 2), end]) {
      const card = await client.hover(path, document.positionAt(at));
      expect(textOf(card)).toContain('**Server certificate** · **db.internal** · ✖ expired');
      expect(card?.range).toEqual(range);
    }
    for (const at of [start - 1, end + 1]) {
      expect(textOf(await client.hover(path, document.positionAt(at)))).not.toContain('✖ expired');
    }
  });

  test('a damaged character is shown where it is', async () => {
    const lines = expired.split('\n');
    const middle = lines[3] ?? '';
    const damaged = expired.replace(middle, `${middle.slice(0, 20)}!${middle.slice(21)}`);
    const { text, start, end } = unmark(write(damaged));
    client = await startClient();
    await client.open(path, text, languageId);
    const document = client.document(path);
    const at = text.indexOf('!', start);
    const range = isEncoded
      ? firstLine(document, start, end)
      : { start: document.positionAt(at), end: document.positionAt(at + 1) };
    const found = (await client.pull(path)).filter(({ code }) => `${code}`.startsWith('pem/'));
    expect(found.map((problem) => problem.range)).toEqual([range]);
  });
});
