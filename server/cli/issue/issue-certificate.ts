import { join } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { fileNames, plannedFiles } from '../../core/issue/files.ts';
import type { Issued } from '../../core/issue/issue.ts';
import { isIssuedKeyType, issuedKeyTypes } from '../../core/issue/key-type.ts';
import { type SnippetProfile, verifyCommand } from '../../core/issue/snippets.ts';
import type { Arguments, Options } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { caOptions, type IssueTask, readAuthority, readNumber } from './call.ts';
import { issueFailure } from './failures.ts';
import { record } from './record.ts';
import { readSecret, secretOptions } from './secrets.ts';
import { writeInto } from './write.ts';

type Kind = 'ca' | 'client' | 'server' | 'email';

const names = { value: true, repeatable: true } as const;
const common: Options = {
  cn: { value: true },
  days: { value: true },
  key: { choices: Object.keys(issuedKeyTypes) },
  ...secretOptions('passphrase'),
  out: { value: true },
  force: {},
  ...caOptions,
};
const options: Readonly<Record<Kind, Options>> = {
  ca: { ...common, 'path-len': { value: true }, permit: names, exclude: names },
  client: { ...common, dns: names, email: names, uri: names },
  server: { ...common, dns: names, ip: names },
  email: { ...common, email: names },
};

function task(kind: Kind): IssueTask {
  return {
    name: kind,
    options: options[kind],
    required: kind === 'ca' ? ['cn', 'out'] : ['ca', 'ca-key', 'cn', 'out'],
    async run(args, io) {
      const folder = args.value('out') ?? '';
      const ca = args.value('ca');
      if (kind === 'ca' && (ca === undefined) !== (args.value('ca-key') === undefined)) {
        return failure({ error: message('--ca and --ca-key belong together: they name the CA above an intermediate') });
      }
      const issued = await issue(kind, args, io);
      if (!issued.ok) return issued;
      const written = await writeInto(folder, plannedFiles(issued.value), args.has('force'), io);
      if (!written.ok) return written;
      const { certificatePem } = issued.value;
      const file = join(folder, fileNames(issued.value.profile, issued.value.commonName).certificate);
      const recorded = ca === undefined ? [] : await record(ca, { certificatePem, file }, io);
      return success({ written: written.value, said: [...report(issued.value, file, ca, io), ...recorded] });
    },
  };
}

/** `tlsense issue ca`, `client`, `server` and `email`. */
export const certificateTasks: readonly IssueTask[] = (['ca', 'client', 'server', 'email'] as const).map(task);

async function issue(kind: Kind, args: Arguments, io: CliIo): Promise<Result<Issued, CliFailure>> {
  const days = readNumber('days', args);
  if (!days.ok) return days;
  const pathLen = readNumber('path-len', args);
  if (!pathLen.ok) return pathLen;
  const passphrase = await readSecret('passphrase', args, io);
  if (!passphrase.ok) return passphrase;
  const keyType = args.value('key');
  const request = {
    crypto: io.host.crypto,
    now: io.host.now(),
    commonName: args.value('cn') ?? '',
    days: days.value,
    keyType: keyType !== undefined && isIssuedKeyType(keyType) ? keyType : undefined,
    passphrase: passphrase.value,
  };
  const ca = args.value('ca') === undefined ? undefined : await readAuthority(args, io);
  if (ca && !ca.ok) return ca;
  // On demand: @peculiar/x509 takes longer to load than most commands run.
  const { issueCa, issueClient, issueEmail, issueServer } = await import('../../core/issue/issue.ts');
  const issued = await (async () => {
    if (kind === 'ca' || !ca) {
      const limits = { permitted: args.values('permit'), excluded: args.values('exclude') };
      return issueCa({ ...request, ...limits, pathLen: pathLen.value, ca: ca?.value });
    }
    const leaf = { ...request, ca: ca.value };
    const [dns, emails] = [args.values('dns'), args.values('email')];
    if (kind === 'client') return issueClient({ ...leaf, dns, emails, uris: args.values('uri') });
    return kind === 'server' ? issueServer({ ...leaf, dns, ips: args.values('ip') }) : issueEmail({ ...leaf, emails });
  })();
  return issued.ok ? issued : failure(issueFailure(issued.error));
}

function report(issued: Issued, certificate: string, ca: string | undefined, io: CliIo): string[] {
  const profile: SnippetProfile = issued.profile === 'intermediate' ? 'ca' : issued.profile;
  const trustAnchors = ca ?? certificate;
  const command = verifyCommand(profile, { certificate, trustAnchors }, issued.intermediatePem !== undefined);
  return [
    ...issued.notes.map((note) => `note: ${io.localize(note)}`),
    io.localize(message('Check it with: {command}', { command })),
  ];
}
