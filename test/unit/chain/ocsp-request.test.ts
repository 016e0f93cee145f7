/** The request is, octet by octet, the one that openssl makes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAddress, revocationAddresses } from '../../../server/core/chain/revocation/online/addresses.ts';
import { encodeNonce, encodeOcspRequest } from '../../../server/core/chain/revocation/online/ocsp-request.ts';
import { readPkiFile } from '../../../server/core/workspace/pki-file.ts';
import type { Certificate } from '../../../server/core/x509/types.ts';
import { startAuthority } from '../../support/revocation-authority.ts';

async function certificate(folder: string, file: string): Promise<Certificate> {
  const [object] = (await readPkiFile(readFileSync(join(folder, file)))).pki.objects;
  if (object?.value?.kind !== 'certificate') throw new Error(`no certificate in ${file}`);
  return object.value;
}

test('as openssl makes it, with and without a nonce', async () => {
  const { folder, openssl } = await startAuthority();
  const ca = await certificate(folder, 'ca.pem');
  const good = await certificate(folder, 'good.pem');
  const about = ['ocsp', '-issuer', 'ca.pem', '-cert', 'good.pem'];
  openssl(...about, '-no_nonce', '-reqout', 'plain.der');
  openssl(...about, '-nonce', '-reqout', 'nonce.der');
  expect(Buffer.from(encodeOcspRequest(good, ca))).toEqual(readFileSync(join(folder, 'plain.der')));
  const theirs = readFileSync(join(folder, 'nonce.der'));
  // OpenSSL's nonce has 16 octets and stands last.
  const nonce = encodeNonce(Uint8Array.from(theirs.subarray(-16)));
  expect(Buffer.from(encodeOcspRequest(good, ca, nonce))).toEqual(theirs);
});

test('the addresses of a certificate: what can be asked, and what cannot', async () => {
  const { folder, responder, lists } = await startAuthority();
  expect(revocationAddresses(await certificate(folder, 'good.pem'))).toEqual({
    askable: [
      { kind: 'ocsp', url: responder },
      { kind: 'list', url: `${lists}/ca.crl` },
    ],
    others: ['ldap://127.0.0.1/cn=ca'],
  });
  expect(revocationAddresses(await certificate(folder, 'ca.pem'))).toEqual({ askable: [], others: [] });
});

test.each([
  ['http://crl.example.com/a.crl', 'http://crl.example.com/a.crl'],
  ['HTTPS://Ocsp.Example.com', 'https://ocsp.example.com/'],
  ['http://example.com/a#b', 'http://example.com/a'],
  ['ftp://example.com/a.crl', undefined],
  ['file:///etc/passwd', undefined],
  ['ldap://example.com/cn=a', undefined],
  ['javascript:alert(1)', undefined],
  ['http://user:secret@example.com/', undefined],
  ['http://exam\tple.com/', undefined],
  ['http://example.com/a b', undefined],
  ['http://exa\u0430mple.com/', undefined],
  ['http://', undefined],
  ['http://[::1', undefined],
  [`http://example.com/${'a'.repeat(2100)}`, undefined],
])('the address %j is asked as %j', (written, url) => {
  expect(readAddress('list', written)).toEqual(url === undefined ? undefined : { kind: 'list', url });
});
