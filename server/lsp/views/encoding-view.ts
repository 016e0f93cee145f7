import { toHex } from '../../core/asn1/hex.ts';
import { tags } from '../../core/asn1/tags.ts';
import { type Asn1Node, asn1Tree, cutOff } from '../../core/asn1/tree.ts';
import { type Localize, message } from '../../core/base/message.ts';
import { byteCount, grouped } from '../../core/base/quantity.ts';
import { algorithmName } from '../../core/x509/algorithm.ts';
import { curves } from '../../core/x509/curves.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import type { PageEncoding, PageValue } from '../protocol.ts';

/** Values of one object that are shown: twice what the certificates of the web have. */
const shownValues = 600;

/** Of all objects of a page: what an editor draws at once. */
const pageValues = 6_000;

/** Octets of one value that are shown. */
const shownOctets = 64;

/** The ASN.1 of the objects of one page, as far as it is public. */
export class EncodingViews {
  readonly #localize: Localize;
  readonly #binary: Uint8Array | undefined;
  #left = pageValues;

  /** `binary`: the file, where it is one object. */
  constructor(localize: Localize, binary: Uint8Array | undefined) {
    this.#localize = localize;
    this.#binary = binary;
  }

  of(object: PkiObject): PageEncoding | undefined {
    const bytes = this.#left > 0 ? publicBytes(object, this.#binary) : undefined;
    const limit = Math.min(shownValues, this.#left);
    const tree = bytes && asn1Tree(bytes, limit);
    if (!tree) return undefined;
    let count = 0;
    let isCut = false;
    const viewed = (nodes: readonly Asn1Node[]): PageValue[] =>
      nodes.flatMap((node) => {
        if (node === cutOff) isCut = true;
        const { type, text, children, element } = node;
        if (!element) return [];
        count++;
        const { bytes: all, contents, offset, length } = element;
        const header = all.subarray(0, all.length - length);
        const isEmpty = text === '' || isOctets(text, contents);
        return {
          type,
          ...(isEmpty ? {} : { text: element.tag === tags.objectIdentifier ? named(text) : text }),
          place: this.#localize(message('at {offset}', { offset: grouped(offset - header.length) })),
          size: this.#localize(byteCount(length)),
          header: toHex(header, ' ').toUpperCase(),
          ...(children.length > 0 ? { values: viewed(children) } : length > 0 ? { octets: octets(contents) } : {}),
        };
      });
    const values = viewed(tree);
    this.#left -= count;
    if (!isCut) return { values };
    const note = message('Only the first {count} values are shown.', { count: grouped(count) });
    return { values, note: this.#localize(note) };
  }
}

/** An identifier with its name, if it has one. */
function named(text: string): string {
  const name = algorithmName(text) ?? curves.get(text)?.name;
  return name === undefined ? text : `${text} (${name})`;
}

function octets(contents: Uint8Array): string {
  const shown = toHex(contents.subarray(0, shownOctets), ' ').toUpperCase();
  return contents.length > shownOctets ? `${shown} …` : shown;
}

/** Whether the text of a value is nothing but its octets, which stand beside it. */
function isOctets(text: string, contents: Uint8Array): boolean {
  const plain = text.replace('…', '');
  const hex = toHex(contents.subarray(0, shownOctets + 1)).toUpperCase();
  return plain.length % 2 === 0 && (hex.startsWith(plain) || hex.startsWith(plain, 2));
}

/** Never those of a private key, nor of what may hold one: key stores, contents that are signed or enveloped. */
function publicBytes({ value, block, within, problems }: PkiObject, binary: Uint8Array | undefined) {
  const isWhole = !within && problems.length === 0;
  const whole = isWhole ? (block ? block.der : binary) : undefined;
  switch (value?.kind) {
    case 'certificate':
    case 'certification-request':
    case 'certificate-list':
      return value.der;
    case 'public-key':
      return value.subjectPublicKeyInfo.der;
    case 'attribute-certificate':
    case 'ocsp-response':
    case 'parameters':
      return whole;
    case 'cms':
      return value.signedData && value.signedData.contentBytes === undefined ? whole : undefined;
    default:
      return undefined;
  }
}
