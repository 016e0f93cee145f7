import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  entryOf,
  type IndexEntry,
  readIndex,
  revocationReasons,
  withIssued,
  withRevoked,
  writeIndex,
} from '../../../server/core/issue/authority-index.ts';
import { issueCa, issueClient } from '../../../server/core/issue/issue.ts';
import { issueList } from '../../../server/core/issue/issue-list.ts';
import { readFirstCertificate } from '../../../server/core/issue/renew.ts';
import { authorityOf, given, refusal } from './given.ts';
import { attime, type Bench, makeBench, now } from './openssl.ts';

const { crypto } = globalThis;
let bench: Bench;
let ca: ReturnType<typeof authorityOf>;

beforeAll(async () => {
  bench = makeBench();
  const issued = given(await issueCa({ crypto, now, commonName: 'Example CA' }));
  ca = authorityOf(issued);
  bench.write('ca.pem', ca.certificatePem);
  bench.write('ca.key', ca.privateKeyPem);
});
afterAll(() => bench.remove());

async function issued(name: string): Promise<IndexEntry> {
  const { certificatePem } = given(await issueClient({ crypto, now, ca, commonName: name }));
  bench.write(`${name}.pem`, certificatePem);
  return entryOf(given(await readFirstCertificate(certificatePem)), `${name}.pem`);
}
const verify = ['verify', '-x509_strict', '-crl_check', '-attime', attime, '-CAfile', 'ca.pem', '-CRLfile', 'ca.crl'];

describe('a revocation list', () => {
  it('revokes what is revoked, by openssl’s own check, and nothing else', async () => {
    const [ada, bob] = [await issued('ada'), await issued('bob')];
    const entries = given(withRevoked([ada, bob], bob, { date: now, reason: 'keyCompromise' }));
    const list = given(await issueList({ crypto, now, ca, entries, days: 7 }));
    bench.write('ca.crl', list.listPem);
    expect(bench.said('crl', '-in', 'ca.crl', '-noout', '-CAfile', 'ca.pem')).toContain('verify OK');
    const text = bench.openssl('crl', '-in', 'ca.crl', '-noout', '-text');
    expect(text).toContain('Version 2 (0x1)');
    expect(text).toContain('Last Update: Nov 23 10:00:00 2026 GMT');
    expect(text).toContain('Next Update: Nov 30 10:00:00 2026 GMT');
    expect(text).toMatch(/X509v3 CRL Number:\s+1795428000\s/);
    expect(text).toMatch(new RegExp(`Serial Number: ${bob.serialNumber}\\s+Revocation Date: Nov 23 10:00:00 2026 GMT`));
    expect(text).toMatch(/X509v3 CRL Reason Code:\s+Key Compromise/);
    expect(bench.openssl(...verify, 'ada.pem')).toBe('ada.pem: OK\n');
    expect(() => bench.openssl(...verify, 'bob.pem')).toThrow('certificate revoked');
  });

  it.each(revocationReasons)('says the reason %s', async (reason) => {
    const eve = await issued('eve');
    const entries = given(withRevoked([], eve, { date: now, reason }));
    bench.write('ca.crl', given(await issueList({ crypto, now, ca, entries })).listPem);
    const said =
      /Reason Code:\s+(.+)/.exec(bench.openssl('crl', '-in', 'ca.crl', '-noout', '-text'))?.[1] ?? 'unspecified';
    expect(said.replaceAll(' ', '').replace('CACompromise', 'cACompromise').toLowerCase()).toBe(reason.toLowerCase());
  });

  it('of nobody is a list too', async () => {
    bench.write('ca.crl', given(await issueList({ crypto, now, ca, entries: [] })).listPem);
    expect(bench.openssl('crl', '-in', 'ca.crl', '-noout', '-text')).toContain('No Revoked Certificates');
  });

  it('has a higher number than the one before, whatever that was', async () => {
    const numberOf = (text: string) => {
      bench.write('ca.crl', text);
      return BigInt(bench.openssl('crl', '-in', 'ca.crl', '-noout', '-crlnumber').trim().replace('crlNumber=', ''));
    };
    const first = given(await issueList({ crypto, now, ca, entries: [] })).listPem;
    const second = given(await issueList({ crypto, now, ca, entries: [], previousPem: first })).listPem;
    expect(numberOf(second)).toBe(numberOf(first) + 1n);
  });

  it('is not signed by a CA that may not, nor for ever', async () => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', 'weak.key'];
    bench.write(
      'weak.cnf',
      '[req]\ndistinguished_name=dn\nx509_extensions=v3\n[dn]\n[v3]\nbasicConstraints=CA:TRUE\nkeyUsage=keyCertSign\n',
    );
    bench.openssl('req', '-x509', ...key, '-config', 'weak.cnf', '-subj', '/CN=x', '-out', 'weak.pem', '-days', '3000');
    const weak = { certificatePem: bench.read('weak.pem'), privateKeyPem: bench.read('weak.key') };
    expect(refusal(await issueList({ crypto, now: new Date(), ca: weak, entries: [] }))).toMatch(
      /^ca-without-crl-sign/,
    );
    expect(refusal(await issueList({ crypto, now, ca, entries: [], days: 400 }))).toMatch(/^days: .*366/);
  });
});

