// The public half of a private key whose file does not carry it. Curve arithmetic is @noble/curves', built on first use
// from its abstract parts: its ready-made curves cost every start of the server some 30 ms, this costs nothing until a
// key needs it. Parameters: SEC 2 version 2 (2.4, 2.5, 2.6) and RFC 8032, 5.1.

import { type EdwardsPoint, edwards } from '@noble/curves/abstract/edwards.js';
import { type WeierstrassPoint, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { toHex } from '../asn1/hex.ts';

interface PrimeCurve {
  readonly p: bigint;
  readonly n: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly Gx: bigint;
  readonly Gy: bigint;
  readonly h: bigint;
}

const primeCurves: Readonly<Record<string, PrimeCurve>> = {
  'P-256': {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
    Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    h: 1n,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    a: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 4n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    Gx: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
    Gy: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
    h: 1n,
  },
  'P-521': {
    p: 2n ** 521n - 1n,
    n: 0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    a: 2n ** 521n - 4n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    Gx: 0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
    Gy: 0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
    h: 1n,
  },
  secp256k1: {
    p: 2n ** 256n - 2n ** 32n - 977n,
    n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    a: 0n,
    b: 7n,
    Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
    Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
    h: 1n,
  },
};

const ed25519 = {
  p: 2n ** 255n - 19n,
  n: 2n ** 252n + 27742317777372353535851937790883648493n,
  h: 8n,
  a: 2n ** 255n - 20n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
};

const points = new Map<string, WeierstrassPointCons<bigint>>();

function pointsOf(curve: string, parameters: PrimeCurve): WeierstrassPointCons<bigint> {
  const made = points.get(curve) ?? weierstrass(parameters);
  points.set(curve, made);
  return made;
}

let edwardsPoints: ReturnType<typeof edwards> | undefined;

interface Multiplied<P> {
  multiply(scalar: bigint): P;
  precompute(windowSize: number): P;
}

/** Keys of one curve after which a table of multiples pays off: making it takes as long as two keys, then each a fifth. */
const keysWithoutTable = 2;
const windowOfTable = 4;

/** The generator of a curve: a new point for the first keys, and then one that keeps its multiples. */
class Generator<P extends Multiplied<P>> {
  readonly #make: () => P;
  #uses = 0;
  #kept: P | undefined;

  constructor(make: () => P) {
    this.#make = make;
  }

  /** Not BASE itself: its table is larger, and pays off only after many keys. */
  multiply(scalar: bigint): P {
    if (this.#uses++ < keysWithoutTable) return this.#make().multiply(scalar);
    this.#kept ??= this.#make().precompute(windowOfTable);
    return this.#kept.multiply(scalar);
  }
}

const generators = new Map<string, Generator<WeierstrassPoint<bigint>>>();
let edwardsGenerator: Generator<EdwardsPoint> | undefined;

/** The uncompressed point (SEC 1, 2.3.3) of an EC private key; undefined for curves that are not here, and for no key. */
export function deriveEcPoint(curve: string, secret: Uint8Array): Uint8Array | undefined {
  const parameters = primeCurves[curve];
  const scalar = secret.length > 0 && secret.length <= 66 ? secretNumber(secret) : 0n;
  if (!parameters || scalar <= 0n || scalar >= parameters.n) return undefined;
  const Point = pointsOf(curve, parameters);
  const generator = generators.get(curve) ?? new Generator(() => Point.fromAffine(Point.BASE.toAffine()));
  generators.set(curve, generator);
  return generator.multiply(scalar).toBytes(false);
}

/** The public key of an Ed25519 seed (RFC 8032, 5.1.5). */
export function deriveEd25519(seed: Uint8Array): Uint8Array {
  const hash = sha512(seed).subarray(0, 32);
  hash[0] = (hash[0] ?? 0) & 0xf8;
  hash[31] = ((hash[31] ?? 0) & 0x7f) | 0x40;
  const scalar = secretNumber(hash.toReversed()) % ed25519.n;
  edwardsPoints ??= edwards(ed25519);
  const Point = edwardsPoints;
  edwardsGenerator ??= new Generator(() => Point.fromAffine(Point.BASE.toAffine()));
  return edwardsGenerator.multiply(scalar).toBytes();
}

/** Most bits of a DSA modulus that is worked with; FIPS 186-4 ends at 3,072. */
const longestModulus = 8192;

/** The magnitude of y = g^x mod p, for a DSA private key (FIPS 186-4, 4.1). */
export function deriveDsaPublic(p: Uint8Array, g: Uint8Array, x: Uint8Array): Uint8Array | undefined {
  if (p.length * 8 > longestModulus || g.length > p.length || x.length > 64 || p.length === 0) return undefined;
  const modulus = BigInt(`0x${toHex(p)}`);
  if (modulus < 3n) return undefined;
  let base = BigInt(`0x0${toHex(g)}`) % modulus;
  let result = 1n;
  for (let rest = secretNumber(x); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  const hex = result.toString(16);
  return Uint8Array.from((hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
}

/** Without a text in between, which would be kept until the next one takes its room. */
function secretNumber(octets: Uint8Array): bigint {
  let number = 0n;
  for (const octet of octets) number = (number << 8n) | BigInt(octet);
  return number;
}
