import { verifyList } from '../chain/revocation/list-signer.ts';
import { type SignatureState, signatureEffort, verifySignature } from '../chain/signature.ts';
import { SignatureWork } from '../chain/signature-work.ts';
import type { ListSigner } from '../lint/facts.ts';
import { isListOf } from '../x509/list-issuer.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate, CertificateList, CertificationRequest, PkiObject, PkiValue } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';

/** Requests and lists of one document that are verified, and certificates that are tried for a list. */
const objectsVerified = 500;
const signersTried = 8;

/** Who signed the requests and revocation lists of documents that were looked at. */
export class SignedObjects {
  readonly #crypto: Crypto;
  readonly #requests = new WeakMap<CertificationRequest, SignatureState>();
  readonly #lists = new WeakMap<CertificateList, Map<Certificate, SignatureState>>();
  readonly #leftOut = new WeakSet<PkiValue>();

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  async verify(objects: readonly PkiObject[], index: ObjectIndex): Promise<void> {
    const work = new SignatureWork();
    const waiting: Promise<void>[] = [];
    let count = 0;
    for (const { value } of objects) {
      if (value?.kind !== 'certification-request' && value?.kind !== 'certificate-list') continue;
      this.#leftOut.delete(value);
      if (count++ >= objectsVerified) this.#leftOut.add(value);
      else if (value.kind === 'certificate-list') waiting.push(this.#verifyList(value, index, work));
      else waiting.push(this.#verifyRequest(value, work));
    }
    await Promise.all(waiting);
  }

  /** Whether nobody looked at its signature: there was too much to look at. */
  isLeftOut(value: PkiValue): boolean {
    return this.#leftOut.has(value);
  }

  signatureOf(request: CertificationRequest): SignatureState | undefined {
    return this.#requests.get(request);
  }

  signersOf(list: CertificateList, index: ObjectIndex): readonly ListSigner[] {
    const known = this.#lists.get(list);
    // Where not all were tried, that none of the others fits means nothing.
    const isLeftOut = this.#leftOut.has(list);
    return candidates(list, index).flatMap((certificate) => {
      const signature = known?.get(certificate);
      return signature && (signature === 'valid' || !isLeftOut) ? [{ certificate, signature }] : [];
    });
  }

  async #verifyRequest(request: CertificationRequest, work: SignatureWork): Promise<void> {
    if (this.#requests.has(request)) return;
    const { signatureAlgorithm, subjectPublicKeyInfo, certificationRequestInfo, signatureValue } = request;
    if (!work.take(signatureEffort(signatureAlgorithm, subjectPublicKeyInfo) - 1)) {
      this.#leftOut.add(request);
      return;
    }
    const state = await verifySignature(
      this.#crypto,
      signatureAlgorithm,
      subjectPublicKeyInfo,
      certificationRequestInfo,
      signatureValue,
    );
    this.#requests.set(request, state);
  }

  /** Until one fits: a list has one signature. */
  async #verifyList(list: CertificateList, index: ObjectIndex, work: SignatureWork): Promise<void> {
    const known = this.#lists.get(list) ?? new Map<Certificate, SignatureState>();
    this.#lists.set(list, known);
    if ([...known.values()].includes('valid')) return;
    for (const [i, signer] of candidates(list, index).entries()) {
      if (known.has(signer)) continue;
      const effort = signatureEffort(list.signatureAlgorithm, signer.subjectPublicKeyInfo);
      if (i === signersTried || !work.take(effort - (i === 0 ? 1 : 0))) {
        this.#leftOut.add(list);
        return;
      }
      const state = await verifyList(this.#crypto, list, signer);
      known.set(signer, state);
      if (state === 'valid') return;
    }
  }
}

function candidates(list: CertificateList, { bySubject }: ObjectIndex): readonly Certificate[] {
  const found: Certificate[] = [];
  for (const certificate of bySubject.get(nameKey(list.issuer)) ?? []) {
    if (!isListOf(list, certificate)) continue;
    found.push(certificate);
    if (found.length > signersTried) break;
  }
  return found;
}
