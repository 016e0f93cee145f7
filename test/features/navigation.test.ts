import { afterEach, describe, expect, test } from 'vitest';
import type {
  DocumentLink,
  Location,
  Position,
  SymbolInformation,
  TypeHierarchyItem,
} from 'vscode-languageserver-protocol';
import { type Made, makeCertificate } from '../support/certificates.ts';
import { fixtureTime } from '../support/fixtures.ts';
import { type LspClient, root, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const dates = { from: day(-1), to: day(300) };
const made = await makeAll();

async function makeAll() {
  const rootCa = await makeCertificate({ cn: 'Root', ca: true, ...dates });
  const otherRoot = await makeCertificate({ cn: 'Other Root', ca: true, ...dates });
  const middle = await makeCertificate({ cn: 'Middle', ca: true, issuer: rootCa, ...dates });
  const crossed = await makeCertificate({ cn: 'Middle', ca: true, issuer: otherRoot, keys: middle.keys, ...dates });
  const server = await makeCertificate({ cn: 'server.internal', issuer: middle, ...dates });
  const client = await makeCertificate({ cn: 'client.internal', issuer: middle, ...dates });
  const alone = await makeCertificate({ cn: 'dev.internal', ...dates });
  // The same name as the real one, and another key: it issued nothing.
  const impostor = await makeCertificate({ cn: 'Middle', ca: true, ...dates });
  return { rootCa, otherRoot, middle, crossed, server, client, alone, impostor };
}

const broken = '-----BEGIN CERTIFICATE-----\nMIIB-not-base64\n-----END CERTIFICATE-----\n';
const nginx = [
  'server {',
  '    listen 443 ssl;',
  '    ssl_certificate certs/server.pem;',
  '    ssl_certificate_key certs/server.key;',
  '    ssl_client_certificate certs/root.pem;',
  '}',
  '',
].join('\n');
const script = [
  "import { readFileSync } from 'node:fs';",
  "import https from 'node:https';",
  "https.get({ host: 'a', cert: readFileSync(new URL('../certs/server.pem', import.meta.url)) });",
  '',
].join('\n');

const files = {
  'certs/root.pem': made.rootCa.certificate,
  'certs/other-root.pem': made.otherRoot.certificate,
  'certs/middle.pem': made.middle.certificate,
  'certs/crossed.pem': made.crossed.certificate,
  'certs/impostor.pem': made.impostor.certificate,
  'certs/server.pem': made.server.certificate,
  'certs/server.key': made.server.privateKey,
  'certs/client.pem': `# of the client\n${made.client.certificate}`,
  'certs/alone.pem': made.alone.certificate,
  'certs/broken.pem': broken,
  'nginx.conf': nginx,
  'src/client.js': script,
};

/** Places as `path:line`, lines from 1 on. */
function shown(locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => `${uri.replace(`${root}/`, '')}:${range.start.line + 1}`).sort();
}

async function definition(path: string, position: Position): Promise<string[]> {
  return shown((await client?.request<Location[]>('textDocument/definition', at(path, position))) ?? []);
}

async function references(path: string, position: Position, includeDeclaration = false): Promise<string[]> {
  const params = { ...at(path, position), context: { includeDeclaration } };
  return shown((await client?.request<Location[]>('textDocument/references', params)) ?? []);
}

function at(path: string, position: Position) {
  return { textDocument: { uri: uriOf(path) }, position };
}

/** Opens a stored file; the position is at the first `needle`. */
async function open(path: keyof typeof files, needle = 'BEGIN'): Promise<Position> {
  return (await client?.open(path, files[path].replace(needle, `$0${needle}`))) ?? { line: 0, character: 0 };
}

