/** RFC 4158: names find issuers, signatures decide, and no set of certificates makes the search endless. */
import { expect, test } from 'vitest';
import { ecKey, type Issued, type TestKey } from '../../support/chain-maker.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { answer, ca, judge, leaf } from './chains.ts';

const expired = { notAfter: new Date('2026-02-01T00:00:00Z') };

test('the way past an expired cross-certificate is found', async () => {
  const key = await ecKey();
  const old = await ca('Old root', undefined);
  const root = await ca('Root', undefined, { key });
  const cross = await ca('Root', old, { key, ...expired });
  const middle = await ca('Intermediate', root);
  const report = await judge([await leaf(middle), cross, middle, root], [old, root]);
  expect(answer(report)).toBe('trusted');
  expect(report.path.certificates.at(-1)).toBe(root.certificate);
});

test('of CAs of the same name, the one whose key signed is taken', async () => {
  const roots = await Promise.all([1, 2, 3].map(() => ca('Root', undefined)));
  for (const root of roots) {
    const report = await judge([await leaf(root)], roots);
    expect(answer(report)).toBe('trusted');
    expect(report.path.certificates[1]).toBe(root.certificate);
  }
});

test('a CA of the right name with another key is said to be that', async () => {
  const right = await ca('Root', undefined);
  const wrong = await ca('Root', undefined);
  expect(answer(await judge([await leaf(right)], [wrong]))).toBe('signature-invalid@0');
});

test('a self-signed certificate is its own issuer, whoever else has its name', async () => {
  const root = await ca('Root', undefined);
  const namesake = await ca('Same', root);
  const alone = await ca('Same', undefined);
  expect(answer(await judge([alone, namesake], []))).toBe('anchor-not-trusted@0');
  expect(answer(await judge([alone, namesake], [root]))).toBe('anchor-not-trusted@0');
  expect(answer(await judge([alone], [namesake]))).toBe('anchor-not-trusted@0');
});

test('a certificate that copies the signature of another shadows it nowhere', async () => {
  const root = await ca('Root', undefined);
  const genuine = await ca('Intermediate', root);
  const copied = genuine.certificate.signatureValue;
  const key: TestKey = { ...(await ecKey()), sign: async () => copied };
  // The same name, serial number and signature, another key; and one that differs in its dates alone.
  const { serialNumber: serial } = genuine.certificate;
  const signer = { ...root, key };
  const otherKey = await ca('Intermediate', signer, { serial });
  const otherDates = await ca('Intermediate', signer, { serial, key: genuine.key, notAfter: new Date('2030-01-01') });
  expect([otherKey, otherDates].map(({ certificate }) => certificate.signatureValue)).toEqual([copied, copied]);
  const target = await leaf(genuine);
  for (const pool of [
    [otherKey, otherDates, genuine],
    [genuine, otherDates, otherKey],
  ]) {
    const report = await judge([target, ...pool], [root]);
    expect(answer(report)).toBe('trusted');
    expect(report.path.certificates[1]).toBe(genuine.certificate);
    expect(answer(await judge([target, ...pool.filter((one) => one !== genuine)], [root]))).toBe('signature-invalid@1');
  }
  // Nor an anchor, whose signature counts for nothing.
  const impostor = await ca('Root', undefined, {
    key: { ...(await ecKey()), sign: async () => root.certificate.signatureValue },
  });
  expect(answer(await judge([target, genuine, impostor], [root]))).toBe('trusted');
  expect(answer(await judge([target, genuine], [impostor, root]))).toBe('trusted');
});

test('a missing intermediate and an untrusted root are told apart', async () => {
  const root = await ca('Root', undefined);
  const middle = await ca('Intermediate', root);
  const target = await leaf(middle);
  expect(answer(await judge([target], [root]))).toBe('issuer-not-found@0');
  expect(answer(await judge([target, middle], []))).toBe('issuer-not-found@1');
  const report = await judge([target, middle, root], []);
  expect(answer(report)).toBe('anchor-not-trusted@2');
  expect(report.path.certificates).toHaveLength(3);
});

test('CAs that certify each other are left again', async () => {
  const root = await ca('Root', undefined);
  const [a, b] = [await ecKey(), await ecKey()];
  const first = await ca('A', undefined, { key: a });
  const second = await ca('B', undefined, { key: b });
  const aByB = await ca('A', second, { key: a });
  const bByA = await ca('B', first, { key: b });
  const aByRoot = await ca('A', root, { key: a });
  const target = await leaf(bByA);
  expect(answer(await judge([target, bByA, aByB, aByRoot], [root]))).toBe('trusted');
  expect(answer(await judge([target, bByA, aByB], [root]))).toMatch(/issuer-not-found/);
});

test('a hundred CAs that all could have signed each other end in a verdict that says so', async () => {
  const root = await ca('Same', undefined);
  const layers: Issued[] = [];
  let issuer = await ca('Same', undefined);
  for (let i = 0; i < 100; i++) {
    issuer = await ca('Same', issuer);
    layers.push(issuer);
  }
  const used = cpuTime();
  const report = await judge([await leaf(issuer), ...layers], [root]);
  expect(report.verdict).toBe('indeterminate');
  expect(report.failures[0]).toMatchObject({ code: 'budget-reached' });
  expect(used()).toBeLessThan(2_000);
});

test('a path longer than the depth is not followed to the end', async () => {
  const root = await ca('Root', undefined);
  const path: Issued[] = [];
  let issuer = root;
  for (let i = 0; i < 12; i++) {
    issuer = await ca(`CA ${i}`, issuer);
    path.unshift(issuer);
  }
  const target = await leaf(issuer);
  expect(answer(await judge([target, ...path], [root]))).toBe('trusted');
  const report = await judge([target, ...path], [root], { budget: { depth: 8 } });
  expect(answer(report)).toBe('indeterminate: path-too-long@7');
});

test('the order and the repetition of certificates do not matter', async () => {
  const root = await ca('Root', undefined);
  const upper = await ca('Upper', root);
  const lower = await ca('Lower', upper);
  const target = await leaf(lower);
  for (const pool of [
    [upper, lower, root],
    [lower, upper, lower, target],
  ]) {
    const report = await judge([target, ...pool], [root]);
    expect(report.path.certificates).toEqual([target, lower, upper, root].map(({ certificate }) => certificate));
  }
});