describe('the index beside a CA', () => {
  it('is what openssl ca reads: its list revokes the same', async () => {
    const [ada, bob] = [await issued('ada'), await issued('bob')];
    const entries = given(withRevoked([ada, bob], bob, { date: now, reason: 'superseded' }));
    bench.write('index.txt', writeIndex(entries));
    bench.write('index.txt.attr', 'unique_subject = no\n');
    bench.write('crlnumber', '01\n');
    bench.write('ca.cnf', '[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n');
    const by = ['-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key'];
    bench.openssl('ca', '-gencrl', ...by, '-crldays', '7', '-out', 'theirs.crl');
    const theirs = bench.openssl('crl', '-in', 'theirs.crl', '-noout', '-text');
    expect(theirs).toContain(`Serial Number: ${bob.serialNumber}`);
    expect(theirs).toMatch(/Reason Code:\s+Superseded/);
    expect(theirs).not.toContain(ada.serialNumber);
    // And what openssl revokes, we read.
    bench.openssl('ca', '-revoke', 'ada.pem', '-crl_reason', 'CACompromise', ...by);
    const read = given(readIndex(bench.read('index.txt')));
    const adas = read.find(({ serialNumber }) => serialNumber === ada.serialNumber);
    expect(adas?.revocation?.reason).toBe('cACompromise');
    expect(read).toHaveLength(2);
  });

  it('reads back what it writes, sorted, each certificate once', async () => {
    const [ada, bob] = [await issued('ada'), await issued('bob')];
    const late = { ...bob, serialNumber: '01', notAfter: new Date('2055-01-02T03:04:05Z') };
    const entries = given(
      withRevoked(withIssued([bob, ada], [ada, late]), bob, {
        date: new Date('2026-12-01T00:00:00Z'),
        reason: undefined,
      }),
    );
    const text = writeIndex(entries);
    expect(given(readIndex(text))).toEqual(
      entries.toSorted((a, b) => (a.serialNumber.padStart(40, '0') < b.serialNumber.padStart(40, '0') ? -1 : 1)),
    );
    expect(text).toContain('V\t20550102030405Z\t\t01\tbob.pem\t/CN=bob\n');
    expect(writeIndex(given(readIndex(text)))).toBe(text);
  });

  it('keeps a revocation that a merge left beside the line of before', () => {
    const line = (status: string, revoked: string) => `${status}\t271123095959Z\t${revoked}\t0A\ta.pem\t/CN=a\n`;
    for (const text of [line('V', '') + line('R', '261201000000Z'), line('R', '261201000000Z') + line('V', '')]) {
      expect(given(readIndex(text))).toMatchObject([{ serialNumber: '0A', revocation: { reason: undefined } }]);
    }
  });

  it('is not read where a line is no entry: a revocation could be lost', () => {
    for (const bad of [
      '<<<<<<< HEAD',
      'V\tx\t\t01\ta\t/CN=a',
      'R\t271123095959Z\t\t01\ta\t/CN=a',
      'V\t271123095959Z\t\tXY\ta\tb',
    ]) {
      expect(refusal(readIndex(`# note\n\n${bad}\n`)), bad).toMatch(/^index-unreadable: .*line 3 /);
    }
  });

  it('refuses to revoke twice, but lets a hold become final', async () => {
    const ada = await issued('ada');
    const held = given(withRevoked([ada], ada, { date: now, reason: 'certificateHold' }));
    const revoked = given(withRevoked(held, ada, { date: now, reason: 'keyCompromise' }));
    expect(revoked).toHaveLength(1);
    expect(refusal(withRevoked(revoked, ada, { date: now, reason: undefined }))).toMatch(
      /^already-revoked: \/CN=ada is revoked already, since 2026-11-23/,
    );
  });
});
