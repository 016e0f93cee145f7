import { type Message, message } from '../../base/message.ts';
import { failure, type Result, success } from '../../base/result.ts';
import {
  entryOf,
  type IndexEntry,
  type RevocationReason,
  readIndex,
  withRevoked,
  writeIndex,
} from '../authority-index.ts';
import { type IssueFailure, refuse } from '../failure.ts';
import { issueList, listDays } from '../issue-list.ts';
import { type RevokedNow, revocationScript } from '../openssl/revocation-script.ts';
import { isIssuedBy, readFirstCertificate } from '../renew.ts';
import { readFirstList, unlisted } from '../unlisted.ts';
import {
  authorityPaths,
  besideCa,
  emptyPlan,
  type GivenAuthority,
  type GivenFile,
  type Place,
  type Plan,
  type Spelling,
  type Workbench,
} from './plan.ts';

export interface ListPlanRequest {
  readonly ca: GivenAuthority;
  /** The record beside the CA; undefined where there is none. */
  readonly index: string | undefined;
  /** Where the list goes; beside the CA where it is left out. */
  readonly out?: Place | undefined;
  /** The list that is there. */
  readonly previousPem?: string | undefined;
  readonly days?: number | undefined;
}

export interface RevocationPlanRequest extends ListPlanRequest {
  /** The certificate, or the upper-case serial number under which it is recorded. */
  readonly revoked: GivenFile | { readonly serialNumber: string };
  readonly reason?: RevocationReason | undefined;
}

/** The revocation list, made from the record. */
export async function planList(request: ListPlanRequest, workbench: Workbench): Promise<Result<Plan, IssueFailure>> {
  const entries = readEntries(request.index);
  if (!entries.ok) return entries;
  const missing = await unlisted(entries.value, request.previousPem);
  return listOf(entries.value, request, workbench, missing);
}

/** Notes a revocation in the record, and makes the list again. */
export async function planRevocation(
  request: RevocationPlanRequest,
  workbench: Workbench,
): Promise<Result<Plan, IssueFailure>> {
  const { ca, index, revoked } = request;
  const known = readEntries(index);
  if (!known.ok) return known;
  const entry = await entryFor(revoked, ca, known.value, workbench);
  if (!entry.ok) return entry;
  const missing = await unlisted(known.value, request.previousPem);
  const reason = request.reason === 'unspecified' ? undefined : request.reason;
  const entries = withRevoked(known.value, entry.value, { date: workbench.now, reason });
  if (!entries.ok) {
    // A revocation that never reached the list: whoever revokes once more wants it there.
    return missing.some(({ serialNumber }) => serialNumber === entry.value.serialNumber)
      ? listOf(known.value, request, workbench, missing)
      : entries;
  }
  const record = besideCa(ca.certificate, '.index.txt');
  const certificate = pathOf(revoked, entry.value, record, workbench.spelling);
  const list = await listOf(entries.value, request, workbench, missing, { certificate, reason: request.reason });
  if (!list.ok) return list;
  return success({
    ...list.value,
    state: [
      { ...record, role: 'record', contents: writeIndex(entries.value), mode: 0o644, basedOn: index },
      ...list.value.state,
    ],
  });
}

function readEntries(index: string | undefined): Result<IndexEntry[], IssueFailure> {
  return index === undefined ? success([]) : readIndex(index);
}

async function entryFor(
  revoked: RevocationPlanRequest['revoked'],
  ca: GivenAuthority,
  entries: readonly IndexEntry[],
  { crypto, spelling }: Workbench,
): Promise<Result<IndexEntry, IssueFailure>> {
  if ('serialNumber' in revoked) {
    const { serialNumber } = revoked;
    const known = entries.find((one) => one.serialNumber === serialNumber);
    if (known) return success(known);
    return refuse(
      'not-recorded',
      message('the CA has no record of the serial number {serial}', { serial: serialNumber }),
      message('Name the file of the certificate instead.'),
    );
  }
  const [certificate, issuer] = [
    await readFirstCertificate(revoked.text),
    await readFirstCertificate(ca.files.certificatePem),
  ];
  if (!certificate.ok) return certificate;
  const path = spelling.path(revoked.place);
  if (issuer.ok && !(await isIssuedBy(crypto, certificate.value, issuer.value))) {
    return refuse(
      'not-issued-by-ca',
      message('{path} was not issued by this CA: only the CA that issued a certificate can revoke it', { path }),
    );
  }
  return success(entryOf(certificate.value, spelling.relative(besideCa(ca.certificate, '.index.txt'), revoked.place)));
}

function pathOf(
  revoked: RevocationPlanRequest['revoked'],
  { file }: IndexEntry,
  record: Place,
  spelling: Spelling,
): string | undefined {
  if ('place' in revoked) return spelling.path(revoked.place);
  return file === 'unknown' ? undefined : spelling.path({ folder: record.folder, name: file });
}

async function listOf(
  entries: readonly IndexEntry[],
  { ca, days = listDays, previousPem, out = besideCa(ca.certificate, '.crl') }: ListPlanRequest,
  { crypto, now, spelling }: Workbench,
  missing: readonly IndexEntry[],
  revoked?: RevokedNow,
): Promise<Result<Plan, IssueFailure>> {
  const list = await issueList({ crypto, now, ca: ca.files, entries, days, previousPem });
  if (!list.ok) return failure(list.error);
  const { listPem, notes } = list.value;
  const made = await readFirstList(listPem);
  const paths = {
    ca: authorityPaths(ca, spelling),
    index: spelling.path(besideCa(ca.certificate, '.index.txt')),
    out: spelling.path(out),
  };
  return success({
    ...emptyPlan,
    state: [{ ...out, role: 'list', contents: listPem, mode: 0o644, basedOn: previousPem }],
    notes: [...(previousPem === undefined ? [] : mended(missing)), ...notes],
    script: made ? revocationScript(paths, days, made, revoked) : [],
  });
}

function mended({ length }: readonly IndexEntry[]): Message[] {
  if (length === 0) return [];
  return [
    message('The list that was there lacked revocations of the record ({count}): this one has them.', {
      count: length,
    }),
  ];
}
