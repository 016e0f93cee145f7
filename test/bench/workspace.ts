import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  authorityKey,
  basicConstraints,
  commonName,
  dns,
  ecKey,
  extKeyUsage,
  type Issued,
  issueCertificate,
  keyUsage,
  subjectAltName,
  subjectKey,
  type TestKey,
} from '../support/chain-maker.ts';

/** Every certificate is good for as long as anyone will measure: findings do not depend on the day. */
const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2049-12-31T00:00:00Z') };
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

export interface BenchWorkspace {
  readonly folder: string;
  readonly files: number;
  readonly certificates: number;
}

/**
 * Writes a workspace of services below `folder`: twenty files each, five of them certificates, one a key, one an nginx
 * configuration, one a client in JavaScript and one in Python; the rest is none of our business. The certificates come
 * from four roots and twelve intermediates, one of them cross-signed.
 */
export async function makeWorkspace(folder: string, services: number): Promise<BenchWorkspace> {
  const files = new Map<string, string>();
  const cas = await makeCas(files);
  for (let i = 0; i < services; i++) await addService(files, i, cas[i % cas.length] as Issued);
  await writeAll(folder, files);
  const certificates = [...files.values()].filter((text) => text.startsWith('-----BEGIN CERTIFICATE-----')).length;
  return { folder, files: files.size, certificates };
}

async function makeCas(files: Map<string, string>): Promise<readonly Issued[]> {
  const intermediates: Issued[] = [];
  const roots: Issued[] = [];
  for (let r = 0; r < 4; r++) {
    const root = await issueCa(`Root ${r}`, undefined, await ecKey());
    roots.push(root);
    files.set(`cas/root-${r}.pem`, pem('CERTIFICATE', root.certificate.der));
    for (let i = 0; i < 3; i++) {
      const intermediate = await issueCa(`Intermediate ${r}.${i}`, root, await ecKey());
      intermediates.push(intermediate);
      files.set(`cas/intermediate-${r}-${i}.pem`, pem('CERTIFICATE', intermediate.certificate.der));
    }
  }
  const [first] = intermediates;
  if (first && roots[1]) {
    const crossed = await issueCa('Intermediate 0.0', roots[1], first.key);
    files.set('cas/intermediate-0-0-crossed.pem', pem('CERTIFICATE', crossed.certificate.der));
  }
  return intermediates;
}

function issueCa(name: string, issuer: Issued | undefined, key: TestKey): Promise<Issued> {
  return issueCertificate({
    ...validity,
    subject: commonName(name),
    key,
    ...(issuer ? { issuer } : {}),
    extensions: [
      basicConstraints(true),
      keyUsage('keyCertSign', 'cRLSign'),
      subjectKey(key),
      authorityKey(issuer?.certificate ?? key),
    ],
  });
}

async function addService(files: Map<string, string>, number: number, ca: Issued): Promise<void> {
  const name = `service-${String(number).padStart(4, '0')}`;
  const put = (path: string, text: string): void => void files.set(`services/${name}/${path}`, text);
  for (const [i, file] of ['server.pem', 'client.pem', 'peer.crt', 'metrics.pem', 'admin.cer'].entries()) {
    const key = await ecKey();
    const host = `${file.replace(/\..*/, '')}.${name}.internal`;
    const leaf = await issueCertificate({
      ...validity,
      subject: commonName(host),
      key,
      issuer: ca,
      extensions: [
        basicConstraints(false),
        keyUsage('digitalSignature'),
        extKeyUsage(i % 2 === 0 ? serverAuth : clientAuth),
        subjectKey(key),
        authorityKey(ca.certificate),
        subjectAltName([dns(host)]),
      ],
    });
    put(`tls/${file}`, pem('CERTIFICATE', leaf.certificate.der));
    if (i === 0) put('tls/server.key', pem('PRIVATE KEY', await key.exportPrivate()));
  }
  put('nginx/nginx.conf', nginx(name));
  put('src/client.js', javascript(name));
  put('src/client.py', python(name));
  for (let i = 0; i < 4; i++) put(`src/part-${i}.ts`, `export const part${i} = '${name}';\n`.repeat(40));
  for (let i = 0; i < 4; i++) put(`docs/page-${i}.md`, `# ${name}, page ${i}\n\n${'Words about it.\n'.repeat(60)}`);
  put('package.json', `{ "name": "${name}", "private": true }\n`);
  put('data.csv', `${'1,2,3\n'.repeat(500)}`);
  put('Dockerfile', 'FROM scratch\n');
}

const nginx = (name: string): string => `http {
    server {
        listen 443 ssl;
        server_name ${name}.internal;
        ssl_certificate ../tls/server.pem;
        ssl_certificate_key ../tls/server.key;
        ssl_client_certificate ../../../cas/root-0.pem;
        ssl_verify_client on;
        location / {
            proxy_pass https://peer.${name}.internal;
            proxy_ssl_certificate ../tls/client.pem;
        }
    }
}
`;

const javascript = (name: string): string => `import { readFileSync } from 'node:fs';
import https from 'node:https';

https.get({
  host: 'peer.${name}.internal',
  cert: readFileSync(new URL('../tls/client.pem', import.meta.url)),
  ca: readFileSync(new URL('../../../cas/root-0.pem', import.meta.url)),
});
`;

const python = (name: string): string => `import ssl
import urllib.request

context = ssl._create_unverified_context()
urllib.request.urlopen('https://peer.${name}.internal', context=context)
`;

function pem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const made of folders) await mkdir(made, { recursive: true });
  const all = [...files];
  for (let at = 0; at < all.length; at += 64) {
    await Promise.all(all.slice(at, at + 64).map(([path, text]) => writeFile(join(folder, path), text)));
  }
}
