import { atOnce, type Steps } from '../base/steps.ts';
import type { PemContent } from '../pem/content.ts';
import { forgetContent } from '../pem/content-cache.ts';
import { isPrivateLabel } from '../pem/labels.ts';
import { blockProblems, type FoundBlock, findPem, placeBlock } from '../pem/read-pem.ts';
import { placeDefects } from './defect.ts';
import { sha256Hex } from './digest.ts';
import { withMembers } from './members.ts';
import { type DecodedObject, readByLabel } from './read-by-label.ts';
import type { PkiObject, PkiReading } from './types.ts';

/**
 * Finds and reads every PKI object of a text. One that cannot be read says why and hides none of the others. A block
 * whose text is unchanged has the very same `value` as before, in whatever document and version of it.
 */
export function readPkiObjects(text: string): PkiReading {
  return atOnce(readPkiObjectsInSteps(text));
}

/** Blocks that are decoded in one step: some 20 ms. Those that are known cost next to nothing. */
const decodedInStep = 400;
/** The public half of a private key may have to be computed. */
const weightOfPrivateKey = 60;

/** The same step by step. */
export function* readPkiObjectsInSteps(text: string): Steps<PkiReading> {
  const { blocks, problems } = findPem(text);
  const objects: PkiObject[] = [];
  let decoded = 0;
  for (const block of blocks) {
    if (block.content.made === undefined) decoded += isPrivateLabel(block.content.label) ? weightOfPrivateKey : 1;
    if (decoded > decodedInStep) {
      decoded = 0;
      yield;
    }
    const object = readBlock(block, text);
    const { value } = object;
    if (value && 'members' in value) objects.push(...withMembers(object));
    else objects.push(object);
  }
  return { objects, problems };
}

function readBlock(found: FoundBlock, text: string): PkiObject {
  const decoded = decodeOnce(found, text);
  return new ObjectOfBlock(found, decoded, !decoded.isSecret && !isPrivateLabel(found.content.label));
}

/** A class, since a bundle has thousands and a key pressed makes them all anew. */
class ObjectOfBlock implements PkiObject {
  readonly span: PkiObject['span'];
  readonly block: PkiObject['block'];
  readonly value: PkiObject['value'];
  readonly #found: FoundBlock;
  readonly #decoded: DecodedObject;
  #problems: PkiObject['problems'] | undefined;

  constructor(found: FoundBlock, decoded: DecodedObject, withDer: boolean) {
    this.span = found.scanned.span;
    this.block = placeBlock(found, withDer);
    this.value = decoded.value;
    this.#found = found;
    this.#decoded = decoded;
  }

  get problems(): PkiObject['problems'] {
    this.#problems ??= problemsOf(this.#found, this.#decoded);
    return this.#problems;
  }
}

const none: PkiObject['problems'] = [];

function problemsOf(found: FoundBlock, { defects }: DecodedObject): PkiObject['problems'] {
  const problems = blockProblems(found);
  if (problems.length === 0 && defects.length === 0) return none;
  return [...problems, ...placeDefects(defects, found.scanned.span)];
}

function decodeOnce({ scanned, content }: FoundBlock, text: string): DecodedObject {
  if (isPrivateLabel(content.label)) {
    return decodeSecretOnce(text.slice(scanned.span.start, scanned.span.end), content);
  }
  // Nothing else is kept there.
  const known = content.made as DecodedObject | undefined;
  if (known) return known;
  const decoded = decode(content);
  // Of two that are alike in one text: the second finds no octets any more.
  content.made = decoded;
  if (decoded.isSecret) forgetContent(content);
  return decoded;
}

function decode({ label, der, headers, problems }: PemContent): DecodedObject {
  const isUndecodable = der === undefined && problems.length > 0;
  if (isUndecodable) return { value: undefined, defects: [], isSecret: false };
  // No bytes and no problem: a format that is not base64.
  if (der === undefined) return { value: { kind: 'other', label }, defects: [], isSecret: false };
  return readByLabel(label, der, headers);
}

/** Private keys are remembered by a digest of their text, which says nothing of it. */
const decodedSecrets = new Map<string, DecodedObject>();
const secretsKept = 1000;
const encoder = new TextEncoder();

function decodeSecretOnce(blockText: string, content: PemContent): DecodedObject {
  const key = sha256Hex(encoder.encode(blockText));
  const known = decodedSecrets.get(key);
  if (known) return known;
  const decoded = decode(content);
  // Elsewhere it may be one of few.
  if (decoded.value?.kind === 'private-key' && decoded.value.isPublicHalfOpen) return decoded;
  if (decodedSecrets.size >= secretsKept) decodedSecrets.clear();
  decodedSecrets.set(key, decoded);
  return decoded;
}
