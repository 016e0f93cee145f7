import type { FollowedReading } from '../config/followed.ts';
import type { ConfigDocument, ConfigReader } from '../config/language.ts';
import type { Suppression } from '../lint/suppression.ts';
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
  /** True for programs and configurations, whether or not they concern TLS; not for files of PKI objects. */
  readonly isProgram?: boolean;
  /** True for documentation: what it shows is an example. */
  readonly isProse?: boolean;
  /** What the language's own rules look at. */
  readonly observations?: readonly Observation[] | undefined;
  /** The configuration as its language's own rules see it. */
  readonly configuration?: ConfigDocument | undefined;
  /** Comments that take findings away. */
  readonly suppressions?: readonly Suppression[] | undefined;
  /** This and the next two: see `ConfigReading`. */
  readonly isUnread?: boolean;
  readonly includes?: readonly string[] | undefined;
  readonly followed?: FollowedReading | undefined;
  /** Whether there is neither a PKI object nor a comment that suppresses, for the next version. */
  readonly isBare?: boolean;
  /** What read `contexts` and writes into them; absent where the text concerns no language. */
  readonly reader: ConfigReader | undefined;
}

/** Nothing in the text that a rule could look at. */
export function holdsNothing({ pki, contexts, configuration, ...reading }: Reading): boolean {
  const { observations = [], suppressions = [], includes = [] } = reading;
  return (
    pki.objects.length + pki.problems.length + contexts.length + observations.length + suppressions.length === 0 &&
    includes.length === 0 &&
    configuration === undefined
  );
}
