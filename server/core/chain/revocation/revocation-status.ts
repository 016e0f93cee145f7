import type { Message } from '../../base/message.ts';
import type { CertificateList } from '../../x509/types.ts';

/** Whether a certificate is revoked (RFC 5280, 6.3): said by a list, or why no list says it. */
export type RevocationStatus =
  | { readonly state: 'good'; readonly lists: readonly CertificateList[] }
  | {
      readonly state: 'revoked';
      readonly date: Date;
      readonly reasonCode: number | undefined;
      readonly list: CertificateList;
    }
  /** `unusable`: lists that should have said it, and why each cannot. Empty: there is none. */
  | { readonly state: 'unknown'; readonly unusable: readonly UnusableList[] };

export interface UnusableList {
  readonly list: CertificateList;
  /** Completes "the revocation list of X …". */
  readonly reason: Message;
}
