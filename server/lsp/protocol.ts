/**
 * What client and server say to each other besides LSP. The one file of the server that the client imports, so it has
 * types and names only. Everything here crosses the pipe as JSON; bytes are base64.
 */

/** Requests of our own. Those of `client` are asked by the server and answered by the client. */
export const requests = {
  /** client: files that the server cannot read itself (virtual workspaces, the web). */
  readFile: 'tlsense/readFile',
  listFiles: 'tlsense/listFiles',
  fileExists: 'tlsense/fileExists',
  /** server */
  listCas: 'tlsense/listCas',
  checkCa: 'tlsense/checkCa',
  checkField: 'tlsense/checkField',
  issuanceTargets: 'tlsense/issuanceTargets',
  planIssuance: 'tlsense/planIssuance',
  writeIssuance: 'tlsense/writeIssuance',
  dropIssuance: 'tlsense/dropIssuance',
  ignoreKey: 'tlsense/ignoreKey',
  workDone: 'tlsense/workDone',
  revocationTargets: 'tlsense/revocationTargets',
  planRevocation: 'tlsense/planRevocation',
  askRevocation: 'tlsense/askRevocation',
  listObjects: 'tlsense/listObjects',
  copyables: 'tlsense/copyables',
  checkPlace: 'tlsense/checkPlace',
  testHandshake: 'tlsense/testHandshake',
  findWirings: 'tlsense/findWirings',
  proveMutualTls: 'tlsense/proveMutualTls',
  viewFile: 'tlsense/viewFile',
  /** server, a notification: what `viewFile` answered may be different. */
  viewedFilesChanged: 'tlsense/viewedFilesChanged',
  certificateTree: 'tlsense/certificateTree',
  /** server, a notification: what `certificateTree` answered may be different. */
  certificatesChanged: 'tlsense/certificatesChanged',
} as const;

/** Scheme of the texts that show what a file holds: the file stands in the query, one object of it in the fragment. */
export const textScheme = 'tlsense-text';

/** `initializationOptions`: all optional, so that any LSP client can start the server without them. */
export interface InitializationOptions {
  /** The contents of l10n/bundle.l10n.<language>.json. */
  readonly l10n?: Readonly<Record<string, string>>;
  /** Whether the client answers `readFile`, `listFiles` and `fileExists`. */
  readonly files?: boolean;
  /** Whether the client has our commands, so that code lenses may name them, and hovers link to them. */
  readonly commands?: boolean;
}

export interface CertificateTreeParams {
  /** SHA-256 of the certificate whose issued ones are asked for; else those that stand on top. */
  readonly issuer?: string;
}

export interface CertificateTreeAnswer {
  readonly certificates: readonly TreeCertificate[];
  /** How many more there are. */
  readonly more: number;
}

/** A certificate of the workspace in the tree of who issued what. */
export interface TreeCertificate {
  readonly sha256: string;
  readonly name: string;
  /** `Root CA · expires in 1800 days · trusted: Example CA` */
  readonly description: string;
  readonly verdict: 'trusted' | 'untrusted' | 'undecided';
  readonly isAuthority: boolean;
  readonly uri: string;
  readonly range: { readonly start: TreePosition; readonly end: TreePosition };
  readonly hasIssued: boolean;
  /** Why it is not trusted: what stands in the way of each path. */
  readonly reasons: readonly TreeReason[];
}

export interface TreePosition {
  readonly line: number;
  readonly character: number;
}

export interface TreeReason {
  readonly text: string;
  readonly detail?: string;
  readonly reasons: readonly TreeReason[];
}

export interface ViewFileParams {
  readonly uri: string;
  /** Of a key store. */
  readonly password?: string;
}

/** What a file holds, for a page. */
export type ViewFileAnswer =
  | { readonly failure: string }
  | {
      readonly objects: readonly PageObject[];
      /** A key store that was not opened with its password. */
      readonly isLocked: boolean;
      readonly isWrongPassword?: boolean;
      readonly note?: string;
    };

export interface PageObject {
  readonly title: string;
  /** Its alias in a key store. */
  readonly name?: string;
  readonly standing?: PageStanding;
  readonly fields: readonly PageField[];
  readonly problems: readonly string[];
  /** Of what is public. */
  readonly encoding?: PageEncoding;
}

