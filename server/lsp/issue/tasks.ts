/** Every task of the editor by its name: the plan that the answers of a person make. */
import type { Host } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { revocationReasons } from '../../core/issue/authority-index.ts';
import type { Conversion } from '../../core/issue/convert.ts';
import { besideCa, type GivenFile, stemOf, type Workbench } from '../../core/issue/plan/plan.ts';
import type { ListPlanRequest } from '../../core/issue/plan/revocation-plan.ts';
import type { IssuanceFields, PlanIssuanceParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import {
  asTask,
  certificateTask,
  existing,
  mutualTlsTask,
  numberOf,
  renewTask,
  requestTask,
  signTask,
  type TaskPlan,
} from './certificate-tasks.ts';
import { placeOf, readBytes, readGiven, readState } from './read-given.ts';
import type { Refusal } from './refusal.ts';
import { spellingFrom, uriOf } from './spelling.ts';

/** What every task works with. */
export interface Making {
  readonly host: Host;
  readonly session: Session;
  readonly workbench: Workbench;
}

type Made = Promise<Result<TaskPlan, Refusal>>;

export async function makeTaskPlan({ task, fields }: PlanIssuanceParams, session: Session): Made {
  const { host, folders } = session;
  const spelling = spellingFrom(folders, nearOf({ fields }));
  const making: Making = { host, session, workbench: { crypto: host.crypto, now: host.now(), spelling } };
  switch (task) {
    case 'ca':
    case 'client':
    case 'server':
      return certificateTask(task, fields, making);
    case 'mutualTls':
      return mutualTlsTask(fields, making);
    case 'csr':
      return requestTask(fields, making);
    case 'sign':
      return signTask(fields, making);
    case 'renew':
      return renewTask(fields, making);
    case 'revoke':
      return revokeTask(fields, making);
    case 'crl':
      return listTask(fields, making);
    case 'p12':
      return pkcs12Task(fields, making);
    case 'convert':
      return conversionTask(fields, making);
    case 'passphrase':
      return passphraseTask(fields, making);
  }
}

/** Something of the workspace folder that the task is about. */
export function nearOf({ fields: { folder, file, ca } }: Pick<PlanIssuanceParams, 'fields'>): string {
  return folder ?? file ?? (ca && 'certificateUri' in ca ? ca.certificateUri : '');
}

async function listTask(fields: IssuanceFields, making: Making): Made {
  const request = await listRequest(fields, making);
  if (!request.ok) return request;
  const { planList } = await import('../../core/issue/plan/revocation-plan.ts');
  return asTask(await planList(request.value, making.workbench));
}

async function revokeTask(fields: IssuanceFields, making: Making): Made {
  const request = await listRequest(fields, making);
  if (!request.ok) return request;
  const revoked = await readGiven(making.host, fields.file ?? '');
  if (!revoked.ok) return revoked;
  const reason = revocationReasons.find((known) => known === fields.reason);
  const { planRevocation } = await import('../../core/issue/plan/revocation-plan.ts');
  return asTask(await planRevocation({ ...request.value, revoked: revoked.value, reason }, making.workbench));
}

async function listRequest(fields: IssuanceFields, making: Making): Promise<Result<ListPlanRequest, Refusal>> {
  const ca = await existing(fields.ca, making);
  if (!ca.ok) return ca;
  const index = await readState(making.host, uriOf(besideCa(ca.value.certificate, '.index.txt')));
  if (!index.ok) return index;
  const out = besideCa(ca.value.certificate, '.crl');
  const previous = await readState(making.host, uriOf(out));
  if (!previous.ok) return previous;
  if (previous.value !== undefined && !previous.value.includes('-----BEGIN X509 CRL-----')) {
    const path = making.workbench.spelling.path(out);
    return failure({
      code: 'not-a-list',
      message: message('{path} is there and no revocation list, so it is not replaced.', { path }),
    });
  }
  return success({ ca: ca.value, index: index.value, previousPem: previous.value, days: numberOf(fields.days) });
}

async function pkcs12Task(fields: IssuanceFields, making: Making): Made {
  const { file = '', keyFile = '', passphrase = '' } = fields;
  const certificate = await readGiven(making.host, file);
  if (!certificate.ok) return certificate;
  const key = await readGiven(making.host, keyFile);
  if (!key.ok) return key;
  const { place } = certificate.value;
  const { planPkcs12 } = await import('../../core/issue/plan/format-plans.ts');
  const plan = await planPkcs12(
    {
      certificate: certificate.value,
      chain: await chainBeside(file, certificate.value, making),
      key: key.value,
      opens: { passphrase: fields.keyPassphrase },
      encrypts: { passphrase },
      friendlyName: undefined,
      mode: fields.mode ?? 'modern',
      out: { folder: fields.folder ?? place.folder, name: `${stemOf(place.name)}.p12` },
    },
    making.workbench,
  );
  return asTask(plan);
}

/** The files of the CAs above a certificate, as far as the workspace has them and the file itself has not. */
async function chainBeside(uri: string, { text }: GivenFile, { host, session }: Making): Promise<GivenFile[]> {
  const { workspace } = session;
  const { readFirstCertificate } = await import('../../core/issue/renew.ts');
  const first = await readFirstCertificate(text);
  if (!first.ok) return [];
  const files = new Map<string, GivenFile>();
  let current = first.value;
  for (let depth = 0; depth < 8; depth++) {
    const [issuer] = await workspace.findIssuers(current);
    if (!issuer || issuer.certificate.sha256 === current.sha256) break;
    current = issuer.certificate;
    if (issuer.uri === uri || files.has(issuer.uri)) continue;
    const given = await readGiven(host, issuer.uri);
    if (given.ok) files.set(issuer.uri, given.value);
  }
  return [...files.values()];
}

const endings: Readonly<Record<Conversion, string>> = { pem: '.pem', der: '.der', pkcs7: '.p7b', jwk: '.jwk.json' };

async function conversionTask(fields: IssuanceFields, making: Making): Made {
  const { file = '', to } = fields;
  const bytes = await readBytes(making.host, file);
  if (!bytes.ok) return bytes;
  const { conversions } = await import('../../core/issue/convert.ts');
  const conversion = conversions.find((known) => known === to) ?? 'pem';
  const place = placeOf(file);
  const { planConversion } = await import('../../core/issue/plan/format-plans.ts');
  const plan = await planConversion(
    {
      file: { place, bytes: bytes.value },
      to: conversion,
      opens: { passphrase: fields.filePassphrase },
      out: { folder: fields.folder ?? place.folder, name: `${stemOf(place.name)}${endings[conversion]}` },
    },
    making.workbench,
  );
  return asTask(plan);
}

async function passphraseTask(fields: IssuanceFields, making: Making): Made {
  const key = await readGiven(making.host, fields.file ?? '');
  if (!key.ok) return key;
  const { planPassphrase } = await import('../../core/issue/plan/format-plans.ts');
  const plan = await planPassphrase(
    {
      key: key.value,
      opens: { passphrase: fields.filePassphrase },
      encrypts: { passphrase: fields.passphrase },
      out: key.value.place,
    },
    making.workbench,
  );
  return asTask(plan);
}
