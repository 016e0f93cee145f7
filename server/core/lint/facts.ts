import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Certificate, PkiObject, SubjectPublicKeyInfo } from '../x509/types.ts';
import type { Settings } from './settings.ts';

/** What a file reference leads to. */
export type ReferenceTarget =
  | { readonly state: 'found'; readonly uri: string; readonly objects: readonly PkiObject[] }
  /** `outside`: an absolute path that no workspace folder holds: the file may live where the service runs. */
  | { readonly state: 'missing'; readonly tried: readonly string[]; readonly outside: boolean }
  | { readonly state: 'unreadable'; readonly uri: string };

/** A CA certificate of the workspace that a context could trust. */
export interface TrustAnchorCandidate {
  readonly uri: string;
  /** The path as the configuration would write it, relative to the base it uses. */
  readonly path: string;
  readonly certificate: Certificate;
}

export type GitStatus =
  | { readonly state: 'no-repository' }
  | { readonly state: 'ignored' }
  /** `ignoreFile` is where a line would go, `insertAt` the offset in it, `text` what is inserted there. */
  | { readonly state: 'not-ignored'; readonly ignoreFile: string; readonly insertAt: number; readonly text: string };

/** An object and the document that holds it. */
export interface LocatedObject {
  readonly uri: string;
  readonly object: PkiObject;
}

/** What the rest of the workspace knows. Synchronous: everything was fetched before the rules run. */
export interface WorkspaceFacts {
  resolve(reference: FileReference, fromUri: string): ReferenceTarget;
  trustAnchorsFor(context: TlsContext, fromUri: string): readonly TrustAnchorCandidate[];
  /** Private keys of the workspace with this public half. */
  privateKeysOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[];
  certificatesOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[];
  /** A path to `uri` as a configuration at `fromUri` would write it where `like` stands. */
  pathLike(like: FileReference, uri: string, fromUri: string): string | undefined;
  /** True where the certificate's signature was verified with its own key (not only equal names). */
  isSelfSigned(certificate: Certificate): boolean;
  gitStatus(uri: string): GitStatus;
}

/** What a rule may know besides its subject. */
export interface LintFacts {
  readonly uri: string;
  readonly text: string;
  readonly now: Date;
  readonly settings: Settings;
  readonly workspace: WorkspaceFacts;
}
