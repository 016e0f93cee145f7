/** The tasks whose result is a certificate, from the answers of a person. */
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { IssueFailure } from '../../core/issue/failure.ts';
import { type CertificatePlan, planCertificate } from '../../core/issue/plan/certificate-plan.ts';
import { combine } from '../../core/issue/plan/combine.ts';
import type { GivenAuthority, Plan } from '../../core/issue/plan/plan.ts';
import type { IssuanceFields, MutualTlsFiles } from '../protocol.ts';
import { readAlternativeNames, readPermitted } from './alternative-names.ts';
import { readAuthority, readGiven } from './read-given.ts';
import type { Refusal } from './refusal.ts';
import { uriOf } from './spelling.ts';
import type { Making } from './tasks.ts';

/** A plan, and what is told once it is carried out. */
export interface TaskPlan {
  readonly plan: Plan;
  /** A new certificate whose use is shown. */
  readonly shown?: {
    readonly certificate: CertificatePlan;
    readonly profile: 'client' | 'server';
    readonly caUri: string;
  };
  readonly mutualTls?: MutualTlsFiles;
}

type Made = Promise<Result<TaskPlan, Refusal>>;

export async function certificateTask(kind: 'ca' | 'client' | 'server', fields: IssuanceFields, making: Making): Made {
  const names = readAlternativeNames(fields.names ?? '', kind === 'client' ? 'client' : 'server');
  if (!names.ok) return names;
  const permitted = readPermitted(fields.permitted ?? '');
  if (!permitted.ok) return permitted;
  const { folder = '', commonName = '', keyType, passphrase } = fields;
  const before: CertificatePlan[] = [];
  const ca = await authorityOf(fields, making, before);
  if (!ca.ok) return ca;
  const made = await planCertificate(
    {
      kind,
      folder,
      commonName,
      keyType,
      passphrase,
      ca: ca.value,
      days: numberOf(fields.days),
      pathLen: numberOf(fields.pathLength),
      permitted: permitted.value,
      ...(kind === 'ca' ? {} : names.value),
    },
    making.workbench,
  );
  if (!made.ok) return made;
  const plan = combine([...before, made.value]);
  if (kind === 'ca' || !ca.value) return success({ plan });
  return success({ plan, shown: { certificate: made.value, profile: kind, caUri: uriOf(ca.value.certificate) } });
}

export async function mutualTlsTask(fields: IssuanceFields, making: Making): Made {
  const { folder = '', commonName = '', clientName = '', ca } = fields;
  const names = readAlternativeNames(fields.names ?? '', 'server');
  if (!names.ok) return names;
  const authority = ca && 'newCaName' in ca ? success({ newName: ca.newCaName }) : await existing(ca, making);
  if (!authority.ok) return authority;
  const { planMutualTls } = await import('../../core/issue/plan/mutual-tls-plan.ts');
  const made = await planMutualTls(
    { folder, ca: authority.value, server: { commonName, ...names.value }, client: { commonName: clientName } },
    making.workbench,
  );
  if (!made.ok) return made;
  const pair = ({ asAuthority: { certificate, privateKey } }: CertificatePlan) => ({
    certificateUri: uriOf(certificate),
    privateKeyUri: uriOf(privateKey),
  });
  const { server, client } = made.value;
  return success({
    plan: made.value,
    mutualTls: { caUri: uriOf(made.value.ca.certificate), server: pair(server), client: pair(client) },
  });
}

export async function signTask(fields: IssuanceFields, making: Making): Made {
  const request = await readGiven(making.host, fields.file ?? '');
  if (!request.ok) return request;
  const names = readAlternativeNames(fields.names ?? '', 'any');
  if (!names.ok) return names;
  const ca = await existing(fields.ca, making);
  if (!ca.ok) return ca;
  const { planSignature } = await import('../../core/issue/plan/signature-plan.ts');
  const made = await planSignature(
    {
      request: request.value,
      profile: fields.profile ?? 'server',
      ca: ca.value,
      folder: fields.folder ?? '',
      days: numberOf(fields.days),
      commonName: chosen(fields.commonName),
      names: chosen(fields.names) === undefined ? undefined : names.value,
    },
    making.workbench,
  );
  return asTask(made);
}

export async function renewTask(fields: IssuanceFields, making: Making): Made {
  const certificate = await readGiven(making.host, fields.file ?? '');
  if (!certificate.ok) return certificate;
  const ca = await existing(fields.ca, making);
  if (!ca.ok) return ca;
  const { planRenewal } = await import('../../core/issue/plan/renewal-plan.ts');
  const made = await planRenewal(
    {
      certificate: certificate.value,
      ca: ca.value,
      folder: fields.folder ?? certificate.value.place.folder,
      days: numberOf(fields.days),
      newKey: fields.newKey ? { passphrase: fields.passphrase } : undefined,
    },
    making.workbench,
  );
  return asTask(made);
}

export async function requestTask(fields: IssuanceFields, making: Making): Made {
  const names = readAlternativeNames(fields.names ?? '', 'any');
  if (!names.ok) return names;
  const { keyFile } = fields;
  const key = fields.newKey !== false || keyFile === undefined ? undefined : await readGiven(making.host, keyFile);
  if (key && !key.ok) return key;
  const { planRequest } = await import('../../core/issue/plan/request-plan.ts');
  const { commonName = '', profile = 'server', folder = '', keyType, passphrase } = fields;
  const made = await planRequest(
    {
      ...names.value,
      ...{ commonName, profile, folder, keyType, passphrase },
      key: key && { ...key.value, passphrase: fields.keyPassphrase },
    },
    making.workbench,
  );
  return asTask(made);
}

export function asTask(made: Result<Plan, IssueFailure>): Result<TaskPlan, Refusal> {
  return made.ok ? success({ plan: made.value }) : made;
}

/** The CA that is there. */
export async function existing(ca: IssuanceFields['ca'], { host }: Making): Promise<Result<GivenAuthority, Refusal>> {
  if (ca && 'certificateUri' in ca) return readAuthority(host, ca);
  return failure({ code: 'ca-certificate-missing', message: message('No CA was chosen.') });
}

/** The CA that is there or is made for it, whose plan comes first then; undefined for a CA that signs itself. */
async function authorityOf(
  { ca, folder = '' }: IssuanceFields,
  making: Making,
  before: CertificatePlan[],
): Promise<Result<GivenAuthority | undefined, Refusal>> {
  if (!ca) return success(undefined);
  if ('certificateUri' in ca) return readAuthority(making.host, ca);
  const made = await planCertificate({ kind: 'ca', commonName: ca.newCaName, folder }, making.workbench);
  if (!made.ok) return made;
  before.push(made.value);
  return success(made.value.asAuthority);
}

/** What takes the place of the request's; nothing where the person left it empty. */
function chosen(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

export function numberOf(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
