/** RFC 5280, 6.3: what a list must be to count, what it covers, and what it says. */
import { beforeAll, expect, test } from 'vitest';
import type { RevocationDemand } from '../../../server/core/chain/request.ts';
import type { CertificateList } from '../../../server/core/x509/types.ts';
import {
  authorityKey,
  certificateIssuer,
  commonName,
  crlNumber,
  deltaIndicator,
  directory,
  distributionPoints,
  ecKey,
  extension,
  type Issued,
  issueList,
  issuingPoint,
  keyUsage,
  type ListParts,
  reason,
  seq,
  subjectKey,
  uri,
} from '../../support/chain-maker.ts';
import { answer, ca, ids, judge, leaf } from './chains.ts';

let root: Issued;
let target: Issued;
beforeAll(async () => {
  root = await ca('Root', undefined);
  target = await leaf(root);
});

type Parts = Omit<ListParts, 'issuer'>;

async function verdict(
  lists: readonly CertificateList[],
  path = [target],
  anchor = root,
  required: RevocationDemand = 'path',
): Promise<string> {
  return answer(await judge(path, [anchor], { revocation: { lists, required } }));
}

const listOf = (issuer: Issued, parts: Parts = {}): Promise<CertificateList> => issueList({ issuer, ...parts });
const revokes = (issued: Issued, extensions?: readonly Uint8Array[]): NonNullable<Parts['revoked']> => [
  { serial: issued.certificate.serialNumber, ...(extensions ? { extensions } : {}) },
];
const unusable = 'revocation-unusable@0';
const unknown = 'revocation-unknown@0';

test('a list that does not name the certificate says that it is good', async () => {
  expect(await verdict([await listOf(root)])).toBe('trusted');
  expect(await verdict([await listOf(root, { revoked: [{ serial: Uint8Array.of(0x77) }] })])).toBe('trusted');
});

test('a list that names it says that it is revoked, since when and why', async () => {
  const list = await listOf(root, { revoked: revokes(target, [reason(1)]) });
  const report = await judge([target], [root], { revocation: { lists: [list], required: 'path' } });
  expect(answer(report)).toBe('revoked@0');
  const [status] = report.path.revocation;
  expect(status).toMatchObject({ state: 'revoked', date: new Date('2026-03-01T00:00:00Z'), reasonCode: 1 });
});

test('without a list nothing is known; whether that matters is for who asks', async () => {
  expect(await verdict([])).toBe(unknown);
  const other = await listOf(await ca('Other', undefined), { revoked: revokes(target) });
  expect(await verdict([other])).toBe(unknown);
  expect(await verdict([other], [target], root, 'target')).toBe(unknown);
  expect(await verdict([other], [target], root, 'none')).toBe('trusted');
});

test('a list that speaks for a part of the path says nothing of the rest, which the report tells', async () => {
  const middle = await ca('Intermediate', root);
  const below = await leaf(middle);
  const lists = [await listOf(root)];
  expect(await verdict(lists, [below, middle])).toBe(unknown);
  expect(await verdict(lists, [below, middle], root, 'target')).toBe(unknown);
  expect(await verdict([await listOf(middle)], [below, middle], root, 'target')).toBe('trusted');
  expect(await verdict([...lists, await listOf(middle)], [below, middle])).toBe('trusted');
  const report = await judge([below, middle], [root], { revocation: { lists, required: 'none' } });
  expect(answer(report)).toBe('trusted');
  expect(report.path.revocation.map(({ state }) => state)).toEqual(['unknown', 'good']);
  const stale = await listOf(middle, { nextUpdate: new Date('2026-05-31T00:00:00Z') });
  expect(await verdict([...lists, stale], [below, middle], root, 'none')).toBe(unusable);
  const revoked = await listOf(root, { revoked: revokes(middle) });
  expect(await verdict([revoked, await listOf(middle)], [below, middle])).toBe('revoked@1');
});

