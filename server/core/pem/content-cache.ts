import { limits } from '../base/limits.ts';
import { type AsciiBlock, type PemContent, readContent } from './content.ts';
import { isPrivateLabel } from './labels.ts';
import type { ScannedBlock } from './scan-pem.ts';
import { SharedOctets } from './shared-octets.ts';

// One decoding for each distinct block text, across all documents and all their versions: a keystroke in a bundle of
// 5,000 certificates decodes the touched one. Private keys are never kept.
//
// A map keyed by the texts would hash every character of the bundle at every keystroke, some 8 million. Blocks are found
// by a sample of their characters instead, and then compared, at the speed of memory. Two generations bound what is
// kept: what was not seen again by the time the younger one is full is forgotten.

interface Entry {
  text: string;
  readonly content: PemContent;
  /** The same for those whose texts are parts of one copy. */
  readonly copy: number;
}

type Generation = Map<number, Entry[]>;

let young: Generation = new Map();
let old: Generation = new Map();
let characters = 0;
let copies = 0;

/** Blocks with the same sample that are kept: so many are made to be alike. */
const alikeKept = 64;

/** Blocks whose texts are copied as one: each keeps all of these alive. */
const copiedAtOnce = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The contents of blocks in `text`: the same objects for the same texts of blocks, as long as they are remembered. */
export function contentsOf(text: string, blocks: readonly ScannedBlock[]): readonly PemContent[] {
  const contents: PemContent[] = [];
  /** Of blocks that were not seen before: where in `contents` each belongs. */
  let waiting: Waiting[] = [];
  const read = (): void => {
    readAll(waiting, contents);
    waiting = [];
  };
  for (const [at, block] of blocks.entries()) {
    const slice = text.slice(block.span.start, block.span.end);
    const isKept = !isPrivateLabel(block.label) && slice.isWellFormed();
    const content = isKept ? recall(slice) : readContent(block, slice);
    if (content) contents[at] = content;
    else waiting.push({ at, block, slice });
    if (waiting.length >= copiedAtOnce) read();
  }
  read();
  return contents;
}

function recall(slice: string): PemContent | undefined {
  const sample = sampleOf(slice);
  const known = find(young, sample, slice);
  if (known) return known.content;
  const before = find(old, sample, slice);
  if (before) keep(sample, before);
  return before?.content;
}

interface Waiting {
  readonly at: number;
  readonly block: ScannedBlock;
  readonly slice: string;
}

/** A slice would keep the whole document alive, and so every version of it that was ever typed. */
function copied(text: string): string {
  return decoder.decode(encoder.encode(text));
}

function readAll(waiting: readonly Waiting[], contents: PemContent[]): void {
  const joined = waiting.map(({ slice }) => slice).join('');
  const utf8 = encoder.encode(joined);
  const copy = decoder.decode(utf8);
  const isAscii = utf8.length === joined.length;
  copies++;
  let start = 0;
  for (const { at, block, slice } of waiting) {
    const own = copy.slice(start, start + slice.length);
    const isPlain = isAscii && block.label === 'CERTIFICATE';
    contents[at] = readNew(block, own, isPlain ? { ascii: utf8, start, octets } : undefined);
    start += slice.length;
  }
}

function readNew(block: ScannedBlock, own: string, ascii: AsciiBlock | undefined): PemContent {
  const sample = sampleOf(own);
  // Of two that are alike in one text.
  const known = find(young, sample, own);
  if (known) return known.content;
  const content = readContent(block, own, ascii);
  keep(sample, { text: own, content, copy: copies });
  return content;
}

const octets = new SharedOctets();

/** Where a certificate's serial number stands, its middle, and its signature; a function of the text alone. */
function sampleOf(text: string): number {
  const { length } = text;
  const middle = length >> 1;
  let sample = sampled(text, 40, Math.min(72, length), length);
  sample = sampled(text, middle, Math.min(middle + 16, length), sample);
  return sampled(text, Math.max(0, length - 64), Math.max(0, length - 24), sample);
}

function sampled(text: string, start: number, end: number, before: number): number {
  let sample = before;
  for (let at = start; at < end; at++) sample = (Math.imul(sample, 31) + text.charCodeAt(at)) | 0;
  return sample;
}

function find(generation: Generation, sample: number, text: string): Entry | undefined {
  const alike = generation.get(sample);
  if (!alike) return undefined;
  for (const entry of alike) if (entry.text === text) return entry;
  return undefined;
}

function keep(sample: number, entry: Entry): void {
  if (characters + entry.text.length > limits.cachedPemCharacters) {
    old = young;
    young = new Map();
    characters = 0;
  }
  const alike = young.get(sample);
  young.set(sample, alike ? [entry, ...alike].slice(0, alikeKept) : [entry]);
  characters += entry.text.length;
}

/** Drops a content that turned out to hold a private key under another label. */
export function forgetContent(content: PemContent): void {
  const forgotten = new Set<number>();
  for (const generation of [young, old]) {
    for (const [sample, entries] of generation) {
      const found = entries.find((entry) => entry.content === content);
      if (!found) continue;
      forgotten.add(found.copy);
      generation.set(
        sample,
        entries.filter((entry) => entry !== found),
      );
    }
  }
  // Others would keep the copy that its text is a part of.
  for (const generation of [young, old]) {
    for (const entries of generation.values()) {
      for (const entry of entries) if (forgotten.has(entry.copy)) entry.text = copied(entry.text);
    }
  }
  // Its octets may lie among those of others, which stay.
  if (content.label === 'CERTIFICATE') content.der?.fill(0);
}
