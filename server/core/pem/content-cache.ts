import { limits } from '../base/limits.ts';
import { type PemContent, readContent } from './content.ts';
import { isPrivateLabel } from './labels.ts';
import type { ScannedBlock } from './scan-pem.ts';

// One decoding for each distinct block text, across all documents and all their versions: a keystroke in a bundle of
// 5,000 certificates decodes the touched one. Private keys are never kept.
//
// A map keyed by the texts would hash every character of the bundle at every keystroke, some 8 million. Blocks are found
// by a sample of their characters instead, and then compared, at the speed of memory. Two generations bound what is
// kept: what was not seen again by the time the younger one is full is forgotten.

interface Entry {
  readonly text: string;
  readonly content: PemContent;
}

type Generation = Map<string, Entry[]>;

let young: Generation = new Map();
let old: Generation = new Map();
let characters = 0;

/** Blocks with the same sample that are kept: so many are made to be alike. */
const alikeKept = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The content of `block` in `text`: the same object for the same text of a block, as long as it is remembered. */
export function contentOf(text: string, block: ScannedBlock): PemContent {
  const slice = text.slice(block.span.start, block.span.end);
  if (isPrivateLabel(block.label) || !slice.isWellFormed()) return readContent(block, slice);
  const sample = sampleOf(slice);
  const known = find(young, sample, slice);
  if (known) return known.content;
  const before = find(old, sample, slice);
  if (before) {
    keep(sample, before);
    return before.content;
  }
  // A slice would keep the whole document alive, and so every version of it that was ever typed.
  const own = decoder.decode(encoder.encode(slice));
  const content = readContent(block, own);
  keep(sample, { text: own, content });
  return content;
}

/** Where a certificate's serial number stands, its middle, and its signature; a function of the text alone. */
function sampleOf(text: string): string {
  const middle = text.length >> 1;
  return text.slice(40, 72) + text.slice(middle, middle + 16) + text.slice(-64, -24);
}

function find(generation: Generation, sample: string, text: string): Entry | undefined {
  return generation.get(sample)?.find((entry) => entry.text === text);
}

function keep(sample: string, entry: Entry): void {
  if (characters + entry.text.length > limits.cachedPemCharacters) {
    old = young;
    young = new Map();
    characters = 0;
  }
  const alike = young.get(sample);
  // Where there is an entry, its key stays; a new one is made of the copy, for the same reason.
  if (alike) young.set(sample, [entry, ...alike].slice(0, alikeKept));
  else young.set(sampleOf(entry.text), [entry]);
  characters += entry.text.length;
}

/** Drops a content that turned out to hold a private key under another label. */
export function forgetContent(content: PemContent): void {
  for (const generation of [young, old]) {
    for (const [sample, entries] of generation) {
      if (entries.some((entry) => entry.content === content)) {
        generation.set(
          sample,
          entries.filter((entry) => entry.content !== content),
        );
      }
    }
  }
}
