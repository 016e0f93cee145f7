import type { Problem } from '../base/problem.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { SignatureState } from '../chain/signature.ts';
import type { FileReference, TlsContext } from '../tls/context.ts';
import type {
  Certificate,
  CertificateList,
  CertificationRequest,
  PkiObject,
  SubjectPublicKeyInfo,
} from '../x509/types.ts';
import type { Settings } from './settings.ts';

/** What a file reference leads to. */
export type ReferenceTarget =
  | {
      readonly state: 'found';
      readonly uri: string;
      readonly objects: readonly PkiObject[];
      readonly problems: readonly Problem[];
      readonly size?: number;
    }
  /** `outside`: an absolute path that no workspace folder holds: the file may live where the service runs. */
  /**
   * `beside`: whether others lie in a folder where it was looked for, so that it should be there too. `elsewhere`:
   * whether another folder holds one of that name.
   */
  | {
      readonly state: 'missing';
      readonly tried: readonly string[];
      readonly outside: boolean;
      readonly beside: boolean;
      readonly elsewhere: boolean;
    }
  | { readonly state: 'unreadable'; readonly uri: string; readonly outside: boolean };

/** A CA certificate of the workspace that a context could trust. */
export interface TrustAnchorCandidate {
  readonly uri: string;
  /** The path as the configuration would write it, relative to the base it uses. */
  readonly path: string;
  readonly certificate: Certificate;
  /** The most certificates of CAs between it and a peer's certificate in the workspace. */
  readonly intermediates: number;
}

export type GitStatus =
  | { readonly state: 'no-repository' }
  | { readonly state: 'ignored' }
  /** `ignoreFile` is where a line would go, `insertAt` the offset in it, `text` what is inserted there. */
  | { readonly state: 'not-ignored'; readonly ignoreFile: string; readonly insertAt: number; readonly text: string };

/** Whom the permissions of a file, and of the folders above it, let in. */
export interface FileAccess {
  readonly mode: number;
  readonly isOfRoot: boolean;
  /** Whether every user of the machine can read it: no folder above keeps them out. */
  readonly isReadableByAll: boolean;
  /** Git tracks it, as far as can be told: git keeps no permissions, and gives the file those of every other. */
  readonly isCheckedOut: boolean;
}

/** An object and the document that holds it. */
export interface LocatedObject {
  readonly uri: string;
  readonly object: PkiObject;
}

export interface LocatedList extends LocatedObject {
  readonly list: CertificateList;
}

/** A certificate of the issuer that a revocation list names, and whether its key made the list's signature. */
export interface ListSigner {
  readonly certificate: Certificate;
  readonly signature: SignatureState;
}

/** A context and the document that gives it. */
export interface LocatedContext {
  readonly uri: string;
  readonly context: TlsContext;
}

/** A certificate in the file that a configuration sends to its peers. */
export interface HeldCertificate {
  readonly object: PkiObject;
  readonly certificate: Certificate;
}

export interface MissingCertificate extends LocatedObject {
  readonly certificate: Certificate;
  /** The certificate of the file that it comes next to, perhaps behind others that are missing. */
  readonly behind: HeldCertificate;
}

export interface RevokedCertificate {
  readonly certificate: Certificate;
  readonly date: Date;
  readonly reasonCode: number | undefined;
  /** What says so, and where it lies. */
  readonly kind: 'list' | 'response';
  readonly place: LocatedObject | undefined;
}

/**
 * The certificates of a file that a server or client sends (RFC 8446, 4.4.2): the sender's own first, each following
 * one certifying the one before it, the trust anchor left out. Everything is told by verified signatures.
 */