describe('definition', () => {
  test.each<[string, keyof typeof files, string, string[]]>([
    [
      'a certificate leads to both of its cross-signed issuers',
      'certs/server.pem',
      'BEGIN',
      ['certs/crossed.pem:1', 'certs/middle.pem:1'],
    ],
    ['an intermediate leads to its root', 'certs/middle.pem', 'BEGIN', ['certs/root.pem:1']],
    ['its cross-signed twin leads to the other root', 'certs/crossed.pem', 'BEGIN', ['certs/other-root.pem:1']],
    ['a self-signed certificate leads to itself', 'certs/alone.pem', 'BEGIN', ['certs/alone.pem:1']],
    ['a private key leads to its certificate', 'certs/server.key', 'BEGIN', ['certs/server.pem:1']],
    ['a block that cannot be read leads nowhere', 'certs/broken.pem', 'BEGIN', []],
    ['the path of a certificate', 'nginx.conf', 'certs/server.pem', ['certs/server.pem:1']],
    ['the path of a key', 'nginx.conf', 'certs/server.key', ['certs/server.key:1']],
    ['what is neither', 'nginx.conf', 'listen', []],
    ['a path in JavaScript', 'src/client.js', '../certs/server.pem', ['certs/server.pem:1']],
  ])('%s', async (_, path, needle, expected) => {
    client = await startClient({ files });
    expect(await definition(path, await open(path, needle))).toEqual(expected);
  });

  test('in a bundle, the issuer that stands in it', async () => {
    client = await startClient({ files });
    const bundle = made.server.certificate + made.middle.certificate;
    const start = await client.open('bundle.pem', `$0${bundle}`);
    const line = made.server.certificate.split('\n').length;
    expect(await definition('bundle.pem', start)).toEqual([`bundle.pem:${line}`, 'certs/crossed.pem:1']);
  });

  test('a path leads to the object it stands for, not to the top of the file', async () => {
    const both = made.server.certificate + made.server.privateKey;
    client = await startClient({ files: { 'nginx.conf': nginx, 'certs/server.pem': both, 'certs/server.key': both } });
    const line = made.server.certificate.split('\n').length;
    const position = await client.open('nginx.conf', nginx.replace('certs/server.key', '$0certs/server.key'));
    expect(await definition('nginx.conf', position)).toEqual([`certs/server.key:${line}`]);
  });

  test('a request leads to the certificate that was issued for its key, a public key too', async () => {
    client = await startClient({ files });
    const request = await requestFor(made.client);
    const publicKey = await publicKeyOf(made.client);
    expect(await definition('new.csr', await client.open('new.csr', `$0${request}`))).toEqual(['certs/client.pem:2']);
    expect(await definition('new.pub', await client.open('new.pub', `$0${publicKey}`))).toEqual(['certs/client.pem:2']);
  });

  test('an unsaved edit counts', async () => {
    client = await startClient({ files });
    const position = await open('certs/middle.pem');
    await client.open('certs/root.pem', made.rootCa.certificate);
    await client.edit('certs/root.pem', made.rootCa.certificate, `\n\n${made.rootCa.certificate}`);
    expect(await definition('certs/middle.pem', position)).toEqual(['certs/root.pem:3']);
    await client.edit('certs/root.pem', made.rootCa.certificate, broken);
    expect(await definition('certs/middle.pem', position)).toEqual([]);
  });
});

describe('references', () => {
  test.each<[string, keyof typeof files, string, string[]]>([
    ['of a root: what it issued and who trusts it', 'certs/root.pem', 'BEGIN', ['certs/middle.pem:1', 'nginx.conf:5']],
    [
      'of an intermediate: the certificates below it',
      'certs/middle.pem',
      'BEGIN',
      ['certs/client.pem:2', 'certs/server.pem:1'],
    ],
    ['of its cross-signed twin: the same', 'certs/crossed.pem', 'BEGIN', ['certs/client.pem:2', 'certs/server.pem:1']],
    ['of one of the same name: nothing', 'certs/impostor.pem', 'BEGIN', []],
    [
      'of a certificate: the configurations that name it',
      'certs/server.pem',
      'BEGIN',
      ['nginx.conf:3', 'src/client.js:3'],
    ],
    ['of a private key', 'certs/server.key', 'BEGIN', ['nginx.conf:4']],
    ['of a path: of what it names', 'nginx.conf', 'certs/server.pem', ['nginx.conf:3', 'src/client.js:3']],
    ['of a self-signed certificate nobody uses', 'certs/alone.pem', 'BEGIN', []],
    ['of a block that cannot be read', 'certs/broken.pem', 'BEGIN', []],
  ])('%s', async (_, path, needle, expected) => {
    client = await startClient({ files });
    expect(await references(path, await open(path, needle))).toEqual(expected);
  });

  test('with the declaration: everywhere the certificate stands', async () => {
    client = await startClient({ files: { ...files, 'copy.pem': made.alone.certificate } });
    expect(await references('certs/alone.pem', await open('certs/alone.pem'), true)).toEqual([
      'certs/alone.pem:1',
      'copy.pem:1',
    ]);
  });

  test('configurations count as they are in the editor, and again as stored when closed', async () => {
    client = await startClient({ files });
    const position = await open('certs/server.pem');
    await client.open('nginx.conf', nginx);
    await client.edit('nginx.conf', 'ssl_certificate certs/server.pem;', 'ssl_certificate certs/client.pem;');
    expect(await references('certs/server.pem', position)).toEqual(['src/client.js:3']);
    await client.close('nginx.conf');
    expect(await references('certs/server.pem', position)).toEqual(['nginx.conf:3', 'src/client.js:3']);
  });

  test('a configuration that is written, changed or deleted meanwhile', async () => {
    client = await startClient({ files });
    const position = await open('certs/alone.pem');
    const uses = 'server {\n    listen 443 ssl;\n    ssl_certificate ../certs/alone.pem;\n}\n';
    expect(await references('certs/alone.pem', position)).toEqual([]);
    await client.writeFile('sites/new.conf', uses);
    expect(await references('certs/alone.pem', position)).toEqual(['sites/new.conf:3']);
    await client.writeFile('sites/new.conf', `# moved\n${uses}`);
    expect(await references('certs/alone.pem', position)).toEqual(['sites/new.conf:4']);
    await client.writeFile('sites/new.conf', undefined);
    expect(await references('certs/alone.pem', position)).toEqual([]);
  });
});

