import type { Span } from '../base/span.ts';

/** An RFC 1421 header before the base64 text: `Proc-Type: 4,ENCRYPTED`. */
export interface PemHeader {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** One RFC 7468 textual encoding found in a text. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY` … as written in the BEGIN line. */
  readonly label: string;
  /** From the first hyphen of the BEGIN line to the last hyphen of the END line. */
  readonly span: Span;
  /** The text between the two boundary lines. */
  readonly body: Span;
  readonly headers: readonly PemHeader[];
  /**
   * The decoded bytes; undefined where the base64 text could not be decoded, and always for a private key that has been
   * read: nothing may keep its secret.
   */
  readonly der: Uint8Array | undefined;
}
