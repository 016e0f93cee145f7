import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';

interface Inspected {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
  readonly fingerprints: { readonly sha256: string };
  readonly subjectAltName?: readonly string[];
  readonly isCa: boolean;
}

const bundle = '/etc/ssl/certs/ca-certificates.crt';

test('every certificate of the system bundle agrees with openssl and Node.js', () => {
  const text = readFileSync(bundle, 'utf8');
  const { objects, problems } = readPkiObjects(text);
  expect(problems).toEqual([]);
  expect(objects.length).toBe(text.match(/-----BEGIN CERTIFICATE-----/g)?.length);
  const differences: unknown[] = [];
  for (const object of objects) {
    const ours = inspectObject(object) as unknown as Inspected;
    const pem = text.slice(object.span.start, object.span.end);
    const printed = openssl(pem);
    const native = new X509Certificate(pem);
    const expected = {
      subject: printed['subject'],
      issuer: printed['issuer'],
      serial: printed['serial'],
      notBefore: new Date(printed['notBefore'] ?? '').getTime(),
      notAfter: new Date(printed['notAfter'] ?? '').getTime(),
      sha256: printed['sha256 Fingerprint'],
      // Node.js quotes a directory name, which is our only difference from it.
      subjectAltName: native.subjectAltName?.replace(/"(.*)"/, (_, name) => name.replaceAll('\\u002c', ',')),
      isCa: native.ca,
    };
    const got = {
      subject: ours.subject,
      issuer: ours.issuer,
      serial: ours.serialNumber,
      notBefore: new Date(ours.validity.notBefore).getTime(),
      notAfter: new Date(ours.validity.notAfter).getTime(),
      sha256: ours.fingerprints.sha256,
      subjectAltName: ours.subjectAltName?.join(', '),
      isCa: ours.isCa,
    };
    if (JSON.stringify(expected) !== JSON.stringify(got)) differences.push({ expected, got });
  }
  expect(differences).toEqual([]);
}, 60_000);

function openssl(pem: string): Record<string, string> {
  const options = [
    '-subject',
    '-issuer',
    '-serial',
    '-dates',
    '-fingerprint',
    '-sha256',
    '-nameopt',
    'RFC2253,-esc_msb',
  ];
  const { stdout } = spawnSync('openssl', ['x509', '-noout', ...options], { input: pem, encoding: 'utf8' });
  return Object.fromEntries(
    stdout.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}
