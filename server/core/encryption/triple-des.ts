/**
 * DES-EDE3-CBC (FIPS 46-3). WebCrypto has no DES, but until version 3.5 `openssl req` encrypted every new CA key with
 * it, so these keys have to be readable; and old Windows and Java open no PKCS#12 that is encrypted with anything newer.
 * A key file is some hundred blocks: clarity before speed.
 */

// FIPS 46-3's tables: bit positions count from 1 at the left.
const initialPermutation = [
  58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24,
  16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31,
  23, 15, 7,
];
const finalPermutation = [
  40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31, 38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21,
  61, 29, 36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27, 34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9, 49,
  17, 57, 25,
];
const expansion = [
  32, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13, 12, 13, 14, 15, 16, 17, 16, 17, 18, 19, 20, 21, 20, 21, 22,
  23, 24, 25, 24, 25, 26, 27, 28, 29, 28, 29, 30, 31, 32, 1,
];
const roundPermutation = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
const keyPermutation = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
  47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
const keyCompression = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
  40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const keyShifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
/** S1 to S8: four rows of sixteen, a hexadecimal digit each. */
const substitutions = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
].map((box) => box.split(' ').map((row) => [...row].map((digit) => Number.parseInt(digit, 16))));

/** One bit an element, the most significant first. */
type Bits = readonly number[];

/** `key` has 24 octets, `iv` 8, `encrypted` a multiple of 8. The padding is left in place. */
export function decryptTripleDesCbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const [first, second, third] = [0, 8, 16].map((at) => roundKeys(toBits(key.subarray(at, at + 8))));
  if (!first || !second || !third) throw new Error('three keys are asked for, three are made');
  const decrypted = new Uint8Array(encrypted.length);
  let previous = toBits(iv);
  for (let at = 0; at < encrypted.length; at += 8) {
    const block = toBits(encrypted.subarray(at, at + 8));
    // Decrypt, encrypt, decrypt, with the keys in reverse: DES decrypts by taking the round keys backwards.
    const plain = des(des(des(block, third.toReversed()), second), first.toReversed());
    decrypted.set(toBytes(xor(plain, previous)), at);
    previous = block;
  }
  return decrypted;
}

/** As `decryptTripleDesCbc`; `plain` is padded to a multiple of 8 already. */
export function encryptTripleDesCbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const [first, second, third] = [0, 8, 16].map((at) => roundKeys(toBits(key.subarray(at, at + 8))));
  if (!first || !second || !third) throw new Error('three keys are asked for, three are made');
  const encrypted = new Uint8Array(plain.length);
  let previous = toBits(iv);
  for (let at = 0; at < plain.length; at += 8) {
    const block = xor(toBits(plain.subarray(at, at + 8)), previous);
    previous = des(des(des(block, first), second.toReversed()), third);
    encrypted.set(toBytes(previous), at);
  }
  return encrypted;
}

function des(block: Bits, keys: readonly Bits[]): Bits {
  const start = permute(block, initialPermutation);
  let left: Bits = start.slice(0, 32);
  let right: Bits = start.slice(32);
  for (const key of keys) [left, right] = [right, xor(left, round(right, key))];
  return permute([...right, ...left], finalPermutation);
}

function round(half: Bits, key: Bits): Bits {
  const mixed = xor(permute(half, expansion), key);
  const substituted = substitutions.flatMap((box, i) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mixed.slice(i * 6, i * 6 + 6);
    const value = box[a * 2 + f]?.[b * 8 + c * 4 + d * 2 + e] ?? 0;
    return [(value >> 3) & 1, (value >> 2) & 1, (value >> 1) & 1, value & 1];
  });
  return permute(substituted, roundPermutation);
}

function roundKeys(key: Bits): Bits[] {
  const permuted = permute(key, keyPermutation);
  let left = permuted.slice(0, 28);
  let right = permuted.slice(28);
  return keyShifts.map((shift) => {
    left = [...left.slice(shift), ...left.slice(0, shift)];
    right = [...right.slice(shift), ...right.slice(0, shift)];
    return permute([...left, ...right], keyCompression);
  });
}

function permute(bits: Bits, table: readonly number[]): Bits {
  return table.map((position) => bits[position - 1] ?? 0);
}

function xor(a: Bits, b: Bits): Bits {
  return a.map((bit, i) => bit ^ (b[i] ?? 0));
}

function toBits(octets: Uint8Array): Bits {
  return [...octets].flatMap((octet) => [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => (octet >> shift) & 1));
}

function toBytes(bits: Bits): Uint8Array {
  return Uint8Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((octet, bit) => octet * 2 + bit, 0),
  );
}
