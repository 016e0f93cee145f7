import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { AuthorityFiles } from '../../core/issue/authority.ts';
import {
  entryOf,
  type IndexEntry,
  type RevocationReason,
  revocationReasons,
  withRevoked,
} from '../../core/issue/authority-index.ts';
import type { Arguments } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { uriOf } from '../targets.ts';
import { caOptions, type Done, type IssueTask, readAuthority, readNumber } from './call.ts';
import { issueFailure } from './failures.ts';
import { readInput, readPemInput } from './input-files.ts';
import { besideCa, readRecords, writeRecords } from './record.ts';
import { writeOne } from './write.ts';

/** `tlsense issue crl`: the list of what is revoked, made again from the record beside the CA. */
export const crl: IssueTask = {
  name: 'crl',
  options: { ...caOptions, days: { value: true }, out: { value: true } },
  required: ['ca', 'ca-key'],
  async run(args, io) {
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const entries = await readRecords(args.value('ca') ?? '', io);
    return entries.ok ? writeList(args, ca.value, entries.value, io) : entries;
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
  },
  required: ['ca', 'ca-key'],
  positionals: 1,
  async run(args, io) {
    const path = args.value('ca') ?? '';
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const records = await readRecords(path, io);
    if (!records.ok) return records;
    const entry = await revokedEntry(args, ca.value, records.value, io);
    if (!entry.ok) return entry;
    const reason = revocationReasons.find((known) => known === args.value('reason'));
    const stated: RevocationReason | undefined = reason === 'unspecified' ? undefined : reason;
    const entries = withRevoked(records.value, entry.value, { date: io.host.now(), reason: stated });
    if (!entries.ok) return failure(issueFailure(entries.error));
    // The list is signed before anything is written: a wrong passphrase changes nothing.
    const list = await makeList(args, ca.value, entries.value, io);
    if (!list.ok) return list;
    const recorded = await writeRecords(path, entries.value, io);
    if (!recorded.ok) return recorded;
    const done = await list.value();
    return done.ok ? success({ ...done.value, written: [...recorded.value, ...done.value.written] }) : done;
  },
};

/** The certificate of the file, or the recorded one with the serial number. */
async function revokedEntry(
  args: Arguments,
  ca: AuthorityFiles,
  records: readonly IndexEntry[],
  io: CliIo,
): Promise<Result<IndexEntry, CliFailure>> {
  const [path] = args.positionals;
  const serial = args
    .value('serial')
    ?.replace(/^0x|[:\s]/gi, '')
    .toUpperCase();
  if ((path === undefined) === (serial === undefined)) {
    return failure({ error: message('revoke takes one certificate, as a file or by --serial') });
  }
  if (path === undefined) {
    const padded = serial === undefined || serial.length % 2 === 0 ? serial : `0${serial}`;
    const known = records.find(({ serialNumber }) => serialNumber === padded);
    if (known) return success(known);
    return failure({
      error: message('the CA has no record of the serial number {serial}', { serial: serial ?? '' }),
      hint: message('Name the file of the certificate instead.'),
    });
  }
  const pem = await readPemInput(path, io);
  if (!pem.ok) return pem;
  const { isIssuedBy, readFirstCertificate } = await import('../../core/issue/renew.ts');
  const [certificate, issuer] = [await readFirstCertificate(pem.value), await readFirstCertificate(ca.certificatePem)];
  if (!certificate.ok) return failure(issueFailure(certificate.error));
  if (issuer.ok && !(await isIssuedBy(io.host.crypto, certificate.value, issuer.value))) {
    return failure({
      error: message('{path} was not issued by this CA: only the CA that issued a certificate can revoke it', { path }),
    });
  }
  return success(entryOf(certificate.value, path));
}

async function writeList(
  args: Arguments,
  ca: AuthorityFiles,
  entries: readonly IndexEntry[],
  io: CliIo,
): Promise<Result<Done, CliFailure>> {
  const list = await makeList(args, ca, entries, io);
  return list.ok ? list.value() : list;
}

/** Signs the list; what it resolves to writes it. */
async function makeList(
  args: Arguments,
  ca: AuthorityFiles,
  entries: readonly IndexEntry[],
  io: CliIo,
): Promise<Result<() => Promise<Result<Done, CliFailure>>, CliFailure>> {
  const days = readNumber('days', args);
  if (!days.ok) return days;
  const path = args.value('out') ?? besideCa(args.value('ca') ?? '', '.crl');
  const previousPem = await previousList(path, io);
  if (!previousPem.ok) return previousPem;
  const { issueList } = await import('../../core/issue/issue-list.ts');
  const { crypto } = io.host;
  const list = await issueList({
    crypto,
    now: io.host.now(),
    ca,
    entries,
    days: days.value,
    previousPem: previousPem.value,
  });
  if (!list.ok) return failure(issueFailure(list.error));
  const { listPem, notes } = list.value;
  return success(async () => {
    const written = await writeOne(path, { contents: listPem, mode: 0o644 }, true, io);
    if (!written.ok) return written;
    return success({ written: written.value, said: notes.map((note) => `note: ${io.localize(note)}`) });
  });
}

/** The list that is replaced; a file that is no list is not. */
async function previousList(path: string, io: CliIo): Promise<Result<string | undefined, CliFailure>> {
  if (!(await io.host.files.exists(uriOf(resolve(io.cwd, path))))) return success(undefined);
  const bytes = await readInput(path, io);
  if (!bytes.ok) return bytes;
  const text = new TextDecoder().decode(bytes.value);
  if (text.includes('-----BEGIN X509 CRL-----')) return success(text);
  return failure({
    error: message('already there: {paths}', { paths: [path] }),
    hint: message('It is no revocation list, so it is not replaced. Choose another name with --out.'),
  });
}
