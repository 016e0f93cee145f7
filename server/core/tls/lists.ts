/** Cipher strings, suites of TLS 1.3 and groups as rules and hovers see them. What answers is loaded with a reader. */
import type { Span } from '../base/span.ts';
import type { CipherSuite, OpenSslVersion } from './cipher-list/cipher-suite.ts';
import type { Expansion } from './cipher-list/expand.ts';
import type { Recommendation } from './cipher-list/recommendation.ts';
import type { Weakness } from './cipher-list/retired.ts';
import type { Verdict } from './cipher-list/verdict.ts';
import type { ListText } from './list-text.ts';

export type { OpenSslVersion };

/** `SSL_CTX_set_cipher_list`: the suites of TLS 1.2 and earlier. */
export interface CipherString extends ListText {
  read(version: OpenSslVersion): CipherStringReading;
}

export interface CipherStringReading extends Expansion {
  /** What a handshake can end with, in order. */
  readonly usable: readonly CipherSuite[];
  judge(suite: CipherSuite): Verdict;
  /** Only with a pre-shared key or a password that a program provides. */
  needsCallback(suite: CipherSuite): boolean;
  /** The name that was probably meant. */
  nearest(name: string): string | undefined;
  /** What was wrong with something that current builds no longer have. */
  weaknessOf(name: string): Weakness | undefined;
  isRetiredWord(name: string): boolean;
  /** OpenSSL's own name for a name of IANA's. */
  ianaSuite(name: string): string | undefined;
  /** What another string in this one's place would come to. */
  expand(list: string): Expansion;
}

/** `SSL_CTX_set_ciphersuites`: the suites of TLS 1.3. */
export interface SuiteList extends ListText {
  /** The same string holds the cipher string (Node.js): a name of either kind may stand in it. */
  readonly shared: boolean;
  read(version: OpenSslVersion): SuiteListReading;
}

export interface Tls13Suite {
  readonly name: string;
  readonly grade: Verdict['grade'];
  /** What IANA says of it. */
  readonly recommendation: Recommendation;
}

export interface SuiteItem {
  readonly name: string;
  readonly span: Span;
  /** Absent where OpenSSL does not know it. */
  readonly suite?: Tls13Suite;
  /** OpenSSL's name, where it is IANA's for a suite of TLS 1.2: OpenSSL takes that too, and offers it in TLS 1.2. */
  readonly older?: string;
}

export interface SuiteListReading {
  readonly items: readonly SuiteItem[];
  readonly suites: readonly Tls13Suite[];
  /** OpenSSL knows none of them and reports an error. */
  readonly refused?: true;
}

/** `SSL_CTX_set1_groups_list`. */
export interface GroupList extends ListText {
  /** The word that leaves the choice to the library, where this setting has one. */
  readonly automatic?: string;
  read(version: OpenSslVersion): GroupsReading;
}

export interface GroupItem {
  /** With its prefix. */
  readonly written: string;
  readonly name: string;
  readonly span: Span;
  /** IANA's name, or `DEFAULT`; absent where OpenSSL does not know it. */
  readonly group?: string;
  /** The version that has it first, where this one does not. */
  readonly since?: OpenSslVersion;
  /** Passed over in silence where it is not known. */
  readonly optional?: boolean;
}

export interface GroupsReading {
  readonly items: readonly GroupItem[];
  readonly groups: readonly string[];
  readonly refused?: true;
}
