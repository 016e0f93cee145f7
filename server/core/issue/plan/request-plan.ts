import { type Result, success } from '../../base/result.ts';
import { createRequest } from '../create-request.ts';
import type { IssueFailure } from '../failure.ts';
import { fileNames } from '../files.ts';
import type { GivenNames } from '../given-names.ts';
import type { IssuedKeyType } from '../key-type.ts';
import { keyScript, requestScript } from '../openssl/certificate-script.ts';
import { makeFolder } from '../openssl/script.ts';
import type { ProfileName } from '../profile.ts';
import { readRequest } from '../sign-request.ts';
import { emptyPlan, type GivenFile, type Plan, type PlannedFile, stemOf, type Workbench } from './plan.ts';

export interface RequestPlanRequest extends GivenNames {
  readonly commonName: string;
  readonly profile: Exclude<ProfileName, 'ca'>;
  readonly folder: string;
  /** The key that is there; a new one is made where it is left out. */
  readonly key?:
    | (GivenFile & { readonly passphrase: string | undefined; readonly passphraseFrom?: string | undefined })
    | undefined;
  readonly keyType?: IssuedKeyType | undefined;
  readonly passphrase?: string | undefined;
  readonly passphraseFrom?: string | undefined;
}

/** A certification request, and a new key where none is given. */
export async function planRequest(
  request: RequestPlanRequest,
  { crypto, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const { folder, profile, key, keyType, passphrase, passphraseFrom } = request;
  const made = await createRequest({
    ...request,
    crypto,
    key: key && { pem: key.text, passphrase: key.passphrase },
  });
  if (!made.ok) return made;
  const { requestPem, privateKeyPem } = made.value;
  const asked = await readRequest(crypto, requestPem);
  if (!asked.ok) return asked;
  const names = fileNames(profile, made.value.commonName);
  const out = { folder, name: `${stemOf(names.certificate)}.csr` };
  const files: PlannedFile[] = [{ ...out, role: 'request', contents: requestPem, mode: 0o644 }];
  if (privateKeyPem !== undefined) {
    files.unshift({ folder, name: names.privateKey, role: 'private-key', contents: privateKeyPem, mode: 0o600 });
  }
  const keyFile = key
    ? { path: spelling.path(key.place), isEncrypted: key.passphrase !== undefined, passphraseFrom: key.passphraseFrom }
    : {
        path: spelling.path({ folder, name: names.privateKey }),
        isEncrypted: passphrase !== undefined,
        passphraseFrom,
      };
  const script = [
    ...makeFolder(spelling.folder(folder)),
    ...(key ? [] : keyScript(keyType ?? 'p256', keyFile)),
    ...requestScript(asked.value, keyFile, spelling.path(out)),
  ];
  return success({ ...emptyPlan, files, script });
}
