import { expect } from 'vitest';
import type { ValidationRequest } from '../../../../server/core/chain/request.ts';
import type { CertificateList } from '../../../../server/core/x509/types.ts';
import { authorityKey, crlNumber, type Issued, issueList, type ListParts } from '../../../support/chain-maker.ts';
import { answer, judge } from '../chains.ts';
import { opensslAccepts } from './openssl.ts';

/** A test of PKITS: the target and what may lie above it, the lists, and the codes of the failures that it is about. */
export interface Scenario {
  readonly path: readonly Issued[];
  readonly lists: readonly CertificateList[];
  /** `trusted`, or what must be said of it. */
  readonly expected: string | RegExp;
  /** Why openssl verify sees it otherwise, where it does. */
  readonly opensslDiffers?: string;
  readonly asked?: Partial<ValidationRequest>;
}

/** Our answer is the expected one, and that of `openssl verify` with all it knows of lists is the same or explained. */
export async function run(
  anchor: Issued,
  { path, lists, expected, opensslDiffers, asked = {} }: Scenario,
  { againstOpenssl = true } = {},
): Promise<void> {
  const report = await judge(path, [anchor], { revocation: { lists, required: 'path' }, ...asked });
  if (typeof expected === 'string') expect(answer(report)).toBe(expected);
  else expect(answer(report)).toMatch(expected);
  if (!againstOpenssl) return;
  const options = ['-crl_check_all', '-extended_crl', '-use_deltas'];
  const ours = report.verdict === 'trusted';
  expect(opensslAccepts(path, [anchor], lists, options), 'openssl verify').toBe(opensslDiffers ? !ours : ours);
}

/** A list with the extensions that every list has, and more. */
export function listOf(
  issuer: Issued,
  {
    number = 1,
    more = [],
    ...parts
  }: Omit<ListParts, 'issuer' | 'extensions'> & { number?: number; more?: Uint8Array[] } = {},
): Promise<CertificateList> {
  return issueList({ issuer, ...parts, extensions: [crlNumber(number), authorityKey(issuer.key), ...more] });
}

export function revokes(
  issued: Issued,
  ...extensions: readonly Uint8Array[]
): NonNullable<ListParts['revoked']>[number] {
  const { serialNumber: serial } = issued.certificate;
  return extensions.length > 0 ? { serial, extensions } : { serial };
}
