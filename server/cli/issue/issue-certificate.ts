import { isAbsolute, join, resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { AuthorityFiles } from '../../core/issue/authority.ts';
import { type FileNames, fileNames, plannedFiles } from '../../core/issue/files.ts';
import type { Issued } from '../../core/issue/issue.ts';
import { isIssuedKeyType, issuedKeyTypes } from '../../core/issue/key-type.ts';
import type { ProfileName } from '../../core/issue/profile.ts';
import { verifyCommand } from '../../core/issue/snippets.ts';
import { type Arguments, type Options, readArguments } from '../arguments.ts';
import { type CliFailure, type CliIo, exitCode, fail } from '../io.ts';
import { issueFailure, writeFailure } from './failures.ts';
import { readPassphrase, readPemInput } from './input-files.ts';

const common: Options = {
  cn: { value: true },
  days: { value: true },
  key: { choices: Object.keys(issuedKeyTypes) },
  'passphrase-file': { value: true },
  out: { value: true },
  force: {},
};
const leaf: Options = {
  ...common,
  ca: { value: true },
  'ca-key': { value: true },
  'ca-passphrase-file': { value: true },
  dns: { value: true, repeatable: true },
};
/** What may follow `tlsense issue ca|client|server`. */
export const issueOptions: Readonly<Record<ProfileName, Options>> = {
  ca: common,
  client: { ...leaf, email: { value: true, repeatable: true }, uri: { value: true, repeatable: true } },
  server: { ...leaf, ip: { value: true, repeatable: true } },
};
const required: Readonly<Record<ProfileName, readonly string[]>> = {
  ca: ['cn', 'out'],
  client: ['ca', 'ca-key', 'cn', 'out'],
  server: ['ca', 'ca-key', 'cn', 'out'],
};

/** `tlsense issue ca|client|server`: `words` are what follows. Resolves to the exit code. */
export async function issueCertificate(profile: ProfileName, words: readonly string[], io: CliIo): Promise<number> {
  const args = readCall(profile, words);
  if (!args.ok) return fail(io, args.error);
  const folder = args.value.value('out') ?? '';
  const issued = await issue(profile, args.value, io);
  if (!issued.ok) return fail(io, issued.error);
  const { writeFiles } = io.host;
  if (!writeFiles) return fail(io, { error: message('files cannot be written here') });
  const written = await writeFiles(resolve(io.cwd, folder), plannedFiles(issued.value), {
    overwrite: args.value.has('force'),
  });
  if (!written.ok)
    return fail(
      io,
      writeFailure(written.error, (path) => asGiven(path, folder, io.cwd)),
    );
  report(issued.value, folder, args.value, io);
  return exitCode.clean;
}

function readCall(profile: ProfileName, words: readonly string[]): Result<Arguments, CliFailure> {
  const args = readArguments(words, issueOptions[profile]);
  if (!args.ok) return args;
  const [extra] = args.value.positionals;
  if (extra !== undefined) {
    return failure({
      error: message('“{word}” is one word too many', { word: extra }),
      hint: message('Put a name that has spaces in it between quotes.'),
    });
  }
  const lacking = required[profile].filter((name) => !args.value.value(name));
  if (lacking.length === 0) return args;
  return failure({
    error: message('missing: {options}', { options: lacking.map((name) => `--${name}`) }),
    hint: message('`{call}` shows what is needed.', { call: 'tlsense issue --help' }),
  });
}

async function issue(profile: ProfileName, args: Arguments, io: CliIo): Promise<Result<Issued, CliFailure>> {
  const days = args.value('days');
  if (days !== undefined && !/^\d{1,6}$/.test(days)) {
    return failure({ error: message('--days has to be a number, not “{days}”', { days }) });
  }
  const passphraseFile = args.value('passphrase-file');
  const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile, io);
  if (passphrase && !passphrase.ok) return passphrase;
  const keyType = args.value('key');
  const request = {
    crypto: io.host.crypto,
    now: io.host.now(),
    commonName: args.value('cn') ?? '',
    days: days === undefined ? undefined : Number(days),
    keyType: keyType !== undefined && isIssuedKeyType(keyType) ? keyType : undefined,
    passphrase: passphrase?.value,
  };
  // On demand: @peculiar/x509 takes longer to load than most commands run.
  const { issueCa, issueClient, issueServer } = await import('../../core/issue/issue.ts');
  const issued = await (async () => {
    if (profile === 'ca') return issueCa(request);
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const dns = args.values('dns');
    return profile === 'client'
      ? issueClient({ ...request, ca: ca.value, dns, emails: args.values('email'), uris: args.values('uri') })
      : issueServer({ ...request, ca: ca.value, dns, ips: args.values('ip') });
  })();
  if (issued.ok) return issued;
  return failure('code' in issued.error ? issueFailure(issued.error) : issued.error);
}

async function readAuthority(args: Arguments, io: CliIo): Promise<Result<AuthorityFiles, CliFailure>> {
  const certificatePem = await readPemInput(args.value('ca') ?? '', io);
  if (!certificatePem.ok) return certificatePem;
  const privateKeyPem = await readPemInput(args.value('ca-key') ?? '', io);
  if (!privateKeyPem.ok) return privateKeyPem;
  const file = args.value('ca-passphrase-file');
  const passphrase = file === undefined ? undefined : await readPassphrase(file, io);
  if (passphrase && !passphrase.ok) return passphrase;
  return success({
    certificatePem: certificatePem.value,
    privateKeyPem: privateKeyPem.value,
    passphrase: passphrase?.value,
  });
}

function report(issued: Issued, folder: string, args: Arguments, io: CliIo): void {
  const names: FileNames = fileNames(issued.profile, issued.commonName);
  const certificate = join(folder, names.certificate);
  const say = (text: string) => io.stdout(`${text}\n`);
  say(join(folder, names.privateKey));
  say(certificate);
  for (const note of issued.notes) io.stderr(`note: ${io.localize(note)}\n`);
  const trustAnchors = args.value('ca') ?? certificate;
  const command = verifyCommand(issued.profile, { certificate, trustAnchors }, issued.intermediatePem !== undefined);
  io.stderr(`${io.localize(message('Check it with: {command}', { command }))}\n`);
}

/** A path below the folder, written as the person wrote the folder. */
function asGiven(path: string, folder: string, cwd: string): string {
  const absolute = resolve(cwd, folder);
  return path.startsWith(absolute) && !isAbsolute(folder) ? join(folder, path.slice(absolute.length)) : path;
}
