import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { isIssuedKeyType, issuedKeyTypes } from '../../core/issue/key-type.ts';
import type { CertificateKind, CertificatePlan } from '../../core/issue/plan/certificate-plan.ts';
import { planCertificate } from '../../core/issue/plan/certificate-plan.ts';
import { type SnippetProfile, verifyCommand } from '../../core/issue/snippets.ts';
import type { Arguments, Options } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { caOptions, type IssueTask, readAuthority, readNumber } from './call.ts';
import { carryOut, planOptions } from './carry-out.ts';
import { issueFailure } from './failures.ts';
import { pathOf, workbenchOf } from './places.ts';
import { readSecret, secretOptions, secretSource } from './secrets.ts';

const names = { value: true, repeatable: true } as const;
const common: Options = {
  cn: { value: true },
  days: { value: true },
  key: { choices: Object.keys(issuedKeyTypes) },
  ...secretOptions('passphrase'),
  out: { value: true },
  force: {},
  ...planOptions,
  ...caOptions,
};
const options: Readonly<Record<CertificateKind, Options>> = {
  ca: { ...common, 'path-len': { value: true }, permit: names, exclude: names },
  client: { ...common, dns: names, email: names, uri: names },
  server: { ...common, dns: names, ip: names },
  email: { ...common, email: names },
};

function task(kind: CertificateKind): IssueTask {
  return {
    name: kind,
    options: options[kind],
    required: kind === 'ca' ? ['cn', 'out'] : ['ca', 'ca-key', 'cn', 'out'],
    async run(args, io) {
      if (kind === 'ca' && args.has('ca') !== args.has('ca-key')) {
        return failure({ error: message('--ca and --ca-key belong together: they name the CA above an intermediate') });
      }
      const plan = await makePlan(kind, args, io);
      if (!plan.ok) return plan;
      const done = await carryOut(plan.value, args, io);
      if (!done.ok || args.has('show-openssl')) return done;
      const notes = plan.value.notes.length;
      const said = done.value.said.toSpliced(notes, 0, io.localize(check(plan.value, args.value('ca'))));
      return success({ ...done.value, said });
    },
  };
}

/** `tlsense issue ca`, `client`, `server` and `email`. */
export const certificateTasks: readonly IssueTask[] = (['ca', 'client', 'server', 'email'] as const).map(task);

async function makePlan(
  kind: CertificateKind,
  args: Arguments,
  io: CliIo,
): Promise<Result<CertificatePlan, CliFailure>> {
  const days = readNumber('days', args);
  if (!days.ok) return days;
  const pathLen = readNumber('path-len', args);
  if (!pathLen.ok) return pathLen;
  const passphrase = await readSecret('passphrase', args, io);
  if (!passphrase.ok) return passphrase;
  const keyType = args.value('key');
  const ca = args.has('ca') ? await readAuthority(args, io) : undefined;
  if (ca && !ca.ok) return ca;
  const plan = await planCertificate(
    {
      kind,
      commonName: args.value('cn') ?? '',
      folder: args.value('out') ?? '',
      ca: ca?.value,
      days: days.value,
      keyType: keyType !== undefined && isIssuedKeyType(keyType) ? keyType : undefined,
      passphrase: passphrase.value,
      passphraseFrom: secretSource('passphrase', args),
      pathLen: pathLen.value,
      permitted: args.values('permit'),
      excluded: args.values('exclude'),
      dns: args.values('dns'),
      ips: args.values('ip'),
      emails: args.values('email'),
      uris: args.values('uri'),
    },
    workbenchOf(io),
  );
  return plan.ok ? plan : failure(issueFailure(plan.error));
}

function check({ issued, asAuthority }: CertificatePlan, ca: string | undefined) {
  const profile: SnippetProfile = issued.profile === 'intermediate' ? 'ca' : issued.profile;
  const certificate = pathOf(asAuthority.certificate);
  const paths = { certificate, trustAnchors: ca ?? certificate };
  const command = verifyCommand(profile, paths, issued.intermediatePem !== undefined);
  return message('Check it with: {command}', { command });
}
