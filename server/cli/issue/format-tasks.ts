import { basename, extname } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, success } from '../../core/base/result.ts';
import type { IssueTask } from './call.ts';
import { issueFailure } from './failures.ts';
import { readInput, readPemInput } from './input-files.ts';
import { readSecret, secretOptions } from './secrets.ts';
import { writeOne } from './write.ts';

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
  },
  required: ['cert', 'key-file', 'out'],
  async run(args, io) {
    const texts: string[] = [];
    for (const path of [args.value('cert') ?? '', ...args.values('chain')]) {
      const text = await readPemInput(path, io);
      if (!text.ok) return text;
      texts.push(text.value);
    }
    const privateKeyPem = await readPemInput(args.value('key-file') ?? '', io);
    if (!privateKeyPem.ok) return privateKeyPem;
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
    const { exportPkcs12 } = await import('../../core/issue/export-pkcs12.ts');
    const made = await exportPkcs12({
      crypto: io.host.crypto,
      certificatesPem: texts.join('\n'),
      privateKeyPem: privateKeyPem.value,
      keyPassphrase: keyPassphrase.value,
      passphrase: passphrase.value,
      friendlyName: args.value('name'),
      mode: args.has('compatible') ? 'compatible' : 'modern',
    });
    if (!made.ok) return failure(issueFailure(made.error, '--key-passphrase-file'));
    const written = await writeOne(
      args.value('out') ?? '',
      { contents: made.value, mode: 0o600 },
      args.has('force'),
      io,
    );
    return written.ok ? success({ written: written.value, said: [] }) : written;
  },
};

/** `tlsense issue convert`: the same in another form. */
export const convert: IssueTask = {
  name: 'convert',
  options: {
    to: { choices: ['pem', 'der', 'pkcs7', 'jwk'] },
    ...secretOptions('key-passphrase'),
    out: { value: true },
    force: {},
  },
  required: ['FILE', 'to', 'out'],
  positionals: 1,
  async run(args, io) {
    const bytes = await readInput(args.positionals[0] ?? '', io);
    if (!bytes.ok) return bytes;
    const passphrase = await readSecret('key-passphrase', args, io);
    if (!passphrase.ok) return passphrase;
    const { conversions, convertFile } = await import('../../core/issue/convert.ts');
    const to = conversions.find((known) => known === args.value('to')) ?? 'pem';
    const converted = await convertFile(io.host.crypto, bytes.value, to, passphrase.value);
    if (!converted.ok) return failure(issueFailure(converted.error, '--key-passphrase-file'));
    const { contents, isSecret } = converted.value;
    const mode = isSecret ? 0o600 : 0o644;
    const written = await writeOne(args.value('out') ?? '', { contents, mode }, args.has('force'), io);
    return written.ok ? success({ written: written.value, said: [] }) : written;
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
    const pem = await readPemInput(path, io);
    if (!pem.ok) return pem;
    const { changePassphrase } = await import('../../core/issue/change-passphrase.ts');
    const changed = await changePassphrase(io.host.crypto, pem.value, { old: old.value, new: next.value });
    if (!changed.ok) return failure(issueFailure(changed.error, '--key-passphrase-file'));
    const target = args.value('out') ?? path;
    const written = await writeOne(target, { contents: changed.value, mode: 0o600 }, args.has('force'), io);
    if (!written.ok) return written;
    const note = message('The key is not encrypted now: whoever can read {name} can use it.', {
      name: basename(target, extname(target)) + extname(target),
    });
    return success({
      written: written.value,
      said: next.value === undefined ? [`note: ${io.localize(note)}`] : [],
    });
  },
};
