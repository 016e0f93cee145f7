import { type Result, success } from '../../base/result.ts';
import type { IssueFailure } from '../failure.ts';
import { appendScript, keyScript, leafScript, renewalScript } from '../openssl/certificate-script.ts';
import { makeFolder, type Script } from '../openssl/script.ts';
import { readFirstCertificate, renewCertificate, sameKind } from '../renew.ts';
import {
  authorityPaths,
  emptyPlan,
  type GivenAuthority,
  type GivenFile,
  type Plan,
  type PlannedFile,
  stemOf,
  type Workbench,
} from './plan.ts';
import { recordOf } from './record.ts';

export interface RenewalPlanRequest {
  readonly certificate: GivenFile;
  readonly ca: GivenAuthority;
  readonly folder: string;
  readonly days?: number | undefined;
  readonly newKey?:
    | { readonly passphrase?: string | undefined; readonly passphraseFrom?: string | undefined }
    | undefined;
}

/** The same certificate for a new period, with the same key or a new one. */
export async function planRenewal(
  { certificate, ca, folder, days, newKey }: RenewalPlanRequest,
  { crypto, now, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const renewed = await renewCertificate({
    crypto,
    now,
    ca: ca.files,
    certificatePem: certificate.text,
    days,
    newKey,
  });
  if (!renewed.ok) return renewed;
  const { certificatePem, intermediatePem, privateKeyPem, notes, isRoot } = renewed.value;
  const made = await readFirstCertificate(certificatePem);
  if (!made.ok) return made;
  const stem = stemOf(certificate.place.name);
  const place = { folder, name: `${stem}.pem` };
  const files: PlannedFile[] = [
    { ...place, role: 'certificate', contents: certificatePem + (intermediatePem ?? ''), mode: 0o644 },
  ];
  const keyPlace = { folder, name: `${stem}.key` };
  if (privateKeyPem !== undefined) {
    files.unshift({ ...keyPlace, role: 'private-key', contents: privateKeyPem, mode: 0o600 });
  }
  const [paths, out] = [authorityPaths(ca, spelling), spelling.path(place)];
  const key = {
    path: spelling.path(keyPlace),
    isEncrypted: newKey?.passphrase !== undefined,
    passphraseFrom: newKey?.passphraseFrom,
  };
  const script: Script = newKey
    ? [...keyScript(sameKind(made.value.subjectPublicKeyInfo), key), ...leafScript(made.value, key, paths, out)]
    : renewalScript(made.value, spelling.path(certificate.place), paths, out, isRoot);
  return success({
    ...emptyPlan,
    files,
    recorded: [recordOf(made.value, ca.certificate, place, spelling)],
    notes,
    script: [
      ...makeFolder(spelling.folder(folder)),
      ...script,
      ...(intermediatePem === undefined ? [] : appendScript(paths.certificate, out)),
    ],
  });
}
