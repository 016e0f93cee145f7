import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { entryOf, type IndexEntry, readIndex, withIssued, writeIndex } from '../../core/issue/authority-index.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { uriOf } from '../targets.ts';
import { issueFailure } from './failures.ts';
import { readInput } from './input-files.ts';
import { writeOne } from './write.ts';

/** The files beside a CA: `certs/ca.pem` has `certs/ca.index.txt` and `certs/ca.crl`. */
export function besideCa(ca: string, ending: string): string {
  return join(dirname(ca), `${basename(ca, extname(ca))}${ending}`);
}

/** What the CA has issued, as far as it is recorded. */
export async function readRecords(ca: string, io: CliIo): Promise<Result<IndexEntry[], CliFailure>> {
  const path = besideCa(ca, '.index.txt');
  if (!(await io.host.files.exists(uriOf(resolve(io.cwd, path))))) return success([]);
  const bytes = await readInput(path, io);
  if (!bytes.ok) return bytes;
  const entries = readIndex(new TextDecoder().decode(bytes.value));
  return entries.ok ? entries : failure(issueFailure(entries.error));
}

export async function writeRecords(
  ca: string,
  entries: readonly IndexEntry[],
  io: CliIo,
): Promise<Result<readonly string[], CliFailure>> {
  return writeOne(besideCa(ca, '.index.txt'), { contents: writeIndex(entries), mode: 0o644 }, true, io);
}

/**
 * Notes a new certificate beside its CA. Not being able to is no failure, for revoking needs the certificate alone: it
 * is said.
 */
export async function record(
  ca: string,
  { certificatePem, file }: { readonly certificatePem: string; readonly file: string },
  io: CliIo,
): Promise<readonly string[]> {
  const { readFirstCertificate } = await import('../../core/issue/renew.ts');
  const certificate = await readFirstCertificate(certificatePem);
  const entries = await readRecords(ca, io);
  if (!certificate.ok) return [];
  const written = entries.ok
    ? await writeRecords(
        ca,
        withIssued(entries.value, [entryOf(certificate.value, relative(dirname(ca), file).replaceAll('\\', '/'))]),
        io,
      )
    : entries;
  if (written.ok) return [];
  const reason = io.localize(written.error.error);
  return [`note: ${io.localize(message('It is not recorded beside the CA: {reason}', { reason }))}`];
}
