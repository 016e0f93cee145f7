import { expect, test } from 'vitest';
import { encode } from '../../../server/core/asn1/encode.ts';
import { describeList } from '../../../server/core/describe/describe-list.ts';
import { decodeCertificateList } from '../../../server/core/x509/certificate-list.ts';
import { name, oddList, sequence } from '../../support/odd-certificates.ts';

test('an entry shows its time, its CA, and what is critical in it', () => {
  const text = oddList({
    thisUpdate: new Date('2026-11-01T00:00:00Z'),
    extensions: [],
    entries: [
      {
        serial: 5,
        date: new Date('2026-10-31T18:30:00Z'),
        extensions: [
          { oid: '2.5.29.29', critical: true, value: sequence(encode(0xa4, name('Other CA'))) },
          { oid: '1.3.6.1.4.1.99999.1', critical: true, value: encode(5) },
        ],
      },
    ],
  });
  const der = Uint8Array.from(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
  const { value } = decodeCertificateList(der);
  const entries = value && describeList(value).find(({ key }) => key === 'revokedCertificates')?.children;
  expect(entries?.[0]?.text?.data).toEqual({ 0: '2026-10-31 18:30 UTC' });
  expect(entries?.[0]?.children?.map(({ key, text: shown }) => [key, shown?.template])).toEqual([
    ['certificateIssuer', '{0}'],
    ['1.3.6.1.4.1.99999.1', 'critical, and not known'],
  ]);
});
