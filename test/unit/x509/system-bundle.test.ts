import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { Scratch } from './openssl.ts';

/** What of `tlsense inspect`'s JSON is compared. */
interface Inspected {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
  readonly fingerprints: { readonly sha256: string; readonly sha1: string };
  readonly subjectAltName?: readonly string[];
  readonly extKeyUsage?: readonly string[];
  readonly isCa: boolean;
}

const bundle = '/etc/ssl/certs/ca-certificates.crt';

test.skipIf(!existsSync(bundle))(
  `every certificate of ${bundle} agrees with openssl and Node.js`,
  () => {
    using scratch = new Scratch();
    const text = readFileSync(bundle, 'utf8');
    const { objects, problems } = readPkiObjects(text);
    expect(problems).toEqual([]);
    expect(objects.flatMap((object) => object.problems)).toEqual([]);
    expect(objects.length).toBeGreaterThan(50);
    expect(objects.length).toBe(text.match(/-----BEGIN CERTIFICATE-----/g)?.length);

    const pems = objects.map(({ span }) => text.slice(span.start, span.end));
    pems.forEach((pem, i) => {
      scratch.write(`${i}.pem`, `${pem}\n`);
    });
    const printed = printAll(scratch, pems.length);
    const differences = objects.flatMap((object, i) => {
      const ours = inspectObject(object) as unknown as Inspected;
      const native = new X509Certificate(pems[i] ?? '');
      const openssl = printed[i] ?? {};
      const expected = {
        subject: openssl['subject'],
        issuer: openssl['issuer'],
        serial: openssl['serial'],
        notBefore: new Date(openssl['notBefore'] ?? '').getTime(),
        notAfter: new Date(openssl['notAfter'] ?? '').getTime(),
        sha256: openssl['sha256 Fingerprint'],
        sha1: native.fingerprint,
        // Node.js quotes a directory name, which is our only difference from it.
        subjectAltName: native.subjectAltName?.replace(/"(.*)"/, (_, name) => name.replaceAll('\\u002c', ',')),
        isCa: native.ca,
        extKeyUsage: native.keyUsage?.length,
        publicKey: native.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
      };
      const { value } = object;
      const got = {
        subject: ours.subject,
        issuer: ours.issuer,
        serial: ours.serialNumber,
        notBefore: new Date(ours.validity.notBefore).getTime(),
        notAfter: new Date(ours.validity.notAfter).getTime(),
        sha256: ours.fingerprints.sha256,
        sha1: ours.fingerprints.sha1,
        subjectAltName: ours.subjectAltName?.join(', '),
        isCa: ours.isCa,
        extKeyUsage: ours.extKeyUsage?.length,
        publicKey: value?.kind === 'certificate' ? Buffer.from(value.subjectPublicKeyInfo.der).toString('hex') : '',
      };
      return JSON.stringify(expected) === JSON.stringify(got) ? [] : [{ expected, got }];
    });
    expect(differences).toEqual([]);
  },
  60_000,
);

/** What openssl says of each certificate, by its own words. */
function printAll(scratch: Scratch, count: number): Record<string, string>[] {
  const options = '-subject -issuer -serial -dates -fingerprint -sha256 -nameopt RFC2253,-esc_msb';
  const out = scratch.shell(
    `i=0; while [ $i -lt ${count} ]; do openssl x509 -noout ${options} -in $i.pem; echo; i=$((i + 1)); done`,
  );
  return out.split('\n\n').map((lines) =>
    Object.fromEntries(
      lines.split('\n').flatMap((line) => {
        const at = line.indexOf('=');
        return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
      }),
    ),
  );
}
