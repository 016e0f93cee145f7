import type { Uri } from 'vscode';
import type { CaChoice, CaFiles, IssueClientParams, KeyType } from '../../server/lsp/protocol.ts';

/** Who signs: a CA that is there, or one that is made. */
export type Issuer =
  | { readonly kind: 'existing'; readonly files: CaFiles; readonly name: string; readonly encrypted: boolean }
  | { readonly kind: 'new' };

/** The answers so far. */
export interface Form {
  /** What the workspace has. */
  readonly cas: readonly CaChoice[];
  issuer: Issuer | undefined;
  caPassphrase: string;
  newCaName: string;
  commonName: string;
  alternativeNames: string;
  days: string;
  keyType: KeyType;
  passphrase: string;
  folder?: Uri;
}

export function emptyForm(cas: readonly CaChoice[], newCaName: string): Form {
  return {
    cas,
    issuer: undefined,
    caPassphrase: '',
    newCaName,
    commonName: '',
    alternativeNames: '',
    days: '90',
    keyType: 'p256',
    passphrase: '',
  };
}

/** The request that the answers make. */
export function toParams(form: Form, folder: Uri, overwrite: boolean): IssueClientParams {
  const { issuer, caPassphrase, newCaName, commonName, alternativeNames, days, keyType, passphrase } = form;
  const ca =
    issuer?.kind === 'existing'
      ? { ...issuer.files, ...(issuer.encrypted ? { passphrase: caPassphrase } : {}) }
      : { newCaName };
  return {
    ca,
    commonName,
    alternativeNames,
    days: Number(days),
    keyType,
    ...(passphrase === '' ? {} : { passphrase }),
    folder: folder.toString(),
    overwrite,
  };
}
