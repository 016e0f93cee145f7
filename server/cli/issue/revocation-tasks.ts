import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { revocationReasons } from '../../core/issue/authority-index.ts';
import { besideCa, type Place } from '../../core/issue/plan/plan.ts';
import type { ListPlanRequest, RevocationPlanRequest } from '../../core/issue/plan/revocation-plan.ts';
import type { Arguments } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { caOptions, type IssueTask, readAuthority, readGiven, readNumber } from './call.ts';
import { carryOut, planOptions, readState } from './carry-out.ts';
import { issueFailure } from './failures.ts';
import { pathOf, placeOf, workbenchOf } from './places.ts';

/** `tlsense issue crl`: the list of what is revoked, made again from the record beside the CA. */
export const crl: IssueTask = {
  name: 'crl',
  options: { ...caOptions, days: { value: true }, out: { value: true }, ...planOptions },
  required: ['ca', 'ca-key'],
  async run(args, io) {
    const request = await readRequest(args, io);
    if (!request.ok) return request;
    const { planList } = await import('../../core/issue/plan/revocation-plan.ts');
    const plan = await planList(request.value, workbenchOf(io));
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error));
  },
};

/** `tlsense issue revoke`: notes the revocation beside the CA, and makes the list again. */
export const revoke: IssueTask = {
  name: 'revoke',
  options: {
    ...caOptions,
    serial: { value: true },
    reason: { choices: revocationReasons },
    days: { value: true },
    out: { value: true },
    ...planOptions,
  },
  required: ['ca', 'ca-key'],
  positionals: 1,
  async run(args, io) {
    const request = await readRequest(args, io);
    if (!request.ok) return request;
    const revoked = await readRevoked(args, io);
    if (!revoked.ok) return revoked;
    const reason = revocationReasons.find((known) => known === args.value('reason'));
    const { planRevocation } = await import('../../core/issue/plan/revocation-plan.ts');
    const plan = await planRevocation({ ...request.value, revoked: revoked.value, reason }, workbenchOf(io));
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error));
  },
};

async function readRequest(args: Arguments, io: CliIo): Promise<Result<ListPlanRequest, CliFailure>> {
  const days = readNumber('days', args);
  if (!days.ok) return days;
  const ca = await readAuthority(args, io);
  if (!ca.ok) return ca;
  const index = await readState(besideCa(ca.value.certificate, '.index.txt'), io);
  if (!index.ok) return index;
  const given = args.value('out');
  const out = given === undefined ? besideCa(ca.value.certificate, '.crl') : placeOf(given);
  const previousPem = await previousList(out, io);
  if (!previousPem.ok) return previousPem;
  return success({ ca: ca.value, index: index.value, out, previousPem: previousPem.value, days: days.value });
}

/** The certificate of the file, or the recorded one with the serial number. */
async function readRevoked(args: Arguments, io: CliIo): Promise<Result<RevocationPlanRequest['revoked'], CliFailure>> {
  const [path] = args.positionals;
  const serial = args
    .value('serial')
    ?.replace(/^0x|[:\s]/gi, '')
    .toUpperCase();
  if ((path === undefined) === (serial === undefined)) {
    return failure({ error: message('revoke takes one certificate, as a file or by --serial') });
  }
  if (path !== undefined) return readGiven(path, io);
  return success({ serialNumber: serial === undefined || serial.length % 2 === 0 ? (serial ?? '') : `0${serial}` });
}

/** The list that is replaced; a file that is no list is not. */
async function previousList(place: Place, io: CliIo): Promise<Result<string | undefined, CliFailure>> {
  const text = await readState(place, io);
  if (!text.ok || text.value === undefined || text.value.includes('-----BEGIN X509 CRL-----')) return text;
  return failure({
    error: message('already there: {paths}', { paths: [pathOf(place)] }),
    hint: message('It is no revocation list, so it is not replaced. Choose another name with --out.'),
  });
}
