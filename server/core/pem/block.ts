import type { Span } from '../base/span.ts';

/** One RFC 7468 textual encoding found in a text. */
export interface PemBlock {
  /** `CERTIFICATE`, `PRIVATE KEY` … as written in the BEGIN line. */
  readonly label: string;
  /** From the first hyphen of the BEGIN line to the last hyphen of the END line. */
  readonly span: Span;
  /** The text between the two boundary lines. */
  readonly body: Span;
  /** RFC 1421 headers before the base64 text (`Proc-Type: 4,ENCRYPTED`). */
  readonly headers: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  /** The decoded bytes; undefined where the base64 text could not be decoded. */
  readonly der: Uint8Array | undefined;
}
