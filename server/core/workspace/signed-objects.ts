import { verifyList } from '../chain/revocation/list-signer.ts';
import { type SignatureState, verifySignature } from '../chain/signature.ts';
import type { ListSigner } from '../lint/facts.ts';
import { isListOf } from '../x509/list-issuer.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate, CertificateList, CertificationRequest, PkiObject } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';

/** Requests and lists of one document that are verified, and certificates that are tried for a list. */
const objectsVerified = 500;
const signersTried = 8;

/** Who signed the requests and revocation lists of documents that were looked at. */
export class SignedObjects {
  readonly #crypto: Crypto;
  readonly #requests = new WeakMap<CertificationRequest, SignatureState>();
  readonly #lists = new WeakMap<CertificateList, Map<Certificate, SignatureState>>();

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  async verify(objects: readonly PkiObject[], index: ObjectIndex): Promise<void> {
    const work: Promise<void>[] = [];
    for (const { value } of objects) {
      if (work.length >= objectsVerified) break;
      if (value?.kind === 'certification-request') work.push(this.#verifyRequest(value));
      else if (value?.kind === 'certificate-list') work.push(this.#verifyList(value, index));
    }
    await Promise.all(work);
  }

  signatureOf(request: CertificationRequest): SignatureState | undefined {
    return this.#requests.get(request);
  }

  signersOf(list: CertificateList, index: ObjectIndex): readonly ListSigner[] {
    const known = this.#lists.get(list);
    return candidates(list, index).flatMap((certificate) => {
      const signature = known?.get(certificate);
      return signature ? [{ certificate, signature }] : [];
    });
  }

  async #verifyRequest(request: CertificationRequest): Promise<void> {
    if (this.#requests.has(request)) return;
    const { signatureAlgorithm, subjectPublicKeyInfo, certificationRequestInfo, signatureValue } = request;
    const state = await verifySignature(
      this.#crypto,
      signatureAlgorithm,
      subjectPublicKeyInfo,
      certificationRequestInfo,
      signatureValue,
    );
    this.#requests.set(request, state);
  }

  async #verifyList(list: CertificateList, index: ObjectIndex): Promise<void> {
    const known = this.#lists.get(list) ?? new Map<Certificate, SignatureState>();
    this.#lists.set(list, known);
    await Promise.all(
      candidates(list, index).map(async (signer) => {
        if (!known.has(signer)) known.set(signer, await verifyList(this.#crypto, list, signer));
      }),
    );
  }
}

function candidates(list: CertificateList, { bySubject }: ObjectIndex): readonly Certificate[] {
  const named = bySubject.get(nameKey(list.issuer)) ?? [];
  return named.filter((certificate) => isListOf(list, certificate)).slice(0, signersTried);
}
