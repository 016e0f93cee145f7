import { type Message, message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import { type OcspFailure, type OcspResponse, readOcspResponse } from '../../core/x509/ocsp-response.ts';
import { readPkiObjects } from '../../core/x509/read-pki-objects.ts';
import type { Certificate, CertificateList, PkiValue } from '../../core/x509/types.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { readInput } from '../issue/input-files.ts';

/** The objects of some files, and where each came from. */
export interface Inputs<T> {
  readonly values: readonly T[];
  readonly files: ReadonlyMap<T, string>;
  /** What is in the files and could not be read. */
  readonly warnings: readonly Message[];
}

export function readCertificates(
  paths: readonly string[],
  io: CliIo,
): Promise<Result<Inputs<Certificate>, CliFailure>> {
  return readKind(paths, 'certificate', io, (file) => message('there is no certificate in {file}', { file }));
}

export function readLists(paths: readonly string[], io: CliIo): Promise<Result<Inputs<CertificateList>, CliFailure>> {
  return readKind(paths, 'certificate-list', io, (file) => message('there is no revocation list in {file}', { file }));
}

async function readKind<K extends PkiValue['kind']>(
  paths: readonly string[],
  kind: K,
  io: CliIo,
  none: (file: string) => Message,
): Promise<Result<Inputs<Extract<PkiValue, { readonly kind: K }>>, CliFailure>> {
  type Value = Extract<PkiValue, { readonly kind: K }>;
  const files = new Map<Value, string>();
  const warnings: Message[] = [];
  for (const file of paths) {
    const bytes = await readInput(file, io);
    if (!bytes.ok) return bytes;
    const { objects } = (await readPkiFile(bytes.value)).pki;
    const values = objects.map(({ value }) => value).filter((value): value is Value => value?.kind === kind);
    for (const { value, problems } of objects) {
      const [first] = problems;
      if (!value && first) warnings.push(message('{file}: {problem}', { file, problem: first.message }));
    }
    // One that is damaged is not there, which the path may bear; a file of something else is a wrong call.
    const isDamaged = objects.some(({ value, problems }) => !value && problems.length > 0);
    if (values.length === 0 && !isDamaged) return failure({ error: none(file), ...hintOf(warnings) });
    for (const value of values) files.set(value, file);
  }
  return success({ values: [...files.keys()], files, warnings });
}

function hintOf([first]: readonly Message[]): { readonly hint?: Message } {
  return first ? { hint: first } : {};
}

/** OCSP responses: DER, or a PEM block around it. */
export async function readResponses(
  paths: readonly string[],
  io: CliIo,
): Promise<Result<readonly OcspResponse[], CliFailure>> {
  const responses: OcspResponse[] = [];
  for (const file of paths) {
    const bytes = await readInput(file, io);
    if (!bytes.ok) return bytes;
    const ders = bytes.value[0] === 0x30 ? [bytes.value] : pemContents(bytes.value);
    if (ders.length === 0) return failure({ error: responseFailure('malformed', file) });
    for (const der of ders) {
      const response = readOcspResponse(der);
      if (typeof response === 'string') return failure({ error: responseFailure(response, file) });
      responses.push(response);
    }
  }
  return success(responses);
}

function pemContents(bytes: Uint8Array): Uint8Array[] {
  const { objects } = readPkiObjects(new TextDecoder().decode(bytes));
  return objects.flatMap(({ block }) => (block?.der ? [block.der] : []));
}

function responseFailure(why: OcspFailure, file: string): Message {
  switch (why) {
    case 'malformed':
      return message('{file} is no OCSP response', { file });
    case 'not-successful':
      return message('{file} is an OCSP response that refuses to answer', { file });
    case 'other-type':
      return message('{file} is an OCSP response of a type that is not known here', { file });
  }
}
