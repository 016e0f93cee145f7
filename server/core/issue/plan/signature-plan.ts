import { message } from '../../base/message.ts';
import { type Result, success } from '../../base/result.ts';
import type { IssueFailure } from '../failure.ts';
import { plannedFiles } from '../files.ts';
import type { GivenNames } from '../given-names.ts';
import { appendScript, signatureScript } from '../openssl/certificate-script.ts';
import { makeFolder } from '../openssl/script.ts';
import type { ProfileName } from '../profile.ts';
import { readFirstCertificate } from '../renew.ts';
import { readRequest, signRequest } from '../sign-request.ts';
import { authorityPaths, emptyPlan, type GivenAuthority, type GivenFile, type Plan, type Workbench } from './plan.ts';
import { recordOf } from './record.ts';

export interface SignaturePlanRequest {
  readonly request: GivenFile;
  readonly profile: Exclude<ProfileName, 'ca'>;
  readonly ca: GivenAuthority;
  readonly folder: string;
  readonly days?: number | undefined;
  readonly pathLen?: number | undefined;
  readonly commonName?: string | undefined;
  readonly names?: GivenNames | undefined;
  readonly wholeSubject?: boolean;
}

/** A certificate for somebody else's request. */
export async function planSignature(
  { request, ca, folder, ...choices }: SignaturePlanRequest,
  { crypto, now, spelling }: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const signed = await signRequest({ ...choices, crypto, now, ca: ca.files, requestPem: request.text });
  if (!signed.ok) return signed;
  const asked = await readRequest(crypto, request.text);
  if (!asked.ok) return asked;
  const certificate = await readFirstCertificate(signed.value.certificatePem);
  if (!certificate.ok) return certificate;
  const { taken, left, notes, intermediatePem } = signed.value;
  const files = plannedFiles(signed.value).map((file) => ({ ...file, folder, role: 'certificate' as const }));
  const place = { folder, name: files[0]?.name ?? '' };
  const [paths, out] = [authorityPaths(ca, spelling), spelling.path(place)];
  return success({
    ...emptyPlan,
    files,
    recorded: [recordOf(certificate.value, ca.certificate, place, spelling)],
    remarks: [
      ...(taken.length > 0 ? [message('Taken from the request: {taken}', { taken })] : []),
      ...(left.length > 0 ? [message('Not taken from the request: {left}', { left })] : []),
    ],
    notes,
    script: [
      ...makeFolder(spelling.folder(folder)),
      ...signatureScript(certificate.value, asked.value, spelling.path(request.place), paths, out),
      ...(intermediatePem === undefined ? [] : appendScript(paths.certificate, out)),
    ],
  });
}
