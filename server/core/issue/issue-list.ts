/** Revocation lists (RFC 5280, section 5). */
import type { X509CrlReason } from '@peculiar/x509';
import { encode, encodeNumber, encodeUnsigned } from '../asn1/encode.ts';
import { tags } from '../asn1/tags.ts';
import { type Message, message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import { type AuthorityFiles, day, issuerOf, openAuthority } from './authority.ts';
import { type IndexEntry, type RevocationReason, revocationReasons } from './authority-index.ts';
import { extensionIds } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { signatureParameters } from './signing-key.ts';
import { readFirstList } from './unlisted.ts';
import { dayLength } from './validity.ts';

export interface ListRequest {
  readonly crypto: Crypto;
  readonly now: Date;
  readonly ca: AuthorityFiles;
  readonly entries: readonly IndexEntry[];
  /** Until nextUpdate. */
  readonly days?: number | undefined;
  /** The list that this one follows, whose number is exceeded. */
  readonly previousPem?: string | undefined;
}

export interface IssuedList {
  readonly listPem: string;
  readonly revokedCount: number;
  readonly nextUpdate: Date;
  readonly notes: readonly Message[];
}

export const listDays = 30;
const listDaysLimit = 366;
const crlNumberId = '2.5.29.20';

/** A full list of everything that is revoked. */
export async function issueList(request: ListRequest): Promise<Result<IssuedList, IssueFailure>> {
  const { crypto, now, days = listDays } = request;
  if (!Number.isInteger(days) || days < 1 || days > listDaysLimit) {
    return refuse('days', message('A revocation list can hold for 1 to {limit} days.', { limit: listDaysLimit }));
  }
  const authority = await openAuthority(crypto, now, 'revocation-lists', request.ca);
  if (!authority.ok) return authority;
  const issuer = await issuerOf(crypto, authority.value);
  const { exactName, libraryExtension, x509 } = await import('./library.ts');
  const name = exactName(issuer.name);
  if (!name.ok) return name;
  const thisUpdate = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + days * dayLength);
  const revoked = request.entries.flatMap(({ serialNumber, revocation }) =>
    revocation ? [{ serialNumber, revocation }] : [],
  );
  const number = await listNumber(thisUpdate, request.previousPem);
  const list = await x509.X509CrlGenerator.create(
    {
      issuer: name.value,
      thisUpdate,
      nextUpdate,
      signingKey: issuer.signingKey.key,
      signingAlgorithm: signatureParameters(issuer.signingKey.scheme),
      entries: revoked.map(({ serialNumber, revocation: { date, reason } }) => ({
        serialNumber,
        revocationDate: date,
        ...reasonOf(reason),
      })),
      extensions: [
        libraryExtension({
          oid: extensionIds.authorityKeyIdentifier,
          critical: false,
          value: encode(tags.sequence, encode(0x80, issuer.keyIdentifier)),
        }),
        libraryExtension({ oid: crlNumberId, critical: false, value: number }),
      ],
    },
    crypto,
  );
  return success({
    listPem: writePem('X509 CRL', new Uint8Array(list.rawData)),
    revokedCount: revoked.length,
    nextUpdate,
    notes: [
      message('The list holds until {date}: refresh it before, for many servers refuse every client after.', {
        date: day(nextUpdate),
      }),
    ],
  });
}

/**
 * RFC 5280, 5.2.3: it increases with each list. The seconds since 1970 do, also where two branches of a repository make
 * lists apart; a list of another maker may have a higher number, which is then exceeded by one.
 */
async function listNumber(thisUpdate: Date, previousPem: string | undefined): Promise<Uint8Array> {
  const seconds = Math.floor(thisUpdate.getTime() / 1000);
  const octets = (await readFirstList(previousPem ?? ''))?.crlNumber;
  const last = octets?.reduce((value, octet) => value * 256n + BigInt(octet), 0n) ?? 0n;
  if (last < BigInt(seconds)) return encodeNumber(seconds);
  const hex = (last + 1n).toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return encodeUnsigned(Uint8Array.from(even.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16)));
}

/** RFC 5280, 5.3.1: `unspecified` is said by leaving the reason out. */
function reasonOf(reason: RevocationReason | undefined): { readonly reason?: X509CrlReason } {
  const code = reason === undefined ? 0 : revocationReasons.indexOf(reason);
  return code === 0 ? {} : { reason: code };
}
