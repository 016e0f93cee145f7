/** Nothing that was changed is trusted, and nothing throws: every octet of every certificate of a chain, one at a time. */
import { expect, test } from 'vitest';
import { CertificatePool } from '../../../server/core/chain/certificate-pool.ts';
import { SignatureCache } from '../../../server/core/chain/path-building.ts';
import { trustAnchor } from '../../../server/core/chain/trust-anchor.ts';
import { validate } from '../../../server/core/chain/validate.ts';
import { decodeCertificate } from '../../../server/core/x509/certificate.ts';
import type { Certificate } from '../../../server/core/x509/types.ts';
import { certificatePolicies, dns, nameConstraints, policyMappings, testTime } from '../../support/chain-maker.ts';
import { ca, leaf, serverAuth } from './chains.ts';

test('a chain with any octet changed is not trusted', async () => {
  const root = await ca('Root', undefined);
  const middle = await ca('Intermediate', root, {
    extensions: [
      nameConstraints([dns('example.com')]),
      certificatePolicies('1.2.3'),
      policyMappings(['1.2.3', '1.2.4']),
    ],
  });
  const target = await leaf(middle, { extensions: [certificatePolicies('1.2.4')] });
  const signatures = new SignatureCache(crypto);
  const verdict = async (certificate: Certificate, intermediate: Certificate): Promise<string> => {
    const report = await validate(
      {
        target: certificate,
        pool: new CertificatePool([intermediate], [trustAnchor(root.certificate)]),
        at: testTime,
        profile: 'webpki',
        purposes: [serverAuth],
      },
      signatures,
    );
    return report.verdict;
  };
  expect(await verdict(target.certificate, middle.certificate)).toBe('trusted');
  const changes = (certificate: Certificate): Certificate[] =>
    [...certificate.der.keys()].flatMap((i) =>
      [0x01, 0x80].flatMap((bit) => {
        const der = Uint8Array.from(certificate.der);
        der[i] = (der[i] ?? 0) ^ bit;
        return decodeCertificate(der).value ?? [];
      }),
    );
  for (const changed of changes(target.certificate)) {
    expect(await verdict(changed, middle.certificate)).not.toBe('trusted');
  }
  for (const changed of changes(middle.certificate)) {
    expect(await verdict(target.certificate, changed)).not.toBe('trusted');
  }
}, 120_000);
