import { visible } from '../base/visible.ts';

// Parameters of Punycode for domain names (RFC 3492, 5).
const base = 36;
const smallest = 1;
const largest = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialPoint = 128;

/** Longest label of a domain name (RFC 1035, 2.3.4). */
const longestLabel = 63;

/** What a browser may show in place of a name with `xn--` in it; undefined for any other, and for what decodes to nothing. */
export function unicodeName(name: string): string | undefined {
  if (name.length > 253 || !/(^|\.)xn--/i.test(name)) return undefined;
  const labels = name.split('.').map((label) => (/^xn--/i.test(label) ? decodeLabel(label.slice(4)) : label));
  return labels.includes(undefined) ? undefined : visible(labels.join('.'));
}

/** RFC 3492, 6.2. */
function decodeLabel(text: string): string | undefined {
  if (text.length > longestLabel || !/^[a-z0-9-]+$/i.test(text)) return undefined;
  const delimiter = text.lastIndexOf('-');
  const points = [...text.slice(0, Math.max(0, delimiter))].map((character) => character.codePointAt(0) ?? 0);
  let at = delimiter < 0 ? 0 : delimiter + 1;
  let point = initialPoint;
  let index = 0;
  let bias = initialBias;
  while (at < text.length) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      index += digit * weight;
      if (index > 0x10ffff * (longestLabel + 1)) return undefined;
      const threshold = k <= bias ? smallest : Math.min(k - bias, largest);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const count = points.length + 1;
    bias = adapt(index - before, count, before === 0);
    point += Math.floor(index / count);
    index %= count;
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    points.splice(index++, 0, point);
  }
  return String.fromCodePoint(...points);
}

function digitOf(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 26 ? letter : undefined;
}

/** RFC 3492, 6.1. */
function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((base - smallest) * largest) >> 1; k += base) rest = Math.floor(rest / (base - smallest));
  return k + Math.floor(((base - smallest + 1) * rest) / (rest + skew));
}
