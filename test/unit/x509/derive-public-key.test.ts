import { createECDH, generateKeyPairSync } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { deriveEcPoint, deriveEd25519 } from '../../../server/core/x509/derive-public-key.ts';
import { cpuTime } from '../../support/cpu-time.ts';

/** Name, OpenSSL's name, and the order of the group. */
const curves = [
  ['P-256', 'prime256v1', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  [
    'P-384',
    'secp384r1',
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  ],
  [
    'P-521',
    'secp521r1',
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  ],
  ['secp256k1', 'secp256k1', 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n],
] as const;

function octets(value: bigint, order: bigint): Uint8Array {
  const digits = 2 * Math.ceil(order.toString(16).length / 2);
  return Buffer.from(value.toString(16).padStart(digits, '0'), 'hex');
}

describe.each(curves)('%s', (name, openssl, order) => {
  const edges = [1n, 2n, 3n, 4n, 5n, (order - 1n) / 2n, (order + 1n) / 2n, order - 3n, order - 2n, order - 1n];
  test.each(edges.map((scalar) => [scalar]))('the point of %i is OpenSSL’s', (scalar) => {
    const theirs = createECDH(openssl);
    theirs.setPrivateKey(octets(scalar, order));
    expect(deriveEcPoint(name, octets(scalar, order))).toEqual(Uint8Array.from(theirs.getPublicKey()));
  });

  test('the points of fresh keys are OpenSSL’s', () => {
    for (let i = 0; i < 20; i++) {
      const theirs = createECDH(openssl);
      const point = theirs.generateKeys();
      expect(deriveEcPoint(name, theirs.getPrivateKey())).toEqual(Uint8Array.from(point));
    }
  });

  test.each([0n, order, order + 1n])('%i is no key', (scalar) => {
    expect(deriveEcPoint(name, octets(scalar, order))).toBeUndefined();
  });
});

test('public keys of Ed25519 seeds are OpenSSL’s', () => {
  for (let i = 0; i < 50; i++) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const seed = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
    const theirs = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    expect(deriveEd25519(seed)).toEqual(Uint8Array.from(theirs));
  }
});

test('of many keys each takes a part of the time that the first take', () => {
  const keys = Array.from({ length: 40 }, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  });
  const timeOf = (some: readonly Uint8Array[], derive: (seed: Uint8Array) => void): number => {
    const used = cpuTime();
    for (const seed of some) derive(seed);
    return used();
  };
  timeOf(keys, deriveEd25519);
  const alone = (seed: Uint8Array): void => {
    const scalar = BigInt(`0x${Buffer.from(seed).toString('hex')}`) % 2n ** 252n;
    ed25519.Point.fromAffine(ed25519.Point.BASE.toAffine())
      .multiply(scalar + 1n)
      .toBytes();
  };
  timeOf(keys.slice(0, 20), alone);
  expect(timeOf(keys, deriveEd25519)).toBeLessThan(timeOf(keys, alone) * 0.6);
});