/** Whether it is trusted or what it belongs to, in sentences. */
export interface PageStanding {
  readonly verdict?: 'trusted' | 'untrusted';
  readonly said: readonly string[];
  /** How that was found out. */
  readonly details: readonly string[];
  /** The files that are spoken of. */
  readonly files: readonly { readonly text: string; readonly uri: string }[];
}

/** An object as ASN.1 sees it. */
export interface PageEncoding {
  readonly values: readonly PageValue[];
  /** Said where some of it is left out. */
  readonly note?: string;
}

export interface PageValue {
  /** `SEQUENCE`, `[3]` … */
  readonly type: string;
  readonly text?: string;
  /** `at 4` */
  readonly place: string;
  /** Of its contents: `512 bytes`. */
  readonly size: string;
  /** Identifier and length octets, in hexadecimal. */
  readonly header: string;
  /** The first of its contents, where it holds no values. */
  readonly octets?: string;
  readonly values?: readonly PageValue[];
}

export interface PageField {
  readonly label: string;
  /** The standard's name and the object identifier. */
  readonly beside?: string;
  readonly text?: string;
  /** In place of `text`. */
  readonly fields?: readonly PageField[];
}

export interface ReadFileParams {
  readonly uri: string;
  /** Larger files are not sent. */
  readonly limitBytes: number;
}

export type ReadFileAnswer =
  | { readonly content: string }
  | { readonly error: 'not-found' }
  | { readonly error: 'too-large'; readonly bytes: number }
  | { readonly error: 'unreadable'; readonly reason: string };

export interface ListFilesParams {
  /** Names of folders that are not looked into. */
  readonly skippedFolders: readonly string[];
  readonly folder: string;
  readonly limitFiles: number;
  readonly limitDepth: number;
}

export interface ListFilesAnswer {
  readonly uris: readonly string[];
}

export interface FileExistsParams {
  readonly uri: string;
}

export interface FileExistsAnswer {
  readonly exists: boolean;
}

