import type { Message, MessageData } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import type { Span } from '../base/span.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { NginxConfiguration } from '../config/nginx/configuration.ts';
import type { Change } from '../tls/change.ts';
import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Observation } from '../tls/observation.ts';
import type { Parameters } from '../x509/parameters.ts';
import type {
  Certificate,
  CertificateList,
  CertificationRequest,
  PkiObject,
  PrivateKey,
  SubjectPublicKeyInfo,
} from '../x509/types.ts';
import type { LintFacts, ReferenceTarget } from './facts.ts';
import type { FileEdit, RelatedPlace, Severity } from './finding.ts';
import type { Settings } from './settings.ts';
import type { SuppressedRule, Suppression } from './suppression.ts';

/** What a rule can look at. The engine hands each of them to the rules that name it as their subject. */
export interface Subjects {
  /** A problem of the PEM text itself (RFC 7468). */
  'pem-problem': { readonly problem: Problem };
  /** A problem of the bytes inside a PEM block or binary file. */
  'object-problem': { readonly problem: Problem; readonly object: PkiObject };
  certificate: { readonly certificate: Certificate; readonly span: Span };
  'certification-request': { readonly request: CertificationRequest; readonly span: Span };
  'certificate-list': { readonly list: CertificateList; readonly span: Span };
  'private-key': { readonly key: PrivateKey; readonly span: Span };
  /** The public key of any certificate, request, public or private key, where it is known. */
  'public-key': { readonly key: SubjectPublicKeyInfo; readonly holder: PkiObject['value']; readonly span: Span };
  /** The public half of any certificate, request, public or private key. */
  'key-strength': {
    readonly key: Pick<SubjectPublicKeyInfo, 'keyType' | 'bits' | 'curve'>;
    readonly holder: PkiObject['value'];
    readonly span: Span;
  };
  /** Domain parameters on their own: `openssl dhparam`, `ecparam`. */
  parameters: { readonly parameters: Parameters; readonly span: Span };
  'tls-context': { readonly context: TlsContext };
  /** What one language's own rules look at. */
  observation: { readonly observation: Observation };
  /** An nginx configuration as a whole: the pitfalls of nginx alone. */
  'nginx-configuration': { readonly configuration: NginxConfiguration };
  /** A comment that takes findings away, and those of its rules that had nothing to say there. */
  suppression: { readonly suppression: Suppression; readonly unused: readonly SuppressedRule[] };
  /** A path in a configuration with the file it leads to. */
  reference: { readonly reference: FileReference; readonly context: TlsContext; readonly target: ReferenceTarget };
}
export type SubjectName = keyof Subjects;

/** A way out that a rule proposes: a change for the config language to write, or edits it knows itself. */
export interface Proposal {
  readonly title: Message;
  /** See `Fix.kind`. */
  readonly kind: 'automatic' | 'suggestion';
  readonly change?: Change;
  readonly edits?: readonly FileEdit[];
  /** The same, where working them out is worth waiting until somebody asks. */
  makeEdits?(): readonly FileEdit[] | undefined;
}

export interface Report<M extends string = string> {
  readonly span: Span;
  readonly message: M;
  readonly data?: MessageData;
  /** Where this case weighs other than the rule's own severity. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  /** See `Finding.path`. */
  readonly path?: PathReport;
  /** Best first: the first that can be written is the preferred one. */
  readonly proposals?: readonly Proposal[];
}

/** A piece of text that shows a rule at work. Executed by the tests and shown on the rule's page. */
export interface Example {
  /** A config language's id, or `pem`. */
  readonly language: string;
  /** The text; or for PEM, `{fixture}`: the name of a certificate that test/support/fixtures makes at that clock. */
  readonly text: string | { readonly fixture: string };
  /** For an invalid example: the text after the preferred fix. */
  readonly fixed?: string;
  /** Other files the example needs: path to the name of a fixture, or of several with a plus between them. */
  readonly files?: Readonly<Record<string, string>>;
  /** For an invalid example: those that the preferred fix changes, likewise. */
  readonly fixedFiles?: Readonly<Record<string, string>>;
  /** The permissions of the file, for an example that depends on them. */
  readonly mode?: number;
  /** Settings under which it is an example, where the defaults are not. */
  readonly settings?: Partial<Settings>;
}

/** What a rule's page says: `docs`, beside `rule` in its file, since the page and SARIF alone need it. */
export interface RuleDocs {
  readonly summary: string;
  readonly why: string;
  readonly exceptions?: string;
  readonly invalid: readonly Example[];
  readonly valid: readonly Example[];
}

/** What the engine needs of a rule. */
export interface Rule<S extends SubjectName = SubjectName, M extends string = string> {
  /** `<group>/<name>`: also the file, the setting, the page and the code in the Problems view. */
  readonly id: string;
  readonly subject: S;
  readonly severity: Severity;
  /** Runs only where the settings give it a severity. */
  readonly isOffByDefault?: true;
  readonly since: string;
  readonly references: readonly string[];
  readonly messages: Readonly<Record<M, string>>;
  /**
   * `block`: what it says of a place in a server or another block depends on that block and on the directives around it,
   * and on no other block; what it says of those around depends on none.
   */
  readonly reach?: 'block';
  /** Nothing to say: undefined, which a bundle of thousands hears from nearly every rule. */
  check(subject: Subjects[S], facts: LintFacts): Reports<S, M> | undefined;
}

/** A long configuration is looked at in pieces: where one that is undefined comes, others may have their turn. */
type Reports<S extends SubjectName, M extends string> = Iterable<
  S extends 'nginx-configuration' ? Report<M> | undefined : Report<M>
>;

/** A rule whose subject type is forgotten, as the engine holds them. */
export type AnyRule = { readonly [S in SubjectName]: Rule<S> }[SubjectName];

export function defineRule<S extends SubjectName, M extends string>(rule: Rule<S, M>): Rule<S, M> {
  return rule;
}
