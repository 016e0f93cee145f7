import { type Result, success } from '../../base/result.ts';
import type { IssueFailure } from '../failure.ts';
import type { GivenNames } from '../given-names.ts';
import { type CertificatePlan, planCertificate } from './certificate-plan.ts';
import { combine } from './combine.ts';
import type { GivenAuthority, Plan, Workbench } from './plan.ts';

export interface MutualTlsRequest {
  readonly folder: string;
  /** A CA that is there, or the name of a new one. */
  readonly ca: GivenAuthority | { readonly newName: string };
  readonly server: GivenNames & { readonly commonName: string };
  readonly client: { readonly commonName: string };
}

export interface MutualTlsPlan extends Plan {
  readonly ca: GivenAuthority;
  readonly server: CertificatePlan;
  readonly client: CertificatePlan;
}

/** All that two sides need to prove who they are to each other. */
export async function planMutualTls(
  { folder, ca, server, client }: MutualTlsRequest,
  workbench: Workbench,
): Promise<Result<MutualTlsPlan, IssueFailure>> {
  const made: CertificatePlan[] = [];
  let authority: GivenAuthority;
  if ('newName' in ca) {
    const plan = await planCertificate({ kind: 'ca', commonName: ca.newName, folder }, workbench);
    if (!plan.ok) return plan;
    made.push(plan.value);
    authority = plan.value.asAuthority;
  } else {
    authority = ca;
  }
  const serverPlan = await planCertificate({ ...server, kind: 'server', folder, ca: authority }, workbench);
  if (!serverPlan.ok) return serverPlan;
  const clientPlan = await planCertificate({ ...client, kind: 'client', folder, ca: authority }, workbench);
  if (!clientPlan.ok) return clientPlan;
  const all = combine([...made, serverPlan.value, clientPlan.value]);
  return success({
    ...all,
    ca: authority,
    server: serverPlan.value,
    client: clientPlan.value,
  });
}
