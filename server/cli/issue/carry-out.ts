import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { scriptText } from '../../core/issue/openssl/script.ts';
import type { Place, Plan, RecordedCertificate } from '../../core/issue/plan/plan.ts';
import { withRecorded } from '../../core/issue/plan/record.ts';
import type { Arguments, Options } from '../arguments.ts';
import { fileFailureMessage } from '../file-failure.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { uriOf } from '../targets.ts';
import type { Done } from './call.ts';
import { issueFailure } from './failures.ts';
import { keepFromGit } from './keep-from-git.ts';
import { pathOf } from './places.ts';
import { replaceAll, writeInto, writeOne } from './write.ts';

/** What every task takes besides. */
export const planOptions: Options = { 'show-openssl': {}, 'git-ignore': {} };

/** Writes what was planned and records it beside the CA; or, where they are asked for, shows the commands alone. */
export async function carryOut(plan: Plan, args: Arguments, io: CliIo): Promise<Result<Done, CliFailure>> {
  const notes = plan.notes.map((note) => `note: ${io.localize(note)}`);
  const remarks = plan.remarks.map(io.localize);
  if (args.has('show-openssl')) {
    const text = scriptText(plan.script, io.localize);
    return success({ written: text.replace(/\n$/, '').split('\n'), said: [...remarks, ...notes] });
  }
  const paths: string[] = [];
  if (plan.files.length > 0) {
    const written = await writeInto(plan.files[0]?.folder ?? '', plan.files, args.has('force'), io);
    if (!written.ok) return written;
    paths.push(...written.value);
  }
  const secret = paths.filter((_, i) => plan.files[i]?.mode === 0o600).map((path) => resolve(io.cwd, path));
  const kept = await keepFromGit(secret, args, io);
  if (plan.state.length > 0) {
    const written = await replaceAll(plan.state, io);
    if (!written.ok) return written;
    paths.push(...written.value);
  }
  const unrecorded: string[] = [];
  for (const one of plan.recorded) unrecorded.push(...(await record(one, io)));
  return success({ written: paths, said: [...remarks, ...notes, ...kept, ...unrecorded] });
}

/** The text of a CA's own file; undefined where there is none yet. */
export async function readState(place: Place, io: CliIo): Promise<Result<string | undefined, CliFailure>> {
  const path = pathOf(place);
  const bytes = await io.host.files.read(uriOf(resolve(io.cwd, path)));
  if (bytes.ok) return success(new TextDecoder().decode(bytes.value));
  // One that only cannot be read must not be taken for none: what it says would get lost.
  const { error } = bytes;
  return error.code === 'not-found' ? success(undefined) : failure({ error: fileFailureMessage(path, error) });
}

/**
 * Notes a new certificate beside its CA. Not being able to is no failure, for revoking needs the certificate alone: it
 * is said.
 */
async function record({ index, entry }: RecordedCertificate, io: CliIo): Promise<readonly string[]> {
  const written = await addTo(index, entry, io);
  if (written.ok) return [];
  const reason = io.localize(written.error.error);
  return [`note: ${io.localize(message('It is not recorded beside the CA: {reason}', { reason }))}`];
}

async function addTo(
  index: Place,
  entry: RecordedCertificate['entry'],
  io: CliIo,
): Promise<Result<readonly string[], CliFailure>> {
  const known = await readState(index, io);
  if (!known.ok) return known;
  const contents = withRecorded(known.value, [entry]);
  if (!contents.ok) return failure(issueFailure(contents.error));
  return writeOne(pathOf(index), { contents: contents.value, mode: 0o644 }, true, io);
}
