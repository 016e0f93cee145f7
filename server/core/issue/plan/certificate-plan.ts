import { type Result, success } from '../../base/result.ts';
import type { IssueFailure } from '../failure.ts';
import { fileNames, plannedFiles } from '../files.ts';
import type { GivenNames } from '../given-names.ts';
import type { Issued } from '../issue.ts';
import type { IssuedKeyType } from '../key-type.ts';
import { appendScript, keyScript, leafScript, rootScript } from '../openssl/certificate-script.ts';
import { makeFolder } from '../openssl/script.ts';
import { authorityPaths, emptyPlan, type GivenAuthority, type Plan, type Workbench } from './plan.ts';
import { recordOf } from './record.ts';

export type CertificateKind = 'ca' | 'client' | 'server' | 'email';

export interface CertificatePlanRequest extends GivenNames {
  readonly kind: CertificateKind;
  readonly commonName: string;
  readonly folder: string;
  /** A CA without one signs itself; all others need one. */
  readonly ca?: GivenAuthority | undefined;
  readonly days?: number | undefined;
  readonly keyType?: IssuedKeyType | undefined;
  readonly passphrase?: string | undefined;
  readonly passphraseFrom?: string | undefined;
  /** Of a CA. */
  readonly pathLen?: number | undefined;
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
}

export interface CertificatePlan extends Plan {
  readonly issued: Issued;
  /** As an authority, for what is issued next by the same plan. */
  readonly asAuthority: GivenAuthority;
}

/** A new key and its certificate. */
export async function planCertificate(
  request: CertificatePlanRequest,
  workbench: Workbench,
): Promise<Result<CertificatePlan, IssueFailure>> {
  const made = await issue(request, workbench);
  if (!made.ok) return made;
  const issued = made.value;
  const { ca, folder, passphraseFrom } = request;
  const { spelling } = workbench;
  const names = fileNames(issued.profile, issued.commonName);
  const [certificatePlace, keyPlace] = [
    { folder, name: names.certificate },
    { folder, name: names.privateKey },
  ];
  const { readFirstCertificate } = await import('../renew.ts');
  const certificate = await readFirstCertificate(issued.certificatePem);
  if (!certificate.ok) return certificate;
  const key = { path: spelling.path(keyPlace), isEncrypted: issued.isEncrypted, passphraseFrom };
  const out = spelling.path(certificatePlace);
  const above = ca && authorityPaths(ca, spelling);
  const script = [
    ...makeFolder(spelling.folder(folder)),
    ...keyScript(request.keyType ?? 'p256', key),
    ...(above ? leafScript(certificate.value, key, above, out) : rootScript(certificate.value, key, out)),
    ...(above && issued.intermediatePem !== undefined ? appendScript(above.certificate, out) : []),
  ];
  return success({
    ...emptyPlan,
    files: plannedFiles(issued).map((file) => ({
      ...file,
      folder,
      role: file.mode === 0o600 ? 'private-key' : 'certificate',
    })),
    recorded: ca ? [recordOf(certificate.value, ca.certificate, certificatePlace, spelling)] : [],
    notes: issued.notes,
    script,
    issued,
    asAuthority: {
      certificate: certificatePlace,
      privateKey: keyPlace,
      files: {
        certificatePem: issued.certificatePem,
        privateKeyPem: issued.privateKeyPem,
        passphrase: request.passphrase,
      },
      passphraseFrom,
    },
  });
}

async function issue(
  { kind, ca, ...given }: CertificatePlanRequest,
  { crypto, now }: Workbench,
): Promise<Result<Issued, IssueFailure>> {
  // On demand: @peculiar/x509 takes longer to load than most of what asks for it.
  const { issueCa, issueClient, issueEmail, issueServer } = await import('../issue.ts');
  const request = { ...given, crypto, now };
  if (kind === 'ca' || !ca) return issueCa({ ...request, ca: ca?.files });
  const leaf = { ...request, ca: ca.files };
  if (kind === 'client') return issueClient(leaf);
  return kind === 'server' ? issueServer(leaf) : issueEmail(leaf);
}
