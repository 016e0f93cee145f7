import { message } from '../../core/base/message.ts';
import { failure } from '../../core/base/result.ts';
import type { GivenFile } from '../../core/issue/plan/plan.ts';
import { type IssueTask, readGiven } from './call.ts';
import { carryOut, planOptions } from './carry-out.ts';
import { issueFailure } from './failures.ts';
import { readInput } from './input-files.ts';
import { placeOf, workbenchOf } from './places.ts';
import { readSecret, secretOptions, secretSource } from './secrets.ts';

/** `tlsense issue p12`: a key and its certificates in one file. */
export const p12: IssueTask = {
  name: 'p12',
  options: {
    cert: { value: true },
    'key-file': { value: true },
    chain: { value: true, repeatable: true },
    name: { value: true },
    compatible: {},
    ...secretOptions('key-passphrase'),
    ...secretOptions('passphrase'),
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['cert', 'key-file', 'out'],
  async run(args, io) {
    const certificate = await readGiven(args.value('cert') ?? '', io);
    if (!certificate.ok) return certificate;
    const chain: GivenFile[] = [];
    for (const path of args.values('chain')) {
      const one = await readGiven(path, io);
      if (!one.ok) return one;
      chain.push(one.value);
    }
    const key = await readGiven(args.value('key-file') ?? '', io);
    if (!key.ok) return key;
    const keyPassphrase = await readSecret('key-passphrase', args, io);
    if (!keyPassphrase.ok) return keyPassphrase;
    const passphrase = await readSecret('passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    if (passphrase.value === undefined) {
      return failure({
        error: message('missing: {options}', { options: ['--passphrase-file'] }),
        hint: message('The file holds a private key: it is always encrypted.'),
      });
    }
    const { planPkcs12 } = await import('../../core/issue/plan/format-plans.ts');
    const plan = await planPkcs12(
      {
        certificate: certificate.value,
        chain,
        key: key.value,
        opens: { passphrase: keyPassphrase.value, from: secretSource('key-passphrase', args) },
        encrypts: { passphrase: passphrase.value, from: secretSource('passphrase', args) },
        friendlyName: args.value('name'),
        mode: args.has('compatible') ? 'compatible' : 'modern',
        out: placeOf(args.value('out') ?? ''),
      },
      workbenchOf(io),
    );
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error, '--key-passphrase-file'));
  },
};

/** `tlsense issue convert`: the same in another form. */
export const convert: IssueTask = {
  name: 'convert',
  options: {
    to: { choices: ['pem', 'der', 'pkcs7', 'jwk'] },
    ...secretOptions('key-passphrase'),
    ...secretOptions('password'),
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['FILE', 'to', 'out'],
  positionals: 1,
  async run(args, io) {
    const [path = ''] = args.positionals;
    const bytes = await readInput(path, io);
    if (!bytes.ok) return bytes;
    const passphrase = await readSecret('key-passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    const password = await readSecret('password', args, io);
    if (!password.ok) return password;
    const secret = password.value === undefined ? 'key-passphrase' : 'password';
    const { conversions } = await import('../../core/issue/convert.ts');
    const { planConversion } = await import('../../core/issue/plan/format-plans.ts');
    const plan = await planConversion(
      {
        file: { place: placeOf(path), bytes: bytes.value },
        to: conversions.find((known) => known === args.value('to')) ?? 'pem',
        opens: { passphrase: password.value ?? passphrase.value, from: secretSource(secret, args) },
        out: placeOf(args.value('out') ?? ''),
      },
      workbenchOf(io),
    );
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error, '--key-passphrase-file'));
  },
};

/** `tlsense issue passphrase`: another passphrase for a private key, or none. */
export const passphrase: IssueTask = {
  name: 'passphrase',
  options: {
    ...secretOptions('key-passphrase'),
    ...secretOptions('passphrase'),
    'no-passphrase': {},
    out: { value: true },
    force: {},
    ...planOptions,
  },
  required: ['KEY'],
  positionals: 1,
  async run(args, io) {
    const [path = ''] = args.positionals;
    const next = await readSecret('passphrase', args, io);
    if (!next.ok) return next;
    if ((next.value === undefined) !== args.has('no-passphrase')) {
      return failure({
        error: message('passphrase needs the new one, or --no-passphrase'),
        hint: message('Put it into a file and add {option} FILE.', { option: '--passphrase-file' }),
      });
    }
    const old = await readSecret('key-passphrase', args, io);
    if (!old.ok) return old;
    const key = await readGiven(path, io);
    if (!key.ok) return key;
    const { planPassphrase } = await import('../../core/issue/plan/format-plans.ts');
    const plan = await planPassphrase(
      {
        key: key.value,
        opens: { passphrase: old.value, from: secretSource('key-passphrase', args) },
        encrypts: { passphrase: next.value, from: secretSource('passphrase', args) },
        out: placeOf(args.value('out') ?? path),
      },
      workbenchOf(io),
    );
    return plan.ok ? carryOut(plan.value, args, io) : failure(issueFailure(plan.error, '--key-passphrase-file'));
  },
};
