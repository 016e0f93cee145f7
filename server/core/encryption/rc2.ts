/**
 * RC2-CBC (RFC 2268), decryption alone: what PKCS#12 files were encrypted with for twenty years (`pbeWithSHAAnd40BitRC2-CBC`),
 * and what `openssl pkcs12 -legacy`, Windows and Java still read and write. WebCrypto has no RC2.
 */

/** PITABLE (RFC 2268, section 2): the digits of pi. */
const pi = Uint8Array.from(
  (
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad'
  )
    .match(/../g)
    ?.map((octet) => Number.parseInt(octet, 16)) ?? [],
);

/** `effectiveBits` is 40 or 128 here. The padding is left in place; `encrypted` is whole blocks of 8. */
export function decryptRc2Cbc(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  encrypted: Uint8Array,
): Uint8Array {
  const words = expand(key, effectiveBits);
  const out = new Uint8Array(encrypted.length);
  const r = new Uint16Array(4);
  for (let at = 0; at < encrypted.length; at += 8) {
    for (let i = 0; i < 4; i++) r[i] = octet(encrypted, at + 2 * i) | (octet(encrypted, at + 2 * i + 1) << 8);
    decryptBlock(r, words);
    for (let i = 0; i < 8; i++) {
      const previous = at === 0 ? octet(iv, i) : octet(encrypted, at - 8 + i);
      out[at + i] = (word(r, i >> 1) >> (8 * (i & 1))) ^ previous;
    }
  }
  return out;
}

/** Section 2: key expansion. */
function expand(key: Uint8Array, effectiveBits: number): Uint16Array {
  const l = new Uint8Array(128);
  l.set(key.subarray(0, 128));
  for (let i = key.length; i < 128; i++) l[i] = octet(pi, (octet(l, i - 1) + octet(l, i - key.length)) & 0xff);
  const t8 = (effectiveBits + 7) >> 3;
  const mask = 0xff >> (8 * t8 - effectiveBits);
  l[128 - t8] = octet(pi, octet(l, 128 - t8) & mask);
  for (let i = 127 - t8; i >= 0; i--) l[i] = octet(pi, octet(l, i + 1) ^ octet(l, i + t8));
  return Uint16Array.from({ length: 64 }, (_, i) => octet(l, 2 * i) | (octet(l, 2 * i + 1) << 8));
}

const shifts = [1, 2, 3, 5];

/** Section 4: five rounds of mixing, one of mashing, six, one, five; all backwards. */
function decryptBlock(r: Uint16Array, words: Uint16Array): void {
  let j = 63;
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const shift = shifts[i] ?? 0;
      const rotated = (word(r, i) >> shift) | (word(r, i) << (16 - shift));
      const last = word(r, (i + 3) & 3);
      r[i] = rotated - word(words, j--) - (last & word(r, (i + 2) & 3)) - (~last & word(r, (i + 1) & 3));
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i--) r[i] = word(r, i) - word(words, word(r, (i + 3) & 3) & 63);
    }
  }
}

function octet(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function word(words: Uint16Array, at: number): number {
  return words[at] ?? 0;
}
