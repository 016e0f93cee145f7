import { message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import type { Severity } from '../../core/lint/finding.ts';
import { readArguments } from '../arguments.ts';
import { type CheckOutcome, checkAll } from '../check/check-all.ts';
import { fixAll } from '../check/fix.ts';
import { Project } from '../check/project.ts';
import { makeReport } from '../check/report.ts';
import { formatters } from '../formatters/index.ts';
import { type CliCommand, type CliIo, exitCode, fail } from '../io.ts';
import { displayName, findTargets } from '../targets.ts';

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
    const project = await Project.open(targets.value.folders, targets.value.pathRoots, io.host);
    if (!project.ok) return fail(io, project.error);

    await project.value.learn(targets.value.files);
    const name = (uri: string): string => displayName(uri, io.cwd);
    const check = (): Promise<CheckOutcome> => checkAll(project.value, targets.value.files, name);
    const outcome = given.has('fix') ? await fixAndSay(check, project.value, name, io) : await check();
    for (const warning of outcome.warnings) io.stderr(`warning: ${visible(io.localize(warning))}\n`);
    const reports = await makeReport(outcome.files, io.host.files, name, (report, uri) =>
      project.value.describePath(report, uri, name),
    );
    const formatter = formatters.find((known) => known.name === (given.value('format') ?? 'text'));
    io.stdout(formatter?.format(reports, { localize: io.localize, colour: io.isTerminal }) ?? '');
    for (const error of outcome.errors) fail(io, { error });
    if (outcome.errors.length > 0) return exitCode.failure;

    const failing = thresholds[given.value('fail-on') ?? 'error'] ?? [];
    const fails = reports.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
    return fails ? exitCode.findings : exitCode.clean;
  },
};

async function fixAndSay(
  check: () => Promise<CheckOutcome>,
  project: Project,
  name: (uri: string) => string,
  io: CliIo,
): Promise<CheckOutcome> {
  const outcome = await fixAll(check, (uris) => project.changed(uris), io.host.files, name);
  const { fixed } = outcome;
  const text = fixed === 1 ? message('1 problem fixed') : message('{count} problems fixed', { count: fixed });
  io.stderr(`${io.localize(text)}\n`);
  return outcome;
}
