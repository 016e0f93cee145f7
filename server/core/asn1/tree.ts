import { limits } from '../base/limits.ts';
import { visible } from '../base/visible.ts';
import { type DerElement, DerReader } from './der-reader.ts';
import { toHex } from './hex.ts';
import { decodeObjectIdentifier } from './object-identifier.ts';
import { objectIdentifierName } from './object-identifier-names.ts';
import { decodeLatin1, isStringTag, readString } from './string.ts';
import { tagName, tags } from './tags.ts';

/** One value of bytes that nobody has a reader for. */
export interface Asn1Node {
  /** `SEQUENCE`, `[3]` … */
  readonly type: string;
  /** The value of a primitive type; empty for a constructed one. */
  readonly text: string;
  readonly children: readonly Asn1Node[];
  /** Its octets, with its place among all. */
  readonly element?: DerElement;
}

/** Octets of one value that are shown. */
const shownOctets = 64;

/** Characters of one value that are shown. */
const shownCharacters = 200;

/** Stands where more is not shown. */
export const cutOff: Asn1Node = { type: '…', text: '', children: [] };

/**
 * What DER says by itself: types, texts, numbers and identifiers. At most so many values, `limits.treeDepth` deep;
 * undefined where the bytes are not DER.
 */
export function asn1Tree(bytes: Uint8Array, nodes: number = limits.treeNodes): readonly Asn1Node[] | undefined {
  return readAll(DerReader.over(bytes), { nodes }, 0);
}

/** The tree as lines, two spaces deeper a level. */
export function asn1Lines(nodes: readonly Asn1Node[], indent = ''): string[] {
  return nodes.flatMap(({ type, text, children }) => [
    `${indent}${type}${text === '' ? '' : ` ${text}`}`,
    ...asn1Lines(children, `${indent}  `),
  ]);
}

function readAll(der: DerReader, left: { nodes: number }, depth: number): Asn1Node[] | undefined {
  const nodes: Asn1Node[] = [];
  while (!der.atEnd) {
    if (left.nodes-- <= 0 || depth > limits.treeDepth) return [...nodes, cutOff];
    const element = der.element('value');
    if (der.failure) return undefined;
    const type = tagName(element.tag);
    if (element.tag & 0x20) {
      const children = readAll(DerReader.over(element.contents, element.offset), left, depth + 1);
      if (!children) return undefined;
      nodes.push({ type, text: '', children, element });
    } else {
      const held = heldIn(element, left, depth);
      nodes.push({ type, text: held ? '' : textOf(element), children: held ?? [], element });
    }
  }
  return der.failure ? undefined : nodes;
}

/** An OCTET STRING or BIT STRING often holds DER again. */
function heldIn({ tag, contents, offset }: DerElement, left: { nodes: number }, depth: number): Asn1Node[] | undefined {
  const inner = tag === tags.bitString && contents[0] === 0 ? contents.subarray(1) : contents;
  const mayHold = tag === tags.octetString || (tag === tags.bitString && contents[0] === 0);
  if (!mayHold || inner.length < 2 || (inner[0] !== tags.sequence && inner[0] !== tags.set)) return undefined;
  if (DerReader.over(inner).peekLength() !== inner.length) return undefined;
  const at = offset + contents.length - inner.length;
  return readAll(DerReader.over(inner, at), left, depth + 1);
}

function textOf(element: DerElement): string {
  const { tag, contents } = element;
  switch (tag) {
    case tags.boolean:
      return contents[0] === 0 ? 'FALSE' : 'TRUE';
    case tags.null:
      return '';
    case tags.integer:
    case tags.enumerated:
      return numberText(contents);
    case tags.objectIdentifier: {
      const dotted = decodeObjectIdentifier(contents);
      if (dotted === undefined) return octets(contents);
      const name = objectIdentifierName(dotted);
      return name === dotted ? dotted : `${dotted} (${name})`;
    }
    case tags.utcTime:
    case tags.generalizedTime:
      return characters(decodeLatin1(contents.subarray(0, shownCharacters)));
    case tags.bitString:
      return octets(contents.subarray(1));
    case tags.octetString:
      return octets(contents);
    default:
      return isStringTag(tag) ? quoted(readString(DerReader.over(element.bytes), 'value')) : primitive(contents);
  }
}

/** Of an implicitly tagged value nobody says the type: text where it looks like it. */
function primitive(contents: Uint8Array): string {
  const text = decodeLatin1(contents.subarray(0, shownCharacters + 1));
  return text !== '' && /^[ -~]+$/.test(text) ? quoted(text) : octets(contents);
}

function numberText(contents: Uint8Array): string {
  if (contents.length === 0 || contents.length > 8) return octets(contents);
  return String(BigInt.asIntN(contents.length * 8, BigInt(`0x${toHex(contents)}`)));
}

function octets(contents: Uint8Array): string {
  return toHex(contents.subarray(0, shownOctets)).toUpperCase() + (contents.length > shownOctets ? '…' : '');
}

function quoted(text: string): string {
  return `“${characters(text)}”`;
}

function characters(text: string): string {
  return visible(text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text);
}
