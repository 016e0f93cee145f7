import { limits } from '../base/limits.ts';
import { type PemContent, readContent } from './content.ts';
import { isPrivateLabel } from './labels.ts';
import type { ScannedBlock } from './scan-pem.ts';

// One decoding for each distinct block text, across all documents and all their versions: a keystroke in a bundle of
// 5,000 certificates decodes the touched one. Two generations bound it: what was not seen again by the time the younger
// one is full is forgotten. Private keys are never kept.

interface Entry {
  readonly key: string;
  readonly content: PemContent;
}

let young = new Map<string, Entry>();
let old = new Map<string, Entry>();
let characters = 0;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The content of `block` in `text`: the same object for the same text of a block, as long as it is remembered. */
export function contentOf(text: string, block: ScannedBlock): PemContent {
  const slice = text.slice(block.span.start, block.span.end);
  if (isPrivateLabel(block.label) || !slice.isWellFormed()) return readContent(block, slice);
  const known = young.get(slice);
  if (known) return known.content;
  const before = old.get(slice);
  if (before) {
    keep(before);
    return before.content;
  }
  // A slice would keep the whole document alive, and so every version of it that was ever typed.
  const key = decoder.decode(encoder.encode(slice));
  const content = readContent(block, key);
  keep({ key, content });
  return content;
}

function keep(entry: Entry): void {
  if (characters + entry.key.length > limits.cachedPemCharacters) {
    old = young;
    young = new Map();
    characters = 0;
  }
  young.set(entry.key, entry);
  characters += entry.key.length;
}

/** Drops a content that turned out to hold a private key under another label. */
export function forgetContent(content: PemContent): void {
  for (const generation of [young, old]) {
    for (const [key, entry] of generation) if (entry.content === content) generation.delete(key);
  }
}
