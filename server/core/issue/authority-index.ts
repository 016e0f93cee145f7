/**
 * What a CA has issued and revoked, as a file beside it: the database of `openssl ca`, `index.txt`, so that both can
 * work with it. A line a certificate, its fields between tabs (openssl-ca(1), apps/ca.c):
 *
 *     V  271123095959Z                              1F2E…  ada.pem  /CN=ada
 *     R  271123095959Z  261201120000Z,keyCompromise  3A4B…  bob.pem  /CN=bob
 *
 * Lines are sorted by serial number, which is random: what two branches add lands in different places, and git merges
 * it. Where a merge leaves a certificate there twice, a revocation wins.
 */
import { toHex } from '../asn1/hex.ts';
import { unsigned } from '../asn1/integer.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { Certificate } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';

/** RFC 5280, 5.3.1: the reasons that a CA gives, and that `openssl ca` knows. */
export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

export interface Revocation {
  readonly date: Date;
  /** `unspecified` is the same as none (RFC 5280, 5.3.1). */
  readonly reason: RevocationReason | undefined;
}

export interface IndexEntry {
  /** Upper-case hexadecimal of whole octets. */
  readonly serialNumber: string;
  readonly notAfter: Date;
  readonly revocation: Revocation | undefined;
  /** Where the certificate is; `unknown` where nobody said. */
  readonly file: string;
  /** As `openssl ca` shows it: `/CN=ada`. */
  readonly subject: string;
}

const heading = '# What this CA has issued and revoked: keep it with the CA. Format: index.txt of openssl-ca(1).';
/** A CA of one person; a larger one has software of its own. */
const linesLimit = 100_000;

export function readIndex(text: string): Result<IndexEntry[], IssueFailure> {
  const entries = new Map<string, IndexEntry>();
  const lines = text.split(/\r?\n/);
  if (lines.length > linesLimit) return unreadable(linesLimit);
  for (const [i, line] of lines.entries()) {
    // Conflict markers are for people to resolve; everything else that is no entry is not ours to drop.
    if (line.trim() === '' || line.startsWith('#')) continue;
    const entry = readLine(line);
    if (!entry) return unreadable(i + 1);
    const known = entries.get(entry.serialNumber);
    if (!known?.revocation) entries.set(entry.serialNumber, entry);
  }
  return success([...entries.values()]);
}

export function writeIndex(entries: readonly IndexEntry[]): string {
  const key = ({ serialNumber }: IndexEntry) => serialNumber.padStart(40, '0');
  const sorted = entries.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return `${[heading, ...sorted.map(writeLine)].join('\n')}\n`;
}

export function entryOf(certificate: Certificate, file: string): IndexEntry {
  return {
    serialNumber: serialOf(certificate),
    notAfter: certificate.validity.notAfter,
    revocation: undefined,
    file: file === '' ? 'unknown' : file,
    subject: oneLine(certificate),
  };
}

/** Adds certificates, each once. */
export function withIssued(entries: readonly IndexEntry[], issued: readonly IndexEntry[]): IndexEntry[] {
  const added = issued.filter((one) => !entries.some(({ serialNumber }) => serialNumber === one.serialNumber));
  return [...entries, ...added];
}

/** Revokes one; a certificate that is not there is added, for its CA may have issued it elsewhere. */
export function withRevoked(
  entries: readonly IndexEntry[],
  entry: IndexEntry,
  revocation: Revocation,
): Result<IndexEntry[], IssueFailure> {
  const known = entries.find(({ serialNumber }) => serialNumber === entry.serialNumber);
  if (known?.revocation && known.revocation.reason !== 'certificateHold') {
    return refuse(
      'already-revoked',
      message('{subject} is revoked already, since {date}.', {
        subject: known.subject,
        date: known.revocation.date.toISOString().slice(0, 10),
      }),
    );
  }
  const others = entries.filter((one) => one !== known);
  return success([...others, { ...(known ?? entry), revocation }]);
}

/** Upper-case hexadecimal of whole octets, as `openssl ca` writes it. */
export function serialOf({ serialNumber }: Pick<Certificate, 'serialNumber'>): string {
  return toHex(unsigned(serialNumber)).toUpperCase();
}

function readLine(line: string): IndexEntry | undefined {
  const fields = line.split('\t');
  const [status = '', expiry = '', revoked = '', serial = '', file = '', subject = ''] = fields;
  const notAfter = readIndexTime(expiry);
  if (fields.length !== 6 || !/^[VRE]$/.test(status) || !/^(?:[0-9A-F]{2}){1,20}$/i.test(serial) || !notAfter) {
    return undefined;
  }
  const entry = { serialNumber: serial.toUpperCase(), notAfter, file, subject };
  if (status !== 'R') return { ...entry, revocation: undefined };
  const [at = '', word] = revoked.split(',');
  const date = readIndexTime(at);
  if (!date) return undefined;
  // OpenSSL compares the words without regard to case. One that is none of ours still revokes.
  const reason = revocationReasons.find((known) => known.toLowerCase() === word?.toLowerCase());
  return { ...entry, revocation: { date, reason } };
}

function writeLine({ serialNumber, notAfter, revocation, file, subject }: IndexEntry): string {
  const reason = revocation?.reason === undefined ? '' : `,${revocation.reason}`;
  const revoked = revocation ? `${indexTime(revocation.date)}${reason}` : '';
  const plain = (text: string) => text.replace(/[\t\r\n\\]/g, ' ');
  return [revocation ? 'R' : 'V', indexTime(notAfter), revoked, serialNumber, plain(file), plain(subject)].join('\t');
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function indexTime(date: Date): string {
  const digits = `${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`;
  return date.getUTCFullYear() < 2050 ? digits.slice(2) : digits;
}

function readIndexTime(text: string): Date | undefined {
  const full = /^\d{12}Z$/.test(text) ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** X509_NAME_oneline: what is not printable ASCII in hexadecimal. */
function oneLine({ subject }: Certificate): string {
  const parts = subject.rdns.flat().map(({ shortName, value }) => {
    const octets = new TextEncoder().encode(value);
    const shown = Array.from(octets, (octet) =>
      octet >= 0x20 && octet < 0x7f && octet !== 0x5c
        ? String.fromCharCode(octet)
        : `x${octet.toString(16).toUpperCase().padStart(2, '0')}`,
    );
    return `/${shortName}=${shown.join('')}`;
  });
  return parts.join('') || '/';
}

function unreadable(line: number): Result<never, IssueFailure> {
  return refuse(
    'index-unreadable',
    message('The list of what the CA has issued cannot be read: line {line} is no entry of it.', { line }),
    message('Mend it by hand: nothing that it says may get lost. Its format is that of index.txt of openssl-ca(1).'),
  );
}
