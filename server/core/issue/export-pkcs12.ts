import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { displayName } from '../describe/names.ts';
import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { encodePkcs12, type Pkcs12Mode } from './pkcs12.ts';
import { openPrivateKey } from './private-key.ts';
import { isPairOf } from './signing-key.ts';

export interface Pkcs12Request {
  readonly crypto: Crypto;
  /** The key's own certificate and those above it, in any order. */
  readonly certificatesPem: string;
  readonly privateKeyPem: string;
  readonly keyPassphrase: string | undefined;
  /** Of the PKCS#12 file. */
  readonly passphrase: string;
  /** What stores show; the certificate's name where it is left out. */
  readonly friendlyName: string | undefined;
  readonly mode: Pkcs12Mode;
}

/** DER of a PKCS#12 file whose certificate and key belong together. */
export async function exportPkcs12(request: Pkcs12Request): Promise<Result<Uint8Array, IssueFailure>> {
  const { crypto, passphrase, mode } = request;
  if (passphrase === '') return refuse('passphrase-empty', message('The passphrase is empty.'));
  const key = await openPrivateKey(crypto, request.privateKeyPem, request.keyPassphrase);
  if (!key.ok) return key;
  const { objects } = await withKeyArithmetic(() => readPkiObjects(request.certificatesPem));
  const found = objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
  // A certificate's file may hold its chain already.
  const certificates = [...new Map(found.map((one) => [one.sha256, one])).values()];
  if (certificates.length === 0) {
    return refuse('certificate-missing', message('There is no certificate in PEM form in the file that can be read.'));
  }
  for (const own of certificates) {
    if (!(await isPairOf(crypto, key.value.signingKey, own.subjectPublicKeyInfo))) continue;
    const others = certificates.filter(({ sha256 }) => sha256 !== own.sha256);
    const contents = {
      pkcs8: key.value.pkcs8,
      certificates: [own, ...others].map(({ der }) => der),
      friendlyName: request.friendlyName ?? displayName(own),
    };
    return success(await encodePkcs12(crypto, contents, passphrase, mode));
  }
  return refuse('key-mismatch', message('The private key belongs to none of the certificates.'));
}
