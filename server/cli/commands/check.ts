import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { Severity } from '../../core/lint/finding.ts';
import { readArguments } from '../arguments.ts';
import { fixAll } from '../check/fix.ts';
import { type CheckedFile, Project } from '../check/project.ts';
import { makeReport } from '../check/report.ts';
import { fileFailureMessage } from '../file-failure.ts';
import { formatters } from '../formatters/index.ts';
import { type CliCommand, type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { type CheckTarget, displayName, findTargets } from '../targets.ts';

/** `--fail-on` and the least severity it means; a hint never fails. */
const thresholds: Readonly<Record<string, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'information'],
};

export const command: CliCommand = {
  name: 'check',
  summary: message('Find what is wrong with certificates, keys and TLS settings'),
  usage: message(`Usage: tlsense check [PATH…] [OPTIONS]

Checks the files named, and in folders every file whose name can concern TLS. Without a path: the current folder.
Settings come from tlsense.json in the folder.

  --format text|json|sarif       How the findings are written (text)
  --fail-on error|warning|info   From which severity on the exit code is 1 (error)
  --fix                          Apply each finding's preferred fix, then report what is left
  --at TIME                      Check as of this time: 2026-12-01 or 2026-12-01T08:30:00Z

Exit code: 0 clean, 1 findings, 2 a wrong call or something that could not be done.`),
  async run(words, io) {
    const read = readArguments(words, {
      format: { choices: formatters.map(({ name }) => name) },
      'fail-on': { choices: Object.keys(thresholds) },
      fix: {},
    });
    if (!read.ok) return fail(io, read.error);
    const given = read.value;
    const paths = given.positionals.length > 0 ? given.positionals : ['.'];
    const targets = await findTargets(paths, io.cwd, io.host.files);
    if (!targets.ok) return fail(io, targets.error);
    const project = await Project.open(targets.value, io.host);
    if (!project.ok) return fail(io, project.error);

    const checked = await checkAndFix(project.value, targets.value, given.has('fix'), io);
    if (!checked.ok) return fail(io, checked.error);
    const reports = await makeReport(checked.value, io.host.files, (uri) => displayName(uri, io.cwd));
    const formatter = formatters.find(({ name }) => name === (given.value('format') ?? 'text'));
    io.stdout(formatter?.format(reports, { localize: io.localize, colour: io.isTerminal }) ?? '');

    const failing = thresholds[given.value('fail-on') ?? 'error'] ?? [];
    const fails = reports.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
    return fails ? exitCode.findings : exitCode.clean;
  },
};

async function checkAndFix(
  project: Project,
  targets: readonly CheckTarget[],
  fix: boolean,
  io: CliIo,
): Promise<Result<readonly CheckedFile[], CliFailure>> {
  const unreadable = new Map<string, string>();
  const check = (): ReturnType<typeof checkAll> => checkAll(project, targets, unreadable, io);
  const warn = (): void => {
    for (const text of unreadable.values()) io.stderr(`warning: ${text}\n`);
  };
  if (!fix) {
    const checked = await check();
    warn();
    return checked;
  }
  const outcome = await fixAll(check, (uris) => project.changed(uris), io.host.files);
  warn();
  if (!outcome.ok) return outcome;
  const { files, fixed, notWritten } = outcome.value;
  for (const uri of notWritten) {
    const text = message('{file} is not UTF-8 text: not fixed', { file: displayName(uri, io.cwd) });
    io.stderr(`warning: ${io.localize(text)}\n`);
  }
  const text = fixed === 1 ? message('1 problem fixed') : message('{count} problems fixed', { count: fixed });
  io.stderr(`${io.localize(text)}\n`);
  return success(files);
}

/** Checks every target. One that was named and cannot be read fails the call; one that was found only warns. */
async function checkAll(
  project: Project,
  targets: readonly CheckTarget[],
  unreadable: Map<string, string>,
  io: CliIo,
): Promise<Result<readonly CheckedFile[], CliFailure>> {
  const files: CheckedFile[] = [];
  for (const target of targets) {
    const checked = await project.check(target);
    if (checked.ok) {
      files.push(checked.value);
      continue;
    }
    const reason = fileFailureMessage(displayName(target.uri, io.cwd), checked.error);
    if (target.named) return failure({ error: reason });
    unreadable.set(target.uri, io.localize(reason));
  }
  return success(files);
}
