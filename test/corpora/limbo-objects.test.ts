/**
 * x509-limbo's certificates, keys and lists are read, or refused with a reason; what is read agrees with Node.js
 * (OpenSSL). Whether a path is valid is not asked here.
 */
import { createPublicKey, X509Certificate } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { toHex } from '../../server/core/asn1/hex.ts';
import { IssuerLinks } from '../../server/core/chain/issuer-links.ts';
import { nameKey } from '../../server/core/x509/name-key.ts';
import { readPkiObjects } from '../../server/core/x509/read-pki-objects.ts';
import type { Certificate, PkiObject } from '../../server/core/x509/types.ts';
import { limboCases } from './corpora.ts';

const cases = limboCases();
const certificates = [
  ...new Set(cases.flatMap((each) => [each.peer_certificate, ...each.trusted_certs, ...each.untrusted_intermediates])),
];

function only(pem: string): PkiObject {
  const { objects, problems } = readPkiObjects(pem);
  expect(problems).toEqual([]);
  expect(objects).toHaveLength(1);
  return objects[0] as PkiObject;
}

function certificateOf(pem: string): Certificate | undefined {
  const { value } = only(pem);
  return value?.kind === 'certificate' ? value : undefined;
}

const natives = new Map<string, X509Certificate | undefined>();

/** Undefined where OpenSSL does not read it. */
function native(pem: string): X509Certificate | undefined {
  if (!natives.has(pem)) {
    try {
      natives.set(pem, new X509Certificate(pem));
    } catch {
      natives.set(pem, undefined);
    }
  }
  return natives.get(pem);
}

test('every certificate is read as Node.js reads it, or a problem says why not', () => {
  expect(certificates.length).toBeGreaterThan(100);
  const differences = certificates.flatMap((pem): unknown[] => {
    const { value, problems } = only(pem);
    const theirs = native(pem);
    if (value?.kind !== 'certificate')
      return problems.length > 0 ? [] : [{ pem, problem: 'no certificate, no reason' }];
    // OpenSSL reads less than we do in places: an opinion of its own, not a difference in what is there.
    if (!theirs) return [];
    const expected = {
      serial: BigInt(`0x${theirs.serialNumber}`),
      notBefore: new Date(theirs.validFrom).getTime(),
      notAfter: new Date(theirs.validTo).getTime(),
      sha256: theirs.fingerprint256.replaceAll(':', '').toLowerCase(),
      sha1: theirs.fingerprint.replaceAll(':', '').toLowerCase(),
      // Node.js asks for more than basicConstraints (X509_check_ca), so only its yes is to be ours too.
      isCa: theirs.ca || (value.basicConstraints?.cA ?? false),
    };
    const got = {
      serial: magnitude(value.serialNumber),
      notBefore: value.validity.notBefore.getTime(),
      notAfter: value.validity.notAfter.getTime(),
      sha256: value.sha256,
      sha1: value.sha1,
      isCa: value.basicConstraints?.cA ?? false,
    };
    return isDeepStrictEqual(got, expected) ? [] : [{ pem, expected, got }];
  });
  expect(differences).toEqual([]);
});

test('every key belongs to the certificate it comes with', () => {
  const pairs = cases.flatMap((each) =>
    each.peer_certificate_key === null ? [] : [[each.id, each.peer_certificate, each.peer_certificate_key] as const],
  );
  expect(pairs.length).toBeGreaterThan(100);
  const strangers = pairs.filter(([, pem, keyPem]) => {
    const key = only(keyPem).value;
    const certificate = certificateOf(pem);
    if (key?.kind !== 'private-key' || !key.publicKey || !certificate) return certificate !== undefined;
    const belongs = toHex(key.publicKey.publicKey) === toHex(certificate.subjectPublicKeyInfo.publicKey);
    const expected = createPublicKey(keyPem).equals(new X509Certificate(pem).publicKey);
    return belongs !== expected;
  });
  expect(strangers.map(([id]) => id)).toEqual([]);
});

test('every list is read, or a problem says why not', () => {
  const lists = [...new Set(cases.flatMap(({ crls }) => crls))];
  expect(lists.length).toBeGreaterThan(3);
  const silent = lists.filter((pem) => {
    const { value, problems } = only(pem);
    return value?.kind !== 'certificate-list' && problems.length === 0;
  });
  expect(silent).toEqual([]);
});

test('an issuer is linked exactly where its key verifies the signature for Node.js too', async () => {
  const nativeOf = new Map<Certificate, X509Certificate>();
  const read = new Map<string, Certificate>();
  for (const pem of certificates) {
    const certificate = certificateOf(pem);
    const theirs = native(pem);
    if (!certificate || !theirs) continue;
    read.set(pem, certificate);
    nativeOf.set(certificate, theirs);
  }
  const links = new IssuerLinks(crypto);
  const counts = { agreed: 0, unsupported: 0, unsearched: 0 };
  const differences: unknown[] = [];
  for (const { id, peer_certificate, trusted_certs, untrusted_intermediates } of cases) {
    const group = [peer_certificate, ...trusted_certs, ...untrusted_intermediates].flatMap(
      (pem) => read.get(pem) ?? [],
    );
    const bySubject = Map.groupBy(group, ({ subject }) => nameKey(subject));
    for (const certificate of group) {
      await links.link(certificate, bySubject);
      const states = new Map(links.issuersOf(certificate, bySubject).map((link) => [link.issuer, link.signature]));
      for (const issuer of bySubject.get(nameKey(certificate.issuer)) ?? []) {
        const issuerKey = nativeOf.get(issuer)?.publicKey;
        const theirs = issuerKey !== undefined && nativeOf.get(certificate)?.verify(issuerKey);
        const ours = states.get(issuer) ?? 'invalid';
        // Left open, never called valid: DSA, explicit curves, P-192.
        if (ours === 'unsupported') counts.unsupported += 1;
        // A hundred CAs of one name, none of which is named by its key: not all are tried, and that is said.
        else if (ours === 'invalid' && links.isUnsearched(certificate)) counts.unsearched += 1;
        else if (theirs === (ours === 'valid')) counts.agreed += 1;
        else differences.push({ id, child: certificate.sha256, theirs, ours });
      }
    }
  }
  expect(differences).toEqual([]);
  expect(counts.agreed).toBeGreaterThan(500);
  expect(counts.unsupported).toBeLessThan(counts.agreed / 50);
  expect(counts.unsearched).toBeLessThan(counts.agreed / 5);
});

/** Node.js writes the magnitude of a negative number. */
function magnitude(octets: Uint8Array): bigint {
  const value = BigInt.asIntN(octets.length * 8, BigInt(`0x${toHex(octets)}`));
  return value < 0n ? -value : value;
}
