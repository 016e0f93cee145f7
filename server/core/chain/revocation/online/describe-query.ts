import { toHex } from '../../../asn1/hex.ts';
import { unsigned } from '../../../asn1/integer.ts';
import { type Message, message } from '../../../base/message.ts';
import { byteCount } from '../../../base/quantity.ts';
import type { Certificate } from '../../../x509/types.ts';
import type { RevocationQuery } from './ask.ts';
import { certIdHashes } from './ocsp-request.ts';

/** What will be asked of whom, before it is: the request line, and what goes along. */
export function describeQuery(
  { address, ocsp }: RevocationQuery,
  certificate: Certificate,
  issuer: Certificate,
): readonly Message[] {
  const { url } = address;
  if (!ocsp) return [message('GET {url}', { url }), message('Sends nothing but the address.')];
  const { issuerNameHash, issuerKeyHash } = certIdHashes(certificate, issuer);
  return [
    message('POST {url}', { url }),
    message('Sends an OCSP request of {size} with:', { size: byteCount(ocsp.body.length) }),
    message('- the serial number {serial}', { serial: toHex(unsigned(certificate.serialNumber)).toUpperCase() }),
    message('- the SHA-1 of the issuer’s name, {hash}', { hash: toHex(issuerNameHash) }),
    message('- the SHA-1 of the issuer’s key, {hash}', { hash: toHex(issuerKeyHash) }),
    message('- a random number, so that no old answer passes for a new one'),
  ];
}

/** What whoever is asked, and whoever listens, learns by it. */
export function whoLearns(queries: readonly RevocationQuery[]): Message {
  return queries.some(({ address }) => address.url.startsWith('http:'))
    ? message('Who is asked learns your IP address and what you ask about; over http, so does everyone on the way.')
    : message('Who is asked learns your IP address and what you ask about.');
}