/** Why something could not be done, in the person's language. */
export interface Failure {
  /** Stable, kebab-case: `key-encrypted`, `wrong-passphrase`, `key-mismatch` … */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export type Outcome<T> = { readonly value: T } | { readonly failure: Failure };

/** A CA of the workspace with its key. */
export interface CaChoice {
  readonly name: string;
  /** `expires in 1800 days` */
  readonly state: string;
  readonly certificateUri: string;
  readonly privateKeyUri: string;
  readonly encrypted: boolean;
}

export interface ListCasAnswer {
  readonly choices: readonly CaChoice[];
}

/** A CA by its files. */
export interface CaFiles {
  readonly certificateUri: string;
  readonly privateKeyUri: string;
  readonly passphrase?: string;
}

/** What a CA is asked for: to issue certificates of a kind, or to sign revocation lists. */
export type CaUse = 'client' | 'server' | 'email' | 'intermediate' | 'lists';

export interface CheckCaParams extends CaFiles {
  readonly use: CaUse;
}

/** Whether these files are a CA that can do so today. */
export interface CheckCaAnswer {
  readonly failure?: Failure;
}

/** One field of the form, as typed so far. */
export interface CheckFieldParams {
  readonly field:
    | 'commonName'
    | 'clientNames'
    | 'serverNames'
    | 'requestNames'
    | 'days'
    | 'listDays'
    | 'pathLength'
    | 'permitted';
  readonly text: string;
}

export interface CheckFieldAnswer {
  /** What is wrong; absent where it can stay so. */
  readonly message?: string;
}

export type KeyType = 'p256' | 'p384' | 'rsa2048' | 'rsa3072' | 'rsa4096' | 'ed25519';

/** What may be chosen: files of the workspace that hold such a thing. */
export type TargetKind = 'certificate' | 'request' | 'private-key' | 'any';

export interface IssuanceTargetsParams {
  readonly kind: TargetKind;
  /** Only this file. */
  readonly uri?: string;
}

export interface IssuanceTarget {
  readonly uri: string;
  readonly name: string;
  /** `expires in 12 days` */
  readonly state: string;
  /** Whether it is a private key under a passphrase, or a key store. */
  readonly encrypted: boolean;
  readonly isKeyStore?: true;
  /** Of a certificate: the CA of the workspace that issued it, where its key is there too. */
  readonly issuer?: CaChoice;
  /** Of a certificate: its private key. */
  readonly key?: { readonly uri: string; readonly encrypted: boolean };
}

export interface IssuanceTargetsAnswer {
  readonly targets: readonly IssuanceTarget[];
}

export type IssuanceTask =
  | 'ca'
  | 'server'
  | 'client'
  | 'csr'
  | 'sign'
  | 'renew'
  | 'revoke'
  | 'crl'
  | 'p12'
  | 'convert'
  | 'passphrase'
  | 'mutualTls';

/** The answers of a person; which of them a task needs is its own matter. Files are URIs. */
export interface IssuanceFields {
  /** Of a new CA only the name is given. */
  readonly ca?: CaFiles | { readonly newCaName: string };
  readonly commonName?: string;
  /** Alternative names of all kinds, separated by commas. */
  readonly names?: string;
  readonly clientName?: string;
  readonly days?: string;
  readonly keyType?: KeyType;
  /** Encrypts what is written. */
  readonly passphrase?: string;
  readonly folder?: string;
  readonly pathLength?: string;
  /** What a CA may issue for, separated by commas. */
  readonly permitted?: string;
  /** The certificate, request, key or other file that the task is about, and the passphrase of a key. */
  readonly file?: string;
  readonly filePassphrase?: string;
  /** The private key of a certificate, and its passphrase. */
  readonly keyFile?: string;
  readonly keyPassphrase?: string;
  readonly profile?: 'server' | 'client' | 'email' | 'intermediate';
  readonly newKey?: boolean;
  readonly reason?: string;
  readonly to?: string;
  readonly mode?: 'modern' | 'compatible';
}

export interface PlanIssuanceParams {
  readonly task: IssuanceTask;
  readonly fields: IssuanceFields;
}

/** What would be written. Nothing was yet. */
export interface IssuancePreview {
  /** Names the plan in `writeIssuance`: what is written is what was shown. */
  readonly plan: number;
  readonly files: readonly {
    readonly path: string;
    /** `private key, readable for you alone` */
    readonly what: string;
    /** Whether a file is there that would be lost; the CA's own records are not. */
    readonly replaces: boolean;
  }[];
  /** What was made: names, period, purposes; what was taken from a request and what was not. */
  readonly remarks: readonly string[];
  readonly notes: readonly string[];
  /** The same by `openssl`, for a POSIX shell. */
  readonly commands: string;
}

export type PlanIssuanceAnswer = Outcome<IssuancePreview>;

export interface WriteIssuanceParams {
  readonly plan: number;
  readonly overwrite: boolean;
}

/** A file that the client has to write: the server can write to its own machine only. */
export interface FileContents {
  readonly uri: string;
  /** Base64. */
  readonly contents: string;
}

export interface WrittenIssuance {
  /** What a person wants to see first. */
  readonly openUri: string;
  readonly privateKeyUris: readonly string[];
  /** Paths as they are shown. */
  readonly paths: readonly string[];
  /** Not written yet, all or none; empty where the server has written everything. */
  readonly toWrite: readonly FileContents[];
  readonly notes: readonly string[];
  /** How to use a new certificate. */
  readonly usage?: {
    readonly name: string;
    readonly snippets: readonly { readonly title: string; readonly languageId: string; readonly text: string }[];
    /** The command that checks the certificate with OpenSSL. */
    readonly verifyCommand: string;
  };
  /** Of a set for both sides of mutual TLS. */
  readonly mutualTls?: MutualTlsFiles;
}

export interface MutualTlsFiles {
  readonly caUri: string;
  readonly server: { readonly certificateUri: string; readonly privateKeyUri: string };
  readonly client: { readonly certificateUri: string; readonly privateKeyUri: string };
}

export type WriteIssuanceAnswer = Outcome<WrittenIssuance> | { readonly existing: readonly string[] };

/** A line to add to an ignore file so that git leaves a key alone. */
export interface IgnoreKeyAnswer {
  readonly add?: { readonly uri: string; readonly offset: number; readonly text: string };
}

/** What the server has done since it started, for whoever measures it. */
export interface WorkDoneAnswer {
  /** Documents and files of which the findings were worked out, again or for the first time. */
  readonly analyses: number;
  /** Distinct certificates of the workspace. */
  readonly certificates: number;
  /** Signatures verified to find issuers. */
  readonly signatures: number;
}

/** Where to look for certificates to ask about: at a place, in a file, or in the whole workspace. */
export interface RevocationTargetsParams {
  readonly uri?: string;
  readonly position?: { readonly line: number; readonly character: number };
}

/** A certificate that someone can be asked about. */
export interface RevocationTarget {
  readonly name: string;
  /** `expires in 12 days` */
  readonly state: string;
  readonly uri: string;
  readonly sha256: string;
}

export interface RevocationTargetsAnswer {
  readonly targets: readonly RevocationTarget[];
}

export interface PlanRevocationParams {
  readonly uri: string;
  readonly sha256: string;
  /** The file with the issuer's certificate, where the workspace has none. */
  readonly issuerUri?: string;
}

/** What would be asked. Nobody was asked yet. */
export interface RevocationPlan {
  /** Names the plan in `askRevocation`: what is asked is what was shown. */
  readonly plan: number;
  readonly certificate: string;
  readonly issuer: string;
  readonly addresses: readonly {
    readonly kind: 'ocsp' | 'list';
    readonly url: string;
    /** The request line, and everything that goes along. */
    readonly lines: readonly string[];
  }[];
  /** Who learns what by it. */
  readonly notice: string;
}

export type PlanRevocationAnswer = Outcome<RevocationPlan>;

/** Only after the person has seen the plan and agreed to it. */
export interface AskRevocationParams {
  readonly plan: number;
  /** Indexes into the plan's addresses. */
  readonly addresses: readonly number[];
}

export interface RevocationAnswer {
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly sentence: string;
  readonly details: readonly string[];
  /** Addresses that others sent us on to, added to the plan. They were not asked. */
  readonly redirects: readonly { readonly address: number; readonly url: string; readonly lines: readonly string[] }[];
  /** The answers that made the verdict; `content` is base64. */
  readonly toSave: readonly { readonly kind: 'ocsp' | 'list'; readonly name: string; readonly content: string }[];
}

export type AskRevocationAnswer = Outcome<RevocationAnswer>;

/** The object at a place, those of a file, or the certificates of the workspace. */
export interface ListObjectsParams {
  readonly uri?: string;
  readonly position?: { readonly line: number; readonly character: number };
}

export interface ViewedObject {
  readonly uri: string;
  /** Names it in its file. */
  readonly id: string;
  readonly name: string;
  /** What it is, or how long it is valid. */
  readonly title: string;
}

export interface ListObjectsAnswer {
  readonly objects: readonly ViewedObject[];
}

export interface CopyablesParams {
  readonly uri: string;
  readonly id: string;
}

/** What can be copied of an object, never a secret. */
export interface CopyablesAnswer {
  readonly items: readonly { readonly label: string; readonly text: string }[];
}

/** A host with its port, as typed so far. */
export interface CheckPlaceParams {
  readonly place: string;
}

export interface TestHandshakeParams {
  /** `example.com:443` */
  readonly place: string;
  /** The client certificate to try, and its key. */
  readonly identity?: { readonly certificateUri: string; readonly privateKeyUri: string; readonly passphrase?: string };
}

export interface HandshakeOutcome {
  readonly title: string;
  /** The whole report, in Markdown. */
  readonly markdown: string;
  /** The verdict in a sentence. */
  readonly sentence: string;
  readonly isFine: boolean;
  /** What the server sent, in PEM; empty where it sent nothing that can be read. */
  readonly chainPem: string;
  /** A name for a file that keeps it. */
  readonly chainName: string;
}

export type TestHandshakeAnswer = Outcome<HandshakeOutcome>;

/** A configuration that can be changed so that it uses new files and demands client certificates. */
export interface Wiring {
  readonly uri: string;
  /** Of the server, from 0. */
  readonly line: number;
  /** `nginx`, `Python` */
  readonly language: string;
  /** LSP's WorkspaceEdit. */
  readonly edit: object;
}

export interface FindWiringsParams {
  readonly files: MutualTlsFiles;
}

export interface FindWiringsAnswer {
  readonly wirings: readonly Wiring[];
  /** New files, for where there is no configuration yet. */
  readonly snippets: readonly { readonly title: string; readonly name: string; readonly text: string }[];
}

export interface ProveMutualTlsParams {
  readonly files: MutualTlsFiles;
}
