import type { CertificatePlan } from '../../core/issue/plan/certificate-plan.ts';
import type { Spelling } from '../../core/issue/plan/plan.ts';
import { snippets, verifyCommand } from '../../core/issue/snippets.ts';
import type { WrittenIssuance } from '../protocol.ts';
import type { TaskPlan } from './certificate-tasks.ts';
import { placeOf } from './read-given.ts';

/** Programs that use a new certificate, with paths as they hold in the workspace folder. */
export function usageOf(
  { certificate, profile, caUri }: NonNullable<TaskPlan['shown']>,
  spelling: Spelling,
): NonNullable<WrittenIssuance['usage']> {
  const { issued, asAuthority }: CertificatePlan = certificate;
  const paths = {
    certificate: spelling.path(asAuthority.certificate),
    privateKey: spelling.path(asAuthority.privateKey),
    trustAnchors: spelling.path(placeOf(caUri)),
  };
  return {
    name: issued.commonName,
    snippets: snippets(profile, paths, { isEncrypted: issued.isEncrypted }).map(({ title, languageId, text }) => ({
      ...{ title, languageId, text },
    })),
    verifyCommand: verifyCommand(profile, paths, issued.intermediatePem !== undefined),
  };
}
