import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, success } from '../../core/base/result.ts';
import { isIssuedKeyType, issuedKeyTypes } from '../../core/issue/key-type.ts';
import { stemOf } from '../../core/issue/plan/plan.ts';
import type { ProfileName } from '../../core/issue/profile.ts';
import type { Arguments, Options } from '../arguments.ts';
import { uriOf } from '../targets.ts';
import { caOptions, type IssueTask, readAuthority, readGiven, readNumber } from './call.ts';
import { carryOut, planOptions } from './carry-out.ts';
import { issueFailure } from './failures.ts';
import { pathOf, workbenchOf } from './places.ts';
import { readSecret, secretOptions, secretSource } from './secrets.ts';

const repeated = { value: true, repeatable: true } as const;
const nameOptions: Options = { dns: repeated, ip: repeated, email: repeated, uri: repeated };
const profileNames = ['server', 'client', 'email', 'intermediate'] as const;

/** `tlsense issue csr`: a request, and a new key where none is given. */
export const csr: IssueTask = {
  name: 'csr',
  options: {
    cn: { value: true },
    as: { choices: profileNames },
    ...nameOptions,
    key: { choices: Object.keys(issuedKeyTypes) },
    'key-file': { value: true },
    ...secretOptions('key-passphrase'),
    ...secretOptions('passphrase'),
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['cn', 'out'],
  async run(args, io) {
    const passphrase = await readSecret('passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    const keyPassphrase = await readSecret('key-passphrase', args, io);
    if (!keyPassphrase.ok) return keyPassphrase;
    const file = args.value('key-file');
    const key = file === undefined ? undefined : await readGiven(file, io);
    if (key && !key.ok) return key;
    const keyType = args.value('key');
    const { planRequest } = await import('../../core/issue/plan/request-plan.ts');
    const plan = await planRequest(
      {
        commonName: args.value('cn') ?? '',
        profile: profileOf(args),
        folder: args.value('out') ?? '',
        ...givenNames(args),
        key: key && {
          ...key.value,
          passphrase: keyPassphrase.value,
          passphraseFrom: secretSource('key-passphrase', args),
        },
        keyType: keyType !== undefined && isIssuedKeyType(keyType) ? keyType : undefined,
        passphrase: passphrase.value,
        passphraseFrom: secretSource('passphrase', args),
      },
      workbenchOf(io),
    );
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error, '--key-passphrase-file'));
  },
};

/** `tlsense issue sign`: a certificate for somebody else's request. */
export const sign: IssueTask = {
  name: 'sign',
  options: {
    ...caOptions,
    as: { choices: profileNames },
    cn: { value: true },
    ...nameOptions,
    'whole-subject': {},
    'path-len': { value: true },
    days: { value: true },
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['CSR', 'ca', 'ca-key', 'as', 'out'],
  positionals: 1,
  async run(args, io) {
    const days = readNumber('days', args);
    if (!days.ok) return days;
    const pathLen = readNumber('path-len', args);
    if (!pathLen.ok) return pathLen;
    const request = await readGiven(args.positionals[0] ?? '', io);
    if (!request.ok) return request;
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const { planSignature } = await import('../../core/issue/plan/signature-plan.ts');
    const names = givenNames(args);
    const plan = await planSignature(
      {
        request: request.value,
        profile: profileOf(args),
        ca: ca.value,
        folder: args.value('out') ?? '',
        days: days.value,
        pathLen: pathLen.value,
        commonName: args.value('cn'),
        names: Object.values(names).some((list) => list.length > 0) ? names : undefined,
        wholeSubject: args.has('whole-subject'),
      },
      workbenchOf(io),
    );
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error));
  },
};

/** `tlsense issue renew`: the same certificate for a new period, with the same key or a new one. */
export const renew: IssueTask = {
  name: 'renew',
  options: {
    ...caOptions,
    days: { value: true },
    'new-key': {},
    ...secretOptions('passphrase'),
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['CERTIFICATE', 'ca', 'ca-key'],
  positionals: 1,
  async run(args, io) {
    const days = readNumber('days', args);
    if (!days.ok) return days;
    const passphrase = await readSecret('passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    if (passphrase.value !== undefined && !args.has('new-key')) {
      return failure({ error: message('a passphrase encrypts a new key alone: add --new-key') });
    }
    const certificate = await readGiven(args.positionals[0] ?? '', io);
    if (!certificate.ok) return certificate;
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const { place } = certificate.value;
    const folder = args.value('out') ?? place.folder;
    const { planRenewal } = await import('../../core/issue/plan/renewal-plan.ts');
    const plan = await planRenewal(
      {
        certificate: certificate.value,
        ca: ca.value,
        folder,
        days: days.value,
        newKey: args.has('new-key')
          ? { passphrase: passphrase.value, passphraseFrom: secretSource('passphrase', args) }
          : undefined,
      },
      workbenchOf(io),
    );
    if (!plan.ok) return failure(issueFailure(plan.error));
    const done = await carryOut(plan.value, args, io);
    if (!done.ok || args.has('new-key') || args.has('show-openssl')) return done;
    const key = pathOf({ folder, name: `${stemOf(place.name)}.key` });
    if (await io.host.files.exists(uriOf(resolve(io.cwd, key)))) return done;
    const stays = io.localize(message('The private key stays the one it was.'));
    return success({ ...done.value, said: done.value.said.toSpliced(plan.value.notes.length, 0, stays) });
  },
};

function profileOf(args: Arguments): Exclude<ProfileName, 'ca'> {
  return profileNames.find((name) => name === args.value('as')) ?? 'server';
}

function givenNames(args: Arguments) {
  return { dns: args.values('dns'), ips: args.values('ip'), emails: args.values('email'), uris: args.values('uri') };
}
