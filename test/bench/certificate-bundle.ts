import { encode } from '../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../server/core/asn1/object-identifier.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  crlDistributionPoint,
  keyUsage,
  name,
  oddCertificate,
  sequence,
  serverAuth,
  signerKey,
  subjectAltName,
  subjectKeyIdentifier,
} from '../support/odd-certificates.ts';

const policies = { oid: '2.5.29.32', value: sequence(sequence(encodeObjectIdentifier('2.23.140.1.2.1'))) };
const from = new Date('2026-11-01T00:00:00Z');
const to = new Date('2027-05-01T00:00:00Z');

/** A CA and the server certificates that it issued, with what such have; another one for each `seed`. */
export async function makeBundle(count: number, seed: number): Promise<string> {
  const blocks: string[] = [
    oddCertificate({
      serial: [0x40, seed, 1],
      subject: name('Example CA'),
      subjectPublicKeyInfo: signerKey,
      from,
      to: new Date('2036-01-01T00:00:00Z'),
      extensions: [basicConstraints(true), keyUsage(5, 6), subjectKeyIdentifier(signerKey), authorityKeyIdentifier()],
    }),
  ];
  for (let i = 1; i < count; i++) {
    const host = `host-${i}.svc.example.org`;
    blocks.push(
      oddCertificate({
        serial: [0x5a, seed, i >> 8, i & 255, ...Array.from(crypto.getRandomValues(new Uint8Array(12)))],
        subject: name(host),
        from,
        to,
        extensions: [
          basicConstraints(false),
          keyUsage(0),
          serverAuth,
          subjectAltName([host, `www.${host}`]),
          subjectKeyIdentifier(),
          authorityKeyIdentifier(),
          authorityInfoAccess('1.3.6.1.5.5.7.48.2', 'http://pki.example.org/ca.crt'),
          crlDistributionPoint('http://pki.example.org/ca.crl'),
          policies,
          // Something of the size of two signed timestamps.
          { oid: '1.3.6.1.4.1.99999.1', value: encode(4, crypto.getRandomValues(new Uint8Array(240))) },
        ],
      }),
    );
  }
  return blocks.join('');
}