test.each<[string, () => Parts]>([
  ['a changed signature', () => ({ breakSignature: true })],
  ['out of date', () => ({ nextUpdate: new Date('2026-05-31T23:59:59Z') })],
  ['not yet current', () => ({ thisUpdate: new Date('2026-06-01T00:00:01Z') })],
  ['without nextUpdate', () => ({ nextUpdate: null })],
  ['without number', () => ({ extensions: [authorityKey(root.certificate)] })],
  ['with a critical number', () => ({ extensions: [crlNumber(1, true), authorityKey(root.certificate)] })],
  ['without authorityKeyIdentifier', () => ({ extensions: [crlNumber(1)] })],
  [
    'with an unknown critical extension',
    () => ({ extensions: [crlNumber(1), authorityKey(root.certificate), extension('1.2.3.4', seq(), true)] }),
  ],
  [
    'with an entry that cannot be understood',
    () => ({ revoked: [{ serial: Uint8Array.of(9), extensions: [extension('1.2.3.4', seq(), true)] }] }),
  ],
])('%s, a list says nothing', async (_, parts) => {
  expect(await verdict([await listOf(root, parts())])).toBe(unusable);
  // It does no harm either where another one is good.
  expect(await verdict([await listOf(root, parts()), await listOf(root)])).toBe('trusted');
});

test('the key that signs lists needs cRLSign, where it has keyUsage', async () => {
  const without = await ca('Root', undefined, { replace: { [ids.keyUsage]: keyUsage('keyCertSign') } });
  expect(await verdict([await listOf(without)], [await leaf(without)], without)).toBe(unusable);
  const none = await ca('Root', undefined, { without: [ids.keyUsage] });
  expect(await verdict([await listOf(none)], [await leaf(none)], none)).toBe('trusted');
});

test('a list may be signed by another key of the CA, whose certificate has a path to the same anchor', async () => {
  const middle = await ca('Intermediate', root, { replace: { [ids.keyUsage]: keyUsage('keyCertSign') } });
  const below = await leaf(middle);
  const signer = await ca('Intermediate', root, { replace: { [ids.keyUsage]: keyUsage('cRLSign') } });
  const lists = [await listOf(root), await listOf(signer)];
  expect(await verdict(lists, [below, middle, signer])).toBe('trusted');
  expect(await verdict(lists, [below, middle])).toBe(unusable);
  const revoked = [await listOf(root, { revoked: revokes(signer) }), await listOf(signer)];
  expect(await verdict(revoked, [below, middle, signer])).toBe(unusable);
  const stranger = await ca('Intermediate', await ca('Elsewhere', undefined), {
    replace: { [ids.keyUsage]: keyUsage('cRLSign') },
  });
  expect(await verdict([await listOf(root), await listOf(stranger)], [below, middle, stranger])).toBe(unusable);
});

const pointA = uri('http://crl.example/a');
const pointB = uri('http://crl.example/b');
const scoped = (scope: Parameters<typeof issuingPoint>[0], more: Parts = {}): Promise<CertificateList> =>
  listOf(root, { extensions: [crlNumber(1), authorityKey(root.certificate), issuingPoint(scope)], ...more });

test('a list for one distribution point covers the certificates of that point', async () => {
  const atA = await leaf(root, { extensions: [distributionPoints({ names: [pointA] })] });
  expect(await verdict([await scoped({ names: [pointA] })], [atA])).toBe('trusted');
  expect(await verdict([await scoped({ names: [pointB, pointA] })], [atA])).toBe('trusted');
  expect(await verdict([await scoped({ names: [pointB] })], [atA])).toBe(unknown);
  expect(await verdict([await scoped({ names: [pointA] })])).toBe(unknown);
  // A list without such a limit is for all of them.
  expect(await verdict([await listOf(root)], [atA])).toBe('trusted');
});

test('a list for users, for CAs or for attribute certificates covers only those', async () => {
  expect(await verdict([await scoped({ flags: ['user'] })])).toBe('trusted');
  expect(await verdict([await scoped({ flags: ['ca'] })])).toBe(unknown);
  expect(await verdict([await scoped({ flags: ['attribute'] })])).toBe(unknown);
  const authority = await ca('Intermediate', root);
  expect(await verdict([await scoped({ flags: ['ca'] })], [authority])).toBe('trusted');
  expect(await verdict([await scoped({ flags: ['user'] })], [authority])).toBe(unknown);
});

test('lists for some reasons only must cover all of them together', async () => {
  const some = await scoped({ reasons: [1, 2] });
  const others = await scoped({ reasons: [3, 4, 5, 6, 7, 8] });
  expect(await verdict([some])).toBe(unknown);
  expect(await verdict([some, others])).toBe('trusted');
  const revoked = await scoped({ reasons: [3, 4, 5, 6, 7, 8] }, { revoked: revokes(target, [reason(4)]) });
  expect(await verdict([some, revoked])).toBe('revoked@0');
});

