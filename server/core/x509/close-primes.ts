/** Largest whole number whose square is not above `n`, which has `bits` bits (Zimmermann, “Karatsuba Square Root”, 1999). */
function squareRoot(n: bigint, bits: number): bigint {
  const half = (bits - 1) >> 1;
  let root = 1n;
  let done = 0;
  for (let shift = 31 - Math.clz32(half); shift >= 0; shift--) {
    const before = done;
    done = half >> shift;
    root = (root << BigInt(done - before - 1)) + (n >> BigInt(2 * half - before - done + 1)) / root;
  }
  return root * root > n ? root - 1n : root;
}

/** Squares leave few remainders: of a hundred numbers one passes both, and needs a root. */
function mayBeSquare(n: bigint): boolean {
  return binaryEnds.has(Number(BigInt.asUintN(12, n))) && oddEnds.has(Number(n % oddModulus));
}

function squaresModulo(modulus: number): ReadonlySet<number> {
  return new Set(Array.from({ length: modulus }, (_, i) => (i * i) % modulus));
}

const binaryEnds = squaresModulo(4096);
const oddModulus = 3465n;
const oddEnds = squaresModulo(3465);

function isSquare(n: bigint): boolean {
  if (!mayBeSquare(n)) return false;
  const root = n === 0n ? 0n : squareRoot(n, n.toString(2).length);
  return root * root === n;
}

/**
 * Whether Fermat's method factors a modulus of `bits` bits in a few steps: its primes are so close that each is next to
 * its square root (Böck, CVE-2022-26320).
 */
export function hasClosePrimes(modulus: bigint, bits: number, steps = 3): boolean {
  if (modulus % 2n === 0n || bits < 64) return false;
  let middle = squareRoot(modulus, bits);
  if (middle * middle === modulus) return true;
  middle += 1n;
  let rest = middle * middle - modulus;
  for (let step = 0; step < steps; step++) {
    if (isSquare(rest)) return true;
    rest += 2n * middle + 1n;
    middle += 1n;
  }
  return false;
}
