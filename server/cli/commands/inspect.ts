import { resolve } from 'node:path';
import { isText } from '../../core/base/is-text.ts';
import { message } from '../../core/base/message.ts';
import { inspectObject } from '../../core/describe/describe.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import { readArguments } from '../arguments.ts';
import { fileFailureMessage } from '../file-failure.ts';
import { describeObjects, describeProblems } from '../inspect/describe-text.ts';
import { type CliCommand, exitCode, fail } from '../io.ts';
import { missing, uriOf } from '../targets.ts';

export const command: CliCommand = {
  name: 'inspect',
  summary: message('Show what a certificate, request, revocation list or key says'),
  usage: message(`Usage: tlsense inspect FILE [OPTIONS]

Shows every certificate, request, revocation list and key in a PEM or DER file. Of a private key only what is public.

  --format text|json   For people, or an array of one object per certificate, key … (text)
  --at TIME            Count days from this time: 2026-12-01 or 2026-12-01T08:30:00Z

Exit code: 0 shown, 1 something in the file could not be decoded, 2 a wrong call or nothing to show.`),
  async run(words, io) {
    const read = readArguments(words, { format: { choices: ['text', 'json'] } });
    if (!read.ok) return fail(io, read.error);
    const [file, ...more] = read.value.positionals;
    if (file === undefined || more.length > 0) {
      return fail(io, {
        error: message('inspect takes one file'),
        hint: message('Call it as: {call}', { call: 'tlsense inspect FILE' }),
      });
    }
    const bytes = await io.host.files.read(uriOf(resolve(io.cwd, file)));
    if (!bytes.ok) {
      const { error } = bytes;
      return fail(io, error.code === 'not-found' ? missing(file) : { error: fileFailureMessage(file, error) });
    }
    const { text = '', pki } = await readPkiFile(bytes.value);
    if (pki.objects.length + pki.problems.length === 0) {
      return fail(io, {
        error: message('there is no certificate, request, revocation list or key in {file}', { file }),
        hint: isText(bytes.value)
          ? message('It holds text without a PEM block, which begins with a line like -----BEGIN CERTIFICATE-----.')
          : message('PEM text and DER files can be read.'),
      });
    }
    const options = { localize: io.localize, now: io.host.now() };
    if (read.value.value('format') === 'json') {
      io.stdout(`${JSON.stringify(pki.objects.map(inspectObject), undefined, 2)}\n`);
      io.stderr(describeProblems(pki.problems, text, options));
    } else {
      const parts = [describeObjects(pki.objects, text, options), describeProblems(pki.problems, text, options)];
      io.stdout(parts.filter(Boolean).join('\n'));
    }
    const decoded = pki.problems.length === 0 && pki.objects.every(({ value }) => value);
    return decoded ? exitCode.clean : exitCode.findings;
  },
};
