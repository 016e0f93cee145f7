/** The commands that make a key, a certification request and a certificate like those that were made here. */
import { message } from '../../base/message.ts';
import type { Name } from '../../x509/name.ts';
import type { AlgorithmIdentifier, Certificate, CertificationRequest, Validity } from '../../x509/types.ts';
import type { IssuedKeyType } from '../key-type.ts';
import { dayLength } from '../validity.ts';
import { extensionLines } from './extension-lines.ts';
import { command, type Script, type ScriptLine, type Word, workFile, writeWorkFile } from './script.ts';

/** A private key by its path, and where its passphrase comes from: `file:PATH`, `env:NAME`, or OpenSSL asks. */
export interface KeyFile {
  readonly path: string;
  readonly isEncrypted?: boolean;
  readonly passphraseFrom?: string | undefined;
}

export interface AuthorityPaths {
  readonly certificate: string;
  readonly key: KeyFile;
}

const settings = 'settings.cnf';
const request = 'request.csr';

/** Without the words that a config file of the machine would add. */
const requestSettings = ['[req]', 'distinguished_name = name', 'string_mask = utf8only', '[name]'];

const generation: Readonly<Record<IssuedKeyType, readonly string[]>> = {
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  rsa2048: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa3072: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  rsa4096: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
  ed25519: ['-algorithm', 'ED25519'],
  mldsa44: ['-algorithm', 'ML-DSA-44'],
  mldsa65: ['-algorithm', 'ML-DSA-65'],
  mldsa87: ['-algorithm', 'ML-DSA-87'],
};

/** How private keys are encrypted here (encrypted-private-key.ts). */
export const pkcs8Encryption = ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256', '-iter', '600000'] as const;

export function keyScript(type: IssuedKeyType, key: KeyFile): Script {
  const lines: ScriptLine[] = [];
  if (type.startsWith('mldsa')) lines.push({ remark: message('OpenSSL 3.5 and newer know this kind of key.') });
  const generate = command('openssl', 'genpkey', ...generation[type]);
  if (!key.isEncrypted) return [...lines, `${generate} ${command('-out', key.path)}`];
  const encrypt = command('openssl', 'pkcs8', '-topk8', ...pkcs8Encryption, ...from('-passout', key), '-out', key.path);
  return [...lines, `${generate} | ${encrypt}`];
}

/** A certificate that signs itself. */
export function rootScript(certificate: Certificate, key: KeyFile, out: string): Script {
  return [
    writeSettings(certificate),
    command(
      ...['openssl', 'req', '-x509', '-new', '-config', workFile(settings), '-extensions', 'extensions'],
      ...['-utf8', '-subj', subjectText(certificate.subject), '-key', key.path, ...from('-passin', key)],
      ...[...digest(certificate.signatureAlgorithm), '-days', daysOf(certificate.validity), '-out', out],
    ),
  ];
}

/** A certificate for a key of ours, which another CA signs. */
export function leafScript(certificate: Certificate, key: KeyFile, ca: AuthorityPaths, out: string): Script {
  return [
    writeSettings(certificate),
    makeRequest(certificate.subject, key, workFile(request)),
    sign(certificate, ['-req', '-in', workFile(request)], ca, out),
  ];
}

export function requestScript(made: CertificationRequest, key: KeyFile, out: string): Script {
  const lines = [...requestSettings, ...extensionLines('extensions', made)];
  lines.splice(1, 0, 'req_extensions = extensions');
  return [writeWorkFile(settings, lines), makeRequest(made.subject, key, out, digest(made.signatureAlgorithm))];
}

/** A certificate for somebody else's request, which is at `path`. */
export function signatureScript(
  certificate: Certificate,
  asked: CertificationRequest,
  path: string,
  ca: AuthorityPaths,
  out: string,
): Script {
  const own = subjectText(certificate.subject);
  const lines = [writeSettings(certificate)];
  if (own === subjectText(asked.subject)) return [...lines, sign(certificate, ['-req', '-in', path], ca, out)];
  if (/^[\x20-\x7e]*$/.test(own)) {
    return [...lines, sign(certificate, ['-req', '-in', path, '-subj', own], ca, out)];
  }
  // `openssl x509 -subj` takes no UTF-8 (apps/x509.c).
  return [...lines, ...forKeyOf('req', path, certificate, ca, out)];
}

