import { message, verbatim } from '../base/message.ts';
import type { DerReader } from './der-reader.ts';
import { toHex } from './hex.ts';
import { SeenBytes } from './seen-bytes.ts';
import { tags } from './tags.ts';

/** Longest identifier that is read; the longest in use have some 20 octets. */
const longest = 64;

/** An OBJECT IDENTIFIER in dotted form: `2.5.29.17`. */
export function readObjectIdentifier(der: DerReader, what: string, tag: number = tags.objectIdentifier): string {
  der.take(what, tag);
  const { source, contentsStart, contentsEnd } = der;
  // The same few dozen identifiers fill every certificate.
  const known = seen.get(source, contentsStart, contentsEnd);
  if (known !== undefined) return known;
  const contents = source.subarray(contentsStart, contentsEnd);
  const dotted = decodeObjectIdentifier(contents);
  if (dotted === undefined) {
    const found = contents.length === 0 ? message('no bytes') : verbatim(toHex(contents.subarray(0, 24), ' '));
    der.fail(what, { code: 'value', expected: message('an OBJECT IDENTIFIER'), found }, der.contentsOffset);
    return '';
  }
  return dotted;
}

const seen = new SeenBytes<string>(2000);

/** Content octets to dotted form (X.690, 8.19); undefined where they are none, or an arc is padded. */
export function decodeObjectIdentifier(contents: Uint8Array): string | undefined {
  if (contents.length === 0 || contents.length > longest) return undefined;
  const known = seen.get(contents);
  if (known !== undefined) return known;
  const dotted = internalised(decode(contents));
  if (dotted !== undefined) seen.put(contents, dotted);
  return dotted;
}

/** Identifiers that are worth it: all that are in use are some hundred. */
const mostInternalised = 5_000;
let internalisedCount = 0;

/** The same text as the name of a property: engines then compare it with the literals of the code by address. */
function internalised(text: string | undefined): string | undefined {
  if (text === undefined || internalisedCount++ >= mostInternalised) return text;
  return Object.keys({ [text]: true })[0];
}

function decode(contents: Uint8Array): string | undefined {
  const arcs: bigint[] = [];
  let arc = 0n;
  let isFresh = true;
  for (const octet of contents) {
    // A leading empty septet would give an arc two encodings.
    if (isFresh && octet === 0x80) return undefined;
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    isFresh = octet < 0x80;
    if (!isFresh) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  if (!isFresh) return undefined;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

/** The DER of a dotted identifier, for structures we write ourselves. */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) septets.unshift(128 | (left % 128));
    return septets;
  });
  return Uint8Array.of(tags.objectIdentifier, octets.length, ...octets);
}