export interface ServedChain {
  readonly uri: string;
  /** The sender's own certificate. */
  readonly leaf: HeldCertificate;
  /** All certificates as they follow each other in the file, each once. */
  readonly written: readonly HeldCertificate[];
  /** The same from the leaf upwards, and behind them those that do not belong to the chain. */
  readonly ordered: readonly HeldCertificate[];
  /** Whether the leaf is first, and no certificate stands behind one that is above it. */
  readonly isInOrder: boolean;
  /** Self-signed CA certificates above the leaf. */
  readonly roots: readonly HeldCertificate[];
  /** Certificates that were there before, and those that issued nothing of the chain. */
  readonly duplicates: readonly HeldCertificate[];
  readonly unrelated: readonly HeldCertificate[];
  /**
   * Whether the file alone validates towards a trust anchor of the workspace; where the root is not there, towards the
   * highest CA that is.
   */
  readonly validates: boolean;
  /** Intermediates found elsewhere, with which the file would validate: from the leaf upwards. */
  readonly missing: readonly MissingCertificate[];
  /** Other files with the same leaf whose chain is whole and in order. */
  readonly complete: readonly string[];
  /** Whether a path validates with all that is in the workspace, revocation lists included. */
  readonly report: PathReport | undefined;
  /** The first of the path that is revoked. */
  readonly revoked: RevokedCertificate | undefined;
}

/** What the rest of the workspace knows. Synchronous: everything was fetched before the rules run. */
export interface WorkspaceFacts {
  resolve(reference: FileReference, fromUri: string): ReferenceTarget;
  trustAnchorsFor(context: TlsContext, fromUri: string): readonly TrustAnchorCandidate[];
  /** Private keys of the workspace with this public half. */
  privateKeysOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[];
  certificatesOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[];
  /** Certificates and private keys of a key that has a prime in common with this one. */
  sharingPrimeWith(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[];
  /** A path to `uri` as a configuration at `fromUri` would write it where `like` stands. */
  pathLike(like: FileReference, uri: string, fromUri: string): string | undefined;
  /** True where the certificate's signature was verified with its own key (not only equal names). */
  isSelfSigned(certificate: Certificate): boolean;
  /** What the certificate file `target` sends; undefined where it holds no certificate in PEM. */
  servedChain(target: ReferenceTarget): ServedChain | undefined;
  /** Whether a certificate is for the host `name` (RFC 9525); undefined where `name` is no host name or address. */
  isFor(certificate: Certificate, name: string): boolean | undefined;
  /** Where a certificate of the workspace lies. */
  placeOf(certificate: Certificate): LocatedObject | undefined;
  /** Another certificate of the workspace with the issuer and the serial number of this one. */
  anotherWithSerialOf(certificate: Certificate): LocatedObject | undefined;
  /** The documents that hold a certificate. */
  urisOf(certificate: Certificate): ReadonlySet<string>;
  gitStatus(uri: string): GitStatus;
  /** Of a document with a private key; undefined where this machine does not say. */
  accessTo(uri: string): FileAccess | undefined;
  /** The certificates of the workspace whose key verifies the signature of this one, itself among them; at `most` so many. */
  issuersOf(certificate: Certificate, most?: number): readonly Certificate[];
  /**
   * A certificate with the name and the key identifier that this one gives for its issuer, where no key of the workspace
   * made the signature and that one's certainly did not.
   */
  claimedIssuerOf(certificate: Certificate): Certificate | undefined;
  /** The revocation lists of the workspace that this CA issued, as far as names and key identifiers tell. */
  revocationListsOf(issuer: Certificate): readonly LocatedList[];
  /** Whether a path leads from this certificate of the document to one of Mozilla's roots, where this machine has them. */
  isOfPublicCa(certificate: Certificate): boolean;
  /** Whether a request is signed with its own key; undefined where that was not looked at. */
  signatureOf(request: CertificationRequest): SignatureState | undefined;
  /** The certificates of the workspace that may have signed a list of this document, by name and key identifiers. */
  signersOf(list: CertificateList): readonly ListSigner[];
  /** The servers of the workspace that a client connects to by one of its names. */
  serversOf(client: TlsContext): readonly LocatedContext[];
}

/** What a rule may know besides its subject. */
export interface LintFacts {
  readonly uri: string;
  readonly text: string;
  /** True for programs and configurations, false for files of PKI objects alone. */
  readonly isProgram: boolean;
  /** True for documentation: what it shows is an example, and the files that it names are placeholders. */
  readonly isProse: boolean;
  readonly now: Date;
  readonly settings: Settings;
  /** The names of all rules. */
  readonly ruleIds: ReadonlySet<string>;
  readonly workspace: WorkspaceFacts;
}
