import type { ConfigReader } from '../config/language.ts';
import type { TlsContext } from '../tls/context.ts';
import type { Observation } from '../tls/observation.ts';
import type { PkiReading } from '../x509/types.ts';

/** A document as the shells hand it in. */
export interface SourceDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

/** What one text says by itself: a function of the text alone, kept as long as the text stays. */
export interface Reading {
  readonly document: SourceDocument;
  readonly pki: PkiReading;
  readonly contexts: readonly TlsContext[];
  /** What the language's own rules look at. */
  readonly observations?: readonly Observation[] | undefined;
  /** What read `contexts` and writes into them; absent where the text concerns no language. */
  readonly reader: ConfigReader | undefined;
}
