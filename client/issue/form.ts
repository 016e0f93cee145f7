import type { Uri } from 'vscode';
import type {
  CaChoice,
  CaFiles,
  IssuanceFields,
  IssuancePreview,
  IssuanceTarget,
  TargetKind,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

/** Who signs: a CA that is there, or one that is made. */
export type Issuer =
  | { readonly kind: 'existing'; readonly files: CaFiles; readonly name: string; readonly encrypted: boolean }
  | { readonly kind: 'new' }
  /** A CA that signs itself. */
  | { readonly kind: 'itself' };

export type Fields = { -readonly [K in keyof IssuanceFields]: IssuanceFields[K] };

/** The answers so far. */
export interface Form {
  readonly services: Services;
  /** What the workspace has. */
  readonly cas: readonly CaChoice[];
  /** Texts as typed; `ca` and `folder` are put in when all is asked. */
  readonly fields: Fields;
  issuer: Issuer | undefined;
  caPassphrase: string;
  newCaName: string;
  /** The file that the task is about; `isGiven` where the person pointed at it before. */
  target?: IssuanceTarget & { readonly kind: TargetKind; readonly isGiven: boolean };
  /** The private key of a certificate, where it was looked for. */
  key?: { readonly uri: string; readonly encrypted: boolean };
  folder?: Uri;
  preview?: IssuancePreview;
}

/** The answers as the server takes them. */
export function toFields(form: Form): IssuanceFields {
  const { fields, issuer, caPassphrase, newCaName, target, folder } = form;
  const key = form.key ?? target?.key;
  const all: Fields = { ...fields };
  if (issuer?.kind === 'existing') {
    all.ca = { ...issuer.files, ...(issuer.encrypted ? { passphrase: caPassphrase } : {}) };
  } else if (issuer?.kind === 'new') {
    all.ca = { newCaName };
  }
  if (target) all.file = target.uri;
  if (key) all.keyFile = key.uri;
  if (folder) all.folder = folder.toString();
  for (const name of ['passphrase', 'filePassphrase', 'keyPassphrase'] as const) {
    if (all[name] === '') delete all[name];
  }
  return all;
}
