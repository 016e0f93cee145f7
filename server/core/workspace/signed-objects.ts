import { verifyList } from '../chain/revocation/list-signer.ts';
import { type SignatureState, signatureEffort, verifySignature } from '../chain/signature.ts';
import { SignatureWork } from '../chain/signature-work.ts';
import type { ListSigner } from '../lint/facts.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
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

  /** Until a key fits: a list has one signature, and a key may have several certificates. */
  async #verifyList(list: CertificateList, index: ObjectIndex, work: SignatureWork): Promise<void> {
    const known = this.#lists.get(list) ?? new Map<Certificate, SignatureState>();
    this.#lists.set(list, known);
    const byKey = new Map<string, SignatureState>();
    for (const [signer, state] of known) byKey.set(keyFingerprint(signer.subjectPublicKeyInfo), state);
    let isFound = [...byKey.values()].includes('valid');
    for (const [i, signer] of candidates(list, index).entries()) {
      const { subjectPublicKeyInfo: key } = signer;
      let state = byKey.get(keyFingerprint(key));
      if (!state) {
        if (isFound) continue;
        const effort = signatureEffort(list.signatureAlgorithm, key);
        if (i === signersTried || !work.take(effort - (i === 0 ? 1 : 0))) {
          this.#leftOut.add(list);
          return;
        }
        state = await verifyList(this.#crypto, list, signer);
        byKey.set(keyFingerprint(key), state);
      }
      known.set(signer, state);
      isFound ||= state === 'valid';
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
