import { basename, dirname, extname, join, resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, success } from '../../core/base/result.ts';
import { fileNames, plannedFiles } from '../../core/issue/files.ts';
import { isIssuedKeyType, issuedKeyTypes } from '../../core/issue/key-type.ts';
import type { ProfileName } from '../../core/issue/profile.ts';
import type { Arguments, Options } from '../arguments.ts';
import { uriOf } from '../targets.ts';
import { caOptions, type IssueTask, readAuthority, readNumber } from './call.ts';
import { issueFailure } from './failures.ts';
import { readPemInput } from './input-files.ts';
import { record } from './record.ts';
import { readSecret, secretOptions } from './secrets.ts';
import { writeInto } from './write.ts';

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
  },
  required: ['cn', 'out'],
  async run(args, io) {
    const passphrase = await readSecret('passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    const keyPassphrase = await readSecret('key-passphrase', args, io);
    if (!keyPassphrase.ok) return keyPassphrase;
    const file = args.value('key-file');
    const pem = file === undefined ? undefined : await readPemInput(file, io);
    if (pem && !pem.ok) return pem;
    const keyType = args.value('key');
    const { createRequest } = await import('../../core/issue/create-request.ts');
    const made = await createRequest({
      crypto: io.host.crypto,
      commonName: args.value('cn') ?? '',
      profile: profileOf(args),
      ...givenNames(args),
      key: pem && { pem: pem.value, passphrase: keyPassphrase.value },
      keyType: keyType !== undefined && isIssuedKeyType(keyType) ? keyType : undefined,
      passphrase: passphrase.value,
    });
    if (!made.ok) return failure(issueFailure(made.error, '--key-passphrase-file'));
    const names = fileNames(profileOf(args), made.value.commonName);
    const request = {
      name: `${basename(names.certificate, '.pem')}.csr`,
      contents: made.value.requestPem,
      mode: 0o644,
    };
    const { privateKeyPem } = made.value;
    const key = privateKeyPem === undefined ? [] : [{ name: names.privateKey, contents: privateKeyPem, mode: 0o600 }];
    const written = await writeInto(args.value('out') ?? '', [...key, request], args.has('force'), io);
    return written.ok ? success({ written: written.value, said: [] }) : written;
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
  },
  required: ['CSR', 'ca', 'ca-key', 'as', 'out'],
  positionals: 1,
  async run(args, io) {
    const days = readNumber('days', args);
    if (!days.ok) return days;
    const pathLen = readNumber('path-len', args);
    if (!pathLen.ok) return pathLen;
    const requestPem = await readPemInput(args.positionals[0] ?? '', io);
    if (!requestPem.ok) return requestPem;
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const { signRequest } = await import('../../core/issue/sign-request.ts');
    const names = givenNames(args);
    const signed = await signRequest({
      crypto: io.host.crypto,
      now: io.host.now(),
      ca: ca.value,
      requestPem: requestPem.value,
      profile: profileOf(args),
      days: days.value,
      pathLen: pathLen.value,
      commonName: args.value('cn'),
      names: Object.values(names).some((list) => list.length > 0) ? names : undefined,
      wholeSubject: args.has('whole-subject'),
    });
    if (!signed.ok) return failure(issueFailure(signed.error));
    const { taken, left, notes, certificatePem } = signed.value;
    const written = await writeInto(args.value('out') ?? '', plannedFiles(signed.value), args.has('force'), io);
    if (!written.ok) return written;
    const recorded = await record(args.value('ca') ?? '', { certificatePem, file: written.value[0] ?? '' }, io);
    const said = [
      ...(taken.length > 0 ? [io.localize(message('Taken from the request: {taken}', { taken }))] : []),
      ...(left.length > 0 ? [io.localize(message('Not taken from the request: {left}', { left }))] : []),
      ...notes.map((note) => `note: ${io.localize(note)}`),
    ];
    return success({ written: written.value, said: [...said, ...recorded] });
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
  },
  required: ['CERTIFICATE', 'ca', 'ca-key'],
  positionals: 1,
  async run(args, io) {
    const [path = ''] = args.positionals;
    const days = readNumber('days', args);
    if (!days.ok) return days;
    const passphrase = await readSecret('passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    if (passphrase.value !== undefined && !args.has('new-key')) {
      return failure({ error: message('a passphrase encrypts a new key alone: add --new-key') });
    }
    const certificatePem = await readPemInput(path, io);
    if (!certificatePem.ok) return certificatePem;
    const ca = await readAuthority(args, io);
    if (!ca.ok) return ca;
    const { renewCertificate } = await import('../../core/issue/renew.ts');
    const renewed = await renewCertificate({
      crypto: io.host.crypto,
      now: io.host.now(),
      ca: ca.value,
      certificatePem: certificatePem.value,
      days: days.value,
      newKey: args.has('new-key') ? { passphrase: passphrase.value } : undefined,
    });
    if (!renewed.ok) return failure(issueFailure(renewed.error));
    const { privateKeyPem, notes } = renewed.value;
    const stem = basename(path, extname(path));
    const certificate = {
      name: `${stem}.pem`,
      contents: renewed.value.certificatePem + (renewed.value.intermediatePem ?? ''),
      mode: 0o644,
    };
    const key = privateKeyPem === undefined ? [] : [{ name: `${stem}.key`, contents: privateKeyPem, mode: 0o600 }];
    const folder = args.value('out') ?? dirname(path);
    const written = await writeInto(folder, [...key, certificate], args.has('force'), io);
    if (!written.ok) return written;
    const file = join(folder, certificate.name);
    const recorded = await record(args.value('ca') ?? '', { certificatePem: renewed.value.certificatePem, file }, io);
    const said = notes.map((note) => `note: ${io.localize(note)}`);
    if (
      privateKeyPem === undefined &&
      !(await io.host.files.exists(uriOf(resolve(io.cwd, join(folder, `${stem}.key`)))))
    ) {
      said.push(io.localize(message('The private key stays the one it was.')));
    }
    return success({ written: written.value, said: [...said, ...recorded] });
  },
};

function profileOf(args: Arguments): Exclude<ProfileName, 'ca'> {
  return profileNames.find((name) => name === args.value('as')) ?? 'server';
}

function givenNames(args: Arguments) {
  return { dns: args.values('dns'), ips: args.values('ip'), emails: args.values('email'), uris: args.values('uri') };
}