describe('type hierarchy', () => {
  async function prepare(path: string, position: Position): Promise<TypeHierarchyItem[] | null> {
    return client?.request('textDocument/prepareTypeHierarchy', at(path, position)) ?? null;
  }
  async function names(step: 'supertypes' | 'subtypes', item: TypeHierarchyItem | undefined): Promise<string[]> {
    const items = await client?.request<TypeHierarchyItem[] | null>(`typeHierarchy/${step}`, { item });
    return (items ?? []).map(({ name, uri }) => `${name} in ${uri.replace(`${root}/certs/`, '')}`).sort();
  }

  test('issuers upwards, issued certificates downwards', async () => {
    client = await startClient({ files });
    const [server] = (await prepare('certs/server.pem', await open('certs/server.pem'))) ?? [];
    expect(server).toMatchObject({ name: 'server.internal', uri: uriOf('certs/server.pem') });
    expect(await names('supertypes', server)).toEqual(['Middle in crossed.pem', 'Middle in middle.pem']);
    expect(await names('subtypes', server)).toEqual([]);
    const [middle] = (await prepare('certs/middle.pem', await open('certs/middle.pem'))) ?? [];
    expect(await names('supertypes', middle)).toEqual(['Root in root.pem']);
    expect(await names('subtypes', middle)).toEqual(['client.internal in client.pem', 'server.internal in server.pem']);
  });

  test('a root has nothing above it, and does not stand below itself', async () => {
    client = await startClient({ files });
    const [item] = (await prepare('certs/root.pem', await open('certs/root.pem'))) ?? [];
    expect(await names('supertypes', item)).toEqual([]);
    expect(await names('subtypes', item)).toEqual(['Middle in middle.pem']);
  });

  test('from a path in a configuration; from anything that is no certificate there is none', async () => {
    client = await startClient({ files });
    const position = await open('nginx.conf', 'certs/root.pem');
    expect(await prepare('nginx.conf', position)).toMatchObject([{ name: 'Root' }]);
    expect(await prepare('nginx.conf', { line: 0, character: 0 })).toBeNull();
    expect(await prepare('certs/server.key', await open('certs/server.key'))).toBeNull();
    expect(await prepare('certs/broken.pem', await open('certs/broken.pem'))).toBeNull();
  });

  test('a certificate that is gone by the time it is asked about', async () => {
    client = await startClient({ files });
    const [item] = (await prepare('certs/middle.pem', await open('certs/middle.pem'))) ?? [];
    await client.edit('certs/middle.pem', made.middle.certificate, broken);
    expect(await names('subtypes', item)).toEqual([]);
  });
});

test('certificates are found by name', async () => {
  client = await startClient({ files });
  const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'INTERNAL' });
  expect(symbols.map(({ name, containerName }) => `${name} in ${containerName}`).sort()).toEqual([
    'client.internal in client.pem',
    'dev.internal in alone.pem',
    'server.internal in server.pem',
  ]);
  expect(await client.request('workspace/symbol', { query: 'nobody' })).toEqual([]);
});

describe('links between a certificate and its key', () => {
  async function links(path: string): Promise<string[]> {
    const found = await client?.request<DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: uriOf(path) },
    });
    return (found ?? []).map(({ range, target, tooltip }) => {
      return `${range.start.line + 1} -> ${target?.replace(`${root}/`, '')} (${tooltip})`;
    });
  }

  test('each way, to the line', async () => {
    client = await startClient({ files: { ...files, 'both.key': `# key\n${made.client.privateKey}` } });
    await client.open('certs/server.pem', files['certs/server.pem']);
    expect(await links('certs/server.pem')).toEqual(['1 -> certs/server.key (Open its private key)']);
    await client.open('certs/server.key', files['certs/server.key']);
    expect(await links('certs/server.key')).toEqual(['1 -> certs/server.pem (Open its certificate)']);
    await client.open('certs/client.pem', files['certs/client.pem']);
    expect(await links('certs/client.pem')).toEqual(['2 -> both.key#L2 (Open its private key)']);
  });

  test('none where both are in one file, and none where there is no other', async () => {
    client = await startClient({ files });
    await client.open('one.pem', made.alone.certificate + made.alone.privateKey);
    expect(await links('one.pem')).toEqual([]);
    await client.open('certs/root.pem', files['certs/root.pem']);
    expect(await links('certs/root.pem')).toEqual([]);
  });
});

async function publicKeyOf({ keys }: Made): Promise<string> {
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', keys.publicKey)).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${spki.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
}

async function requestFor({ keys }: Made): Promise<string> {
  const { Pkcs10CertificateRequestGenerator } = await import('@peculiar/x509');
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=anything',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return `${request.toString('pem')}\n`;
}
