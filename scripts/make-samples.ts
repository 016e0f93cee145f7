// Makes the certificates of samples/, dated by the clock it is given, and copies the rest beside them:
// `node scripts/make-samples.ts --out DIR [--now TIME]`. The keys are throw-away keys.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCertificate } from '../test/support/certificates.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, now: { type: 'string' } } });
const now = values.now === undefined ? new Date() : new Date(values.now);
if (values.out === undefined || Number.isNaN(now.getTime())) {
  console.error(
    'error: where to, and a valid time?\nhint: node scripts/make-samples.ts --out DIR [--now 2026-11-23T00:00:00Z]',
  );
  process.exit(2);
}

const samples = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'samples');
const out = path.resolve(values.out);
if (out !== samples) cpSync(samples, out, { recursive: true });
const certs = path.join(out, 'certs');
rmSync(certs, { recursive: true, force: true });
mkdirSync(certs, { recursive: true });

const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const ca = await makeCertificate({ cn: 'Orders CA', ca: true, from: day(-60), to: day(1765) });
const server = await makeCertificate({
  cn: 'localhost',
  issuer: ca,
  usages: ['serverAuth'],
  dns: ['localhost', 'orders.example.internal'],
  from: day(-1),
  to: day(199),
});
const client = await makeCertificate({
  cn: 'orders-client',
  issuer: ca,
  usages: ['clientAuth'],
  from: day(-78),
  to: day(12.5),
});
const oldServer = await makeCertificate({
  cn: 'old.example.internal',
  issuer: ca,
  usages: ['serverAuth'],
  dns: ['old.example.internal'],
  from: day(-130),
  to: day(-40),
});
const nextServer = await makeCertificate({
  cn: 'localhost',
  issuer: ca,
  usages: ['serverAuth'],
  dns: ['localhost'],
  from: day(60),
  to: day(260),
});
const printer = await makeCertificate({
  cn: 'printer.example.internal',
  issuer: ca,
  rsaBits: 1024,
  hash: 'SHA-1',
  from: day(-9),
  to: day(191),
});
const dev = await makeCertificate({
  cn: 'dev.example.internal',
  dns: ['dev.example.internal'],
  from: day(-5),
  to: day(195),
});

const files: Readonly<Record<string, string>> = {
  'ca.pem': ca.certificate,
  'ca.key': ca.privateKey,
  'server.pem': server.certificate,
  'server.key': server.privateKey,
  'client.pem': client.certificate,
  'client.key': client.privateKey,
  'old-server.pem': oldServer.certificate,
  'old-server.key': oldServer.privateKey,
  'next-server.pem': nextServer.certificate,
  'printer.pem': printer.certificate,
  'dev.pem': dev.certificate,
  'deploy.key': dev.privateKey,
  // Copied without its last line.
  'partner.pem': server.certificate.replace(/-----END CERTIFICATE-----\n/, ''),
};
for (const [name, text] of Object.entries(files)) {
  const note = name.endsWith('.key') ? 'A throw-away key of the samples: protects nothing.\n' : '';
  writeFileSync(path.join(certs, name), note + text, { mode: name.endsWith('.key') ? 0o600 : 0o644 });
}
console.log(`${Object.keys(files).length} files in ${certs}, dated ${now.toISOString().slice(0, 10)}`);
