/** The commands that export, convert and encrypt what is there already. */
import { message } from '../../base/message.ts';
import type { Conversion } from '../convert.ts';
import type { Pkcs12Mode } from '../pkcs12.ts';
import { from, type KeyFile, pkcs8Encryption } from './certificate-script.ts';
import { command, type Script, type Word, workFile } from './script.ts';

export interface Pkcs12Paths {
  readonly certificate: string;
  readonly chain: readonly string[];
  readonly key: KeyFile;
  readonly out: string;
}

/** PBES2 with AES-256 (RFC 8018), or what old stores open (pkcs12.ts); the iterations are as there. */
const encryptions: Readonly<Record<Pkcs12Mode, readonly string[]>> = {
  modern: ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256', '-iter', '100000'],
  compatible: ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-iter', '2048'],
};

export function pkcs12Script(
  { certificate, chain, key, out }: Pkcs12Paths,
  friendlyName: string,
  mode: Pkcs12Mode,
  passphraseFrom: string | undefined,
): Script {
  const others = workFile('chain.pem');
  const call = command(
    ...['openssl', 'pkcs12', '-export', '-inkey', key.path, ...from('-passin', key), '-in', certificate],
    ...(chain.length > 0 ? ['-certfile', others] : []),
    ...['-name', friendlyName, ...encryptions[mode], ...from('-passout', { passphraseFrom }), '-out', out],
  );
  if (chain.length === 0) return [call];
  return [`${command('cat', '--', ...chain)} > ${command(others)}`, call];
}

/** What a file holds, as far as it decides about the command. */
export type Convertible =
  | 'certificate'
  | 'certification-request'
  | 'certificate-list'
  | 'private-key'
  | 'several'
  | 'pkcs12'
  | 'java-key-store'
  | 'other';

const programs: Partial<Readonly<Record<Convertible, string>>> = {
  certificate: 'x509',
  'certification-request': 'req',
  'certificate-list': 'crl',
};

export function conversionScript(file: KeyFile, kind: Convertible, to: Conversion, out: string): Script {
  const { path } = file;
  const program = programs[kind];
  if (kind === 'java-key-store' || (kind === 'pkcs12' && to !== 'pem')) return noCommand;
  switch (to) {
    case 'jwk':
      return [{ remark: message('OpenSSL has no command that writes a JWK.') }];
    case 'pkcs7':
      return [command('openssl', 'crl2pkcs7', '-nocrl', '-certfile', path, '-outform', 'DER', '-out', out)];
    case 'der':
      if (program) return [command('openssl', program, '-in', path, '-outform', 'DER', '-out', out)];
      // As it is, also where it is encrypted: `openssl pkey` would open it.
      return [`(umask 077; ${command('openssl', 'asn1parse', '-in', path, '-noout', '-out', out)})`];
    case 'pem':
      return toPem(file, kind, program, out);
  }
}

const noCommand: Script = [{ remark: message('OpenSSL has no command that writes this.') }];

function toPem(file: KeyFile, kind: Convertible, program: string | undefined, out: string): Script {
  const { path } = file;
  if (kind === 'pkcs12') {
    const call = command('openssl', 'pkcs12', '-in', path, ...from('-passin', file), '-noenc', '-out', out);
    return [`(umask 077; ${call})`];
  }
  if (program) return [command('openssl', program, '-in', path, '-out', out)];
  if (kind === 'private-key') return [command('openssl', 'pkey', '-in', path, '-out', out)];
  if (kind === 'several') {
    const certificates = command('openssl', 'crl2pkcs7', '-nocrl', '-certfile', path);
    return [`${certificates} | ${command('openssl', 'pkcs7', '-print_certs', '-out', out)}`];
  }
  return noCommand;
}

/** Another passphrase, or none; the file may be the same. */
export function passphraseScript(key: KeyFile, next: KeyFile): Script {
  const words: Word[] = ['openssl', 'pkcs8', '-topk8', '-in', key.path, ...from('-passin', key)];
  if (next.isEncrypted) words.push(...pkcs8Encryption, ...from('-passout', next));
  else words.push('-nocrypt');
  const other = `${next.path}.new`;
  // A new file, for the old one is read meanwhile and lost where the passphrase is wrong.
  return [command(...words, '-out', other), command('mv', '--', other, next.path)];
}
