import type { Message } from '../../base/message.ts';
import type { OcspResponse } from '../../x509/ocsp-response.ts';
import type { CertificateList } from '../../x509/types.ts';

/** What says whether a certificate is revoked. */
export type RevocationSource =
  | { readonly kind: 'list'; readonly list: CertificateList }
  | { readonly kind: 'response'; readonly response: OcspResponse };

/** Whether a certificate is revoked (RFC 5280, 6.3; RFC 6960): who says so, or why no one does. */
export type RevocationStatus =
  | { readonly state: 'good'; readonly sources: readonly RevocationSource[] }
  | {
      readonly state: 'revoked';
      readonly date: Date;
      readonly reasonCode: number | undefined;
      readonly source: RevocationSource;
    }
  /** `unusable`: what should have said it, and why it cannot. Empty: there is nothing. */
  | { readonly state: 'unknown'; readonly unusable: readonly UnusableSource[] };

export interface UnusableSource {
  readonly source: RevocationSource;
  /** Completes "the revocation list of X …". */
  readonly reason: Message;
}
