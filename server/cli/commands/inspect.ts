import { resolve } from 'node:path';
import { isText } from '../../core/base/is-text.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { inspectObject } from '../../core/describe/describe.ts';
import { textView } from '../../core/describe/text-view.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import type { PkiReading } from '../../core/x509/types.ts';
import { readArguments } from '../arguments.ts';
import { fileFailureMessage } from '../file-failure.ts';
import { describeObjects, describeProblems } from '../inspect/describe-text.ts';
import { type CliCommand, type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { readSecret, secretOptions } from '../issue/secrets.ts';
import { missing, uriOf } from '../targets.ts';

export const command: CliCommand = {
  name: 'inspect',
  summary: message('Show what a certificate, request, revocation list or key says'),
  usage: message(`Usage: tlsense inspect FILE [OPTIONS]

Shows every certificate, request, revocation list and key in a file: PEM, also inside of other text, DER, PKCS#7,
PKCS#12, Java key stores, JWK. Of a private key only what is public.

  --format text|json    For people, or an array of one object per certificate, key … (text)
  --format diff         For comparing: the same whatever the day and the place. What holds nothing is shown as it is
  --password-file FILE  Open a key store with the password in the first line of this file; of stdin with -
  --password-env NAME   Open it with the password in this variable of the environment
  --at TIME             Count days from this time: 2026-12-01 or 2026-12-01T08:30:00Z

Exit code: 0 shown, 1 something in the file could not be decoded, 2 a wrong call or nothing to show.`),
  async run(words, io) {
    const read = readArguments(words, { format: { choices: ['text', 'json', 'diff'] }, ...secretOptions('password') });
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
    const password = await readSecret('password', read.value, io);
    if (!password.ok) return fail(io, password.error);
    const { text = '', pki: seen } = await readPkiFile(bytes.value);
    const opened =
      password.value === undefined ? success(seen) : await openStore(file, bytes.value, password.value, io);
    if (!opened.ok) return fail(io, opened.error);
    const pki = opened.value;
    if (read.value.value('format') === 'diff') {
      // As git asks for it (`textconv`), of every version of a file: none may fail.
      io.stdout(pki.objects.length > 0 ? textView(pki.objects, io.localize) : text);
      return exitCode.clean;
    }
    if (pki.objects.length + pki.problems.length === 0) {
      return fail(io, {
        error: message('there is no certificate, request, revocation list or key in {file}', { file }),
        hint: isText(bytes.value)
          ? message('It holds text without a PEM block, which begins with a line like -----BEGIN CERTIFICATE-----.')
          : message('PEM text, DER files and key stores can be read.'),
      });
    }
    if (pki.objects.some(({ value }) => value?.kind === 'key-store' && !value.opened && value.hiddenParts > 0)) {
      const hint = message('Its password shows all of this key store: {options}.', {
        options: ['--password-file FILE', '--password-env NAME'],
      });
      io.stderr(`hint: ${io.localize(hint)}\n`);
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

/** A key store with what its password opens. */
async function openStore(
  file: string,
  bytes: Uint8Array,
  password: string,
  { host }: CliIo,
): Promise<Result<PkiReading, CliFailure>> {
  const { openStoreFile } = await import('../../core/x509/key-store/open-store-file.ts');
  const opened = await openStoreFile(host.crypto, bytes, password);
  if (opened.ok) return opened;
  switch (opened.error) {
    case 'wrong-password':
      return failure({ error: message('the password does not open {file}', { file }) });
    case 'malformed':
      return failure({ error: message('{file} is no key store that can be opened with a password', { file }) });
  }
}