/** The certificate at `path` for a new period, its key as it is. */
export function renewalScript(
  certificate: Certificate,
  path: string,
  ca: AuthorityPaths,
  out: string,
  isRoot: boolean,
): Script {
  // What is signed by another than itself is not taken as it is (apps/x509.c).
  if (!isRoot) return [writeSettings(certificate), ...forKeyOf('x509', path, certificate, ca, out)];
  return [
    writeSettings(certificate),
    command(
      'openssl',
      'x509',
      '-in',
      path,
      '-clrext',
      '-key',
      ca.key.path,
      ...from('-passin', ca.key),
      ...rest(certificate, out),
    ),
  ];
}

/** What is sent along with a certificate of an intermediate CA. */
export function appendScript(certificate: string, out: string): Script {
  return [`${command('openssl', 'x509', '-in', certificate)} >> ${command(out)}`];
}

/** `-passin file:PATH`; nothing where OpenSSL asks, which it does for every key that is encrypted. */
export function from(option: '-passin' | '-passout', { passphraseFrom }: Pick<KeyFile, 'passphraseFrom'>): string[] {
  return passphraseFrom === undefined ? [] : [option, passphraseFrom];
}

/** For the public key of a request or certificate. A request of another key, which is thrown away, brings the name along. */
function forKeyOf(
  program: 'req' | 'x509',
  path: string,
  certificate: Certificate,
  ca: AuthorityPaths,
  out: string,
): Script {
  const [publicKey, other] = [workFile('public.pem'), workFile('other.key')];
  return [
    `${command('openssl', program, '-in', path, '-noout', '-pubkey')} > ${command(publicKey)}`,
    command('openssl', 'genpkey', ...generation.p256, '-out', other),
    command(
      ...['openssl', 'req', '-new', '-config', workFile(settings), '-utf8', '-subj', subjectText(certificate.subject)],
      ...['-key', other, '-out', workFile(request)],
    ),
    sign(certificate, ['-req', '-in', workFile(request), '-force_pubkey', publicKey], ca, out),
  ];
}

function makeRequest(subject: Name, key: KeyFile, out: Word, hash: readonly string[] = []): string {
  return command(
    ...['openssl', 'req', '-new', '-config', workFile(settings), '-utf8', '-subj', subjectText(subject)],
    ...['-key', key.path, ...from('-passin', key), ...hash, '-out', out],
  );
}

function sign(certificate: Certificate, words: readonly Word[], ca: AuthorityPaths, out: string): string {
  return command(
    ...['openssl', 'x509', ...words, '-CA', ca.certificate, '-CAkey', ca.key.path, ...from('-passin', ca.key)],
    ...rest(certificate, out),
  );
}

function rest(certificate: Certificate, out: string): Word[] {
  return [
    ...[...digest(certificate.signatureAlgorithm), '-days', daysOf(certificate.validity)],
    ...['-extfile', workFile(settings), '-extensions', 'extensions', '-out', out],
  ];
}

function writeSettings(certificate: Certificate): string {
  return writeWorkFile(settings, [...requestSettings, ...extensionLines('extensions', certificate)]);
}

/** `-sha384`; nothing for keys that have a digest of their own. */
function digest({ hash }: AlgorithmIdentifier): string[] {
  return hash === undefined ? [] : [`-${hash.replace('-', '').toLowerCase()}`];
}

function daysOf({ notBefore, notAfter }: Validity): string {
  return String(Math.max(1, Math.floor((notAfter.getTime() + 1000 - notBefore.getTime()) / dayLength)));
}

/** `/C=DE/CN=Ada`, as openssl-req(1) takes it: a backslash before what would end a value. */
function subjectText({ rdns }: Name): string {
  const parts = rdns.map((attributes) =>
    attributes.map(({ shortName, value }) => `${shortName}=${value.replace(/[\\/+]/g, '\\$&')}`).join('+'),
  );
  return `/${parts.join('/')}`;
}
