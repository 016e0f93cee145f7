/** An issuance before anything is written: every shell shows, writes and records the same. */
import type { Message } from '../../base/message.ts';
import type { AuthorityFiles } from '../authority.ts';
import type { IndexEntry } from '../authority-index.ts';
import type { AuthorityPaths, KeyFile } from '../openssl/certificate-script.ts';
import type { Script } from '../openssl/script.ts';

/** A file by its folder and name. How a folder is spelled is the shell's matter: a path, a URI. */
export interface Place {
  readonly folder: string;
  /** A plain name. */
  readonly name: string;
}

/** How a shell spells places for people. */
export interface Spelling {
  /** As it is typed where the person works. */
  path(place: Place): string;
  folder(folder: string): string;
  /** From the folder of one file to another, with forward slashes. */
  relative(from: Place, to: Place): string;
}

/** What every plan is made with. */
export interface Workbench {
  readonly crypto: Crypto;
  readonly now: Date;
  readonly spelling: Spelling;
}

export type FileRole = 'private-key' | 'certificate' | 'request' | 'pkcs12' | 'list' | 'record' | 'other';

export interface PlannedFile extends Place {
  readonly role: FileRole;
  readonly contents: string | Uint8Array;
  /** POSIX permissions. */
  readonly mode: number;
}

/** A certificate that is noted in the record beside its CA once it is written. */
export interface RecordedCertificate {
  readonly index: Place;
  readonly entry: IndexEntry;
}

export interface Plan {
  /** Written into one folder, all or none, a key before its certificate. What is there stays unless a person agrees. */
  readonly files: readonly PlannedFile[];
  readonly recorded: readonly RecordedCertificate[];
  /**
   * The CA's own state, which takes the place of what it was made from, all or none; first that from which the rest can be
   * made again.
   */
  readonly state: readonly (PlannedFile & { readonly basedOn: string | undefined })[];
  /** What is said of the result, in this order. */
  readonly remarks: readonly Message[];
  /** What a person should know. */
  readonly notes: readonly Message[];
  /** The same by `openssl`. */
  readonly script: Script;
}

/** A text and where it is. */
export interface GivenFile {
  readonly place: Place;
  readonly text: string;
}

/** A CA with the places of its files. */
export interface GivenAuthority {
  readonly certificate: Place;
  readonly privateKey: Place;
  readonly files: AuthorityFiles;
  /** How OpenSSL gets the passphrase: `file:PATH`, `env:NAME`; it asks where this is left out. */
  readonly passphraseFrom?: string | undefined;
}

export const emptyPlan: Plan = { files: [], recorded: [], state: [], remarks: [], notes: [], script: [] };

/** The files beside a CA: `ca.pem` has `ca.index.txt` and `ca.crl`. */
export function besideCa({ folder, name }: Place, ending: string): Place {
  return { folder, name: `${stemOf(name)}${ending}` };
}

/** The name without its ending. */
export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

export function authorityPaths(
  { certificate, privateKey, files, passphraseFrom }: GivenAuthority,
  spelling: Spelling,
): AuthorityPaths {
  const key: KeyFile = {
    path: spelling.path(privateKey),
    isEncrypted: files.passphrase !== undefined,
    passphraseFrom,
  };
  return { certificate: spelling.path(certificate), key };
}
