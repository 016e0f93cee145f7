/**
 * Carries out what a person has agreed to. On this machine the server writes itself: no private key crosses the pipe,
 * and its file is never readable for others. Elsewhere the client has to.
 */
import { URI } from 'vscode-uri';
import type { FileToWrite, Host, WriteFailure } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { Place, Plan, RecordedCertificate } from '../../core/issue/plan/plan.ts';
import { withRecorded } from '../../core/issue/plan/record.ts';
import { encodeBase64 } from '../../core/pem/base64.ts';
import type { FileContents, WriteIssuanceAnswer, WriteIssuanceParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import { dropPlan, planOf } from './plans.ts';
import { readState } from './read-given.ts';
import { type Refusal, toFailure, withHint } from './refusal.ts';
import { uriOf } from './spelling.ts';
import { usageOf } from './usage.ts';

export async function writeIssuance(
  { plan: number, overwrite }: WriteIssuanceParams,
  session: Session,
): Promise<WriteIssuanceAnswer> {
  const { host, localize } = session;
  const shown = planOf(number, session);
  if (!shown) {
    return { failure: { code: 'gone', message: localize(message('Nothing was written: please start again.')) } };
  }
  const { made, spelling } = shown;
  const { plan } = made;
  const stale = await staleState(plan, host);
  if (stale) {
    const path = spelling.path(stale);
    const text = message('{path} has changed meanwhile. Nothing was written: please start again.', { path });
    return { failure: toFailure({ code: 'state-changed', message: text }, localize) };
  }
  const existing = overwrite ? [] : await existingOf(plan, host);
  if (existing.length > 0) return { existing };
  const writer = writerFor(plan, host);
  const written = await writer.write(plan.files, overwrite);
  if (!written.ok) {
    return 'existing' in written.error ? written.error : { failure: toFailure(written.error, localize) };
  }
  const replaced = await writer.replace(plan.state);
  if (!replaced.ok) return { failure: toFailure(refusalOf(replaced.error), localize) };
  const unrecorded = await record(plan.recorded, writer, session);
  dropPlan(number, session);
  const all = [...plan.files, ...plan.state];
  const first = plan.files.findLast(({ role }) => role === 'certificate') ?? plan.files.at(-1) ?? plan.state.at(-1);
  return {
    value: {
      openUri: first ? uriOf(first) : '',
      privateKeyUris: plan.files.filter(({ role }) => role === 'private-key' || role === 'pkcs12').map(uriOf),
      paths: all.map(spelling.path),
      toWrite: writer.left,
      notes: [...plan.notes.map(localize), ...unrecorded],
      ...(made.shown ? { usage: usageOf(made.shown, spelling) } : {}),
      ...(made.mutualTls ? { mutualTls: made.mutualTls } : {}),
    },
  };
}

type WriteError = Refusal | { readonly existing: readonly string[] };

interface Writer {
  /** Files of one folder, all or none. */
  write(files: readonly (Place & FileToWrite)[], overwrite: boolean): Promise<Result<undefined, WriteError>>;
  /** Takes the place of what is there, all or none, wherever they lie. */
  replace(files: readonly (Place & FileToWrite)[]): Promise<Result<undefined, WriteError>>;
  /** What is left to the client. */
  readonly left: FileContents[];
}

function writerFor({ files, state }: Plan, host: Host): Writer {
  const folder = [...files, ...state][0]?.folder ?? '';
  const left: FileContents[] = [];
  const { writeFiles, replaceFiles } = host;
  if (URI.parse(folder).scheme !== 'file' || !writeFiles || !replaceFiles) {
    const write: Writer['write'] = async (given) => {
      const bytes = (contents: string | Uint8Array) =>
        typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;
      left.push(...given.map((file) => ({ uri: uriOf(file), contents: encodeBase64(bytes(file.contents)) })));
      return success(undefined);
    };
    return { write, replace: (given) => write(given, true), left };
  }
  const write: Writer['write'] = async (given, overwrite) => {
    const [first] = given;
    if (!first) return success(undefined);
    const written = await writeFiles(URI.parse(first.folder).fsPath, given, { overwrite });
    return written.ok ? success(undefined) : failure(writeErrorOf(written.error));
  };
  const replace: Writer['replace'] = async (given) => {
    const pathOf = (file: Place): string => URI.parse(uriOf(file)).fsPath;
    const written = await replaceFiles(given.map((file) => ({ ...file, path: pathOf(file) })));
    return written.ok ? written : failure(writeErrorOf(written.error));
  };
  return { write, replace, left };
}

function writeErrorOf(error: WriteFailure): WriteError {
  if (error.code === 'exists') return { existing: error.paths.map(lastName) };
  const { path, reason } = error;
  const text = message('{path} cannot be written: {reason}. Nothing was changed.', { path, reason });
  return { code: 'unwritable', message: text };
}

/** Not being able to record is no failure, for revoking needs the certificate alone: it is said. */
async function record(
  recorded: readonly RecordedCertificate[],
  writer: Writer,
  { host, localize }: Session,
): Promise<string[]> {
  const indexes = new Map(recorded.map(({ index }) => [uriOf(index), index]));
  const said: string[] = [];
  for (const [uri, index] of indexes) {
    const entries = recorded.filter((one) => uriOf(one.index) === uri).map(({ entry }) => entry);
    const known = await readState(host, uri);
    const contents = known.ok ? withRecorded(known.value, entries) : known;
    const written = contents.ok
      ? await writer.write([{ ...index, contents: contents.value, mode: 0o644 }], true)
      : contents;
    if (written.ok) continue;
    const reason = withHint(refusalOf(written.error), localize);
    said.push(localize(message('It is not recorded beside the CA: {reason}', { reason })));
  }
  return said;
}

/** A record or list that is another than the plan was made from: what came in between must not be lost. */
async function staleState({ state }: Plan, host: Host): Promise<Place | undefined> {
  for (const file of state) {
    const now = await readState(host, uriOf(file));
    if (!now.ok || now.value !== file.basedOn) return file;
  }
  return undefined;
}

async function existingOf({ files }: Plan, host: Host): Promise<string[]> {
  const there: string[] = [];
  for (const file of files) if (await host.files.exists(uriOf(file))) there.push(file.name);
  return there;
}

function refusalOf(error: WriteError): Refusal {
  if (!('existing' in error)) return error;
  return { code: 'exists', message: message('{names} is there already.', { names: error.existing }) };
}

function lastName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
