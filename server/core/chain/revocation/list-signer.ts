import { type Message, message } from '../../base/message.ts';
import { sameName } from '../../x509/name-key.ts';
import type { Certificate, CertificateList } from '../../x509/types.ts';
import { type SignatureState, verifySignature } from '../signature.ts';

/** Signers that are tried for one list: a CA has one key for lists, and two while it changes it. */
const triedSigners = 8;

const verified = new WeakMap<CertificateList, WeakMap<Certificate, Promise<SignatureState>>>();

/** A list's signature against a certificate's key, verified once. */
export function verifyList(crypto: Crypto, list: CertificateList, signer: Certificate): Promise<SignatureState> {
  const bySigner = verified.get(list) ?? new WeakMap<Certificate, Promise<SignatureState>>();
  verified.set(list, bySigner);
  let state = bySigner.get(signer);
  if (!state) {
    const { signatureAlgorithm, tbsCertList, signatureValue } = list;
    state = verifySignature(crypto, signatureAlgorithm, signer.subjectPublicKeyInfo, tbsCertList, signatureValue);
    bySigner.set(signer, state);
  }
  return state;
}

export type SignerSearch = { readonly signer: Certificate } | { readonly reason: Message };

/**
 * The certificate whose key signed the list and may do so (RFC 5280, 6.3.3 (f) and (g)). `isTrusted` says whether a
 * candidate has a valid path to the anchor of the certificate that is asked about.
 */
export async function findSigner(
  crypto: Crypto,
  list: CertificateList,
  candidates: readonly Certificate[],
  isTrusted: (signer: Certificate) => Promise<boolean>,
): Promise<SignerSearch> {
  const named = candidates.filter(({ subject }) => sameName(subject, list.issuer));
  const wanted = list.authorityKeyIdentifier?.join(' ');
  const fits = (signer: Certificate): number => (signer.subjectKeyIdentifier?.join(' ') === wanted ? 0 : 1);
  const ranked = [...new Set(named)].sort((a, b) => fits(a) - fits(b)).slice(0, triedSigners);
  let reason: Message = message('has an issuer whose certificate is not there');
  for (const signer of ranked) {
    const state = await verifyList(crypto, list, signer);
    if (state === 'unsupported') reason = message('has a signature that cannot be checked here');
    else if (state === 'invalid') reason = message('has a signature that is not its issuer’s');
    else if (signer.keyUsage && !signer.keyUsage.includes('cRLSign')) {
      reason = message('is signed by a key that must not sign lists (its keyUsage lacks cRLSign)');
    } else if (!(await isTrusted(signer))) reason = message('is signed by a key whose certificate is not trusted');
    else return { signer };
  }
  return { reason };
}
