import { expect, test } from 'vitest';
import { greatestCommonDivisor } from '../../../server/core/workspace/greatest-common-divisor.ts';
import { cpuTime } from '../../support/cpu-time.ts';

function euclid(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}

function random(bits: number): bigint {
  const octets = crypto.getRandomValues(new Uint8Array(Math.ceil(bits / 8)));
  return BigInt(`0x0${Buffer.from(octets).toString('hex')}`) >> BigInt(octets.length * 8 - bits);
}

test('it is what Euclid says, of numbers of all lengths', () => {
  expect([
    greatestCommonDivisor(0n, 0n),
    greatestCommonDivisor(0n, 6n),
    greatestCommonDivisor(6n, 0n),
    greatestCommonDivisor(4n, 6n),
  ]).toEqual([0n, 6n, 6n, 2n]);
  for (let bits = 1; bits < 300; bits++) {
    for (const other of [1, 7, 49, 50, 51, 64, 150, bits]) {
      const common = random(1 + ((bits * 13) % 120));
      const [a, b] = [common * random(bits), common * random(other)];
      if (greatestCommonDivisor(a, b) !== euclid(a, b)) throw new Error(`${a} and ${b}`);
    }
  }
  // Quotients that are all one, and very long ones.
  let [a, b] = [1n, 1n];
  for (let i = 0; i < 3000; i++) [a, b] = [a + b, a];
  expect(greatestCommonDivisor(a, b)).toBe(1n);
  expect(greatestCommonDivisor(2n ** 3000n, 2n ** 5n * 3n)).toBe(32n);
  expect(greatestCommonDivisor(2n ** 2048n - 1n, 2n ** 1024n - 1n)).toBe(2n ** 1024n - 1n);
});

test('of moduli it takes less than Euclid', () => {
  const pairs = Array.from({ length: 150 }, () => [random(3072), random(3072)] as const);
  const timeOf = (divisor: (a: bigint, b: bigint) => bigint): number => {
    for (const [a, b] of pairs.slice(0, 20)) divisor(a, b);
    const used = cpuTime();
    for (const [a, b] of pairs) divisor(a, b);
    return used();
  };
  expect(timeOf(greatestCommonDivisor)).toBeLessThan(timeOf(euclid) * 0.8);
});