test('an indirect list speaks for others where the certificate says so, entry by entry', async () => {
  const issuer = await ca('List issuer', root, { replace: { [ids.keyUsage]: keyUsage('cRLSign') } });
  const middle = await ca('Intermediate', root);
  const elsewhere = [distributionPoints({ names: [pointA], cRLIssuer: [directory(commonName('List issuer'))] })];
  const pointing = await leaf(middle, { extensions: elsewhere });
  const indirect = (revoked: NonNullable<Parts['revoked']>, flags: ('indirect' | 'user')[] = ['indirect']) =>
    listOf(issuer, {
      revoked,
      extensions: [crlNumber(1), authorityKey(issuer.certificate), issuingPoint({ names: [pointA], flags })],
    });
  const base = await listOf(root);
  const ask = (list: CertificateList, leafCertificate = pointing): Promise<string> =>
    verdict([base, list], [leafCertificate, middle, issuer]);
  const serial = pointing.certificate.serialNumber;
  const ofMiddle = [certificateIssuer(directory(commonName('Intermediate')))];
  expect(await ask(await indirect([]))).toBe('trusted');
  expect(await ask(await indirect([{ serial, extensions: ofMiddle }]))).toBe('revoked@0');
  // Without certificateIssuer the entry is about a certificate of the list's own issuer.
  expect(await ask(await indirect([{ serial }]))).toBe('trusted');
  // It holds for the entries that follow.
  expect(await ask(await indirect([{ serial: Uint8Array.of(5), extensions: ofMiddle }, { serial }]))).toBe('revoked@0');
  expect(await ask(await indirect([], ['user']))).toBe(unknown);
  expect(await ask(await indirect([]), await leaf(middle))).toBe(unknown);
});

test('a delta list adds to and takes from its base', async () => {
  const delta = (number: number, base: number, more: Parts = {}): Promise<CertificateList> =>
    listOf(root, { extensions: [crlNumber(number), authorityKey(root.certificate), deltaIndicator(base)], ...more });
  const five = { extensions: [crlNumber(5), authorityKey(root.certificate)] };
  const base = await listOf(root, five);
  expect(await verdict([base, await delta(6, 5, { revoked: revokes(target, [reason(1)]) })])).toBe('revoked@0');
  const holding = await listOf(root, { ...five, revoked: revokes(target, [reason(6)]) });
  expect(await verdict([holding])).toBe('revoked@0');
  expect(await verdict([holding, await delta(6, 5, { revoked: revokes(target, [reason(8)]) })])).toBe('trusted');
  // Made for a later base: what it adds counts, what it takes away does not.
  expect(await verdict([base, await delta(7, 6, { revoked: revokes(target) })])).toBe('revoked@0');
  expect(await verdict([holding, await delta(7, 6, { revoked: revokes(target, [reason(8)]) })])).toBe('revoked@0');
  // Older than the base, or not signed: not used.
  expect(await verdict([base, await delta(5, 4, { revoked: revokes(target) })])).toBe('trusted');
  expect(await verdict([base, await delta(6, 5, { revoked: revokes(target), breakSignature: true })])).toBe('trusted');
  expect(await verdict([await delta(6, 5)])).toBe(unknown);
});

test('of two current lists the newer one counts', async () => {
  const extensions = (number: number): Uint8Array[] => [crlNumber(number), authorityKey(root.certificate)];
  const older = await listOf(root, { extensions: extensions(1), thisUpdate: new Date('2026-04-01T00:00:00Z') });
  const newer = await listOf(root, { extensions: extensions(2), revoked: revokes(target) });
  expect(await verdict([older, newer])).toBe('revoked@0');
  expect(await verdict([newer, older])).toBe('revoked@0');
});

test('a signer of lists may be in its own list', async () => {
  const middle = await ca('Intermediate', root);
  const signer = await ca('Intermediate', middle, {
    subject: commonName('Intermediate'),
    replace: { [ids.keyUsage]: keyUsage('cRLSign') },
  });
  const below = await leaf(middle);
  const base = await listOf(root);
  const path = [below, middle, signer];
  expect(await verdict([base, await listOf(signer)], path)).toBe('trusted');
  expect(await verdict([base, await listOf(signer, { revoked: revokes(signer) })], path)).toBe(unusable);
});

test('a CA whose keys changed: the old list still says what it said', async () => {
  const key = await ecKey();
  const old = await ca('Intermediate', root);
  const renewed = await ca('Intermediate', root, { key, replace: { [ids.subjectKeyIdentifier]: subjectKey(key) } });
  const below = await leaf(old);
  const lists = [await listOf(root), await listOf(renewed)];
  expect(await verdict(lists, [below, old, renewed])).toBe('trusted');
});
