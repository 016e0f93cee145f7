import { limits } from '../base/limits.ts';
import { once } from '../base/once.ts';
import type { Span } from '../base/span.ts';
import { atOnce, type Steps } from '../base/steps.ts';
import { mayHoldPem } from '../pem/may-hold-pem.ts';
import { hasBase64Beside, isPlaceholder } from '../pem/placeholder.ts';
import { mayHoldEncoded } from './encoded/may-hold.ts';
import { withKeyArithmetic, withKeyArithmeticInTurns } from './key-arithmetic.ts';
import { tellOpenKeys } from './open-keys.ts';
import type { PkiReading } from './types.ts';

// The ways in for texts and files of which nobody knows what they hold. The readers are loaded with the first that may
// hold a PKI object.

const loadPemReader = once(() => import('./read-pki-objects.ts'));
const loadEncodedReader = once(() => import('./encoded/find-encoded.ts'));
const loadDerReader = once(() => import('./read-der-file.ts'));

const nothing: PkiReading = { objects: [], problems: [] };

/** See `readPkiObjects` and `readEncodedObjects`. */
export async function findPkiObjects(text: string): Promise<PkiReading> {
  const pem = mayHoldPem(text) ? await readPem(text) : nothing;
  if (!mayHoldEncoded(text)) return tellOpenKeys(pem);
  const { readEncodedObjects } = await loadEncodedReader();
  const encoded = await readAll(text, readEncodedObjects);
  return tellOpenKeys({
    objects: inOrder([...pem.objects, ...encoded.objects]),
    problems: inOrder([...pem.problems, ...encoded.problems]),
  });
}

async function readPem(text: string): Promise<PkiReading> {
  const { readPkiObjectsInSteps } = await loadPemReader();
  return readAll(text, readPkiObjectsInSteps);
}

/** A long text with turns for others. */
function readAll(text: string, read: (text: string) => Steps<PkiReading>): Promise<PkiReading> {
  return text.length < limits.judgedInTurns
    ? withKeyArithmetic(() => atOnce(read(text)))
    : withKeyArithmeticInTurns(() => read(text));
}

/** What has the same place stays in its order. */
function inOrder<T extends { readonly span: Span }>(all: readonly T[]): readonly T[] {
  return all.toSorted((a, b) => a.span.start - b.span.start);
}

/** The PKI objects of a text that is written for another purpose, as source code is: placeholders are none. */
export async function findEmbeddedObjects(text: string): Promise<PkiReading> {
  const { objects, problems } = await findPkiObjects(text);
  return {
    objects: objects.filter(({ value, problems: own, block }) => {
      const isDoubtful = value === undefined || own.length > 0;
      return !isDoubtful || !block || !isPlaceholder(text, block.body);
    }),
    problems: problems.filter(({ code, span }) => !/^pem-missing-/.test(code) || hasBase64Beside(text, span)),
  };
}

/** See `readDerFile`. */
export async function findPkiObject(bytes: Uint8Array): Promise<PkiReading> {
  const { readDerFile } = await loadDerReader();
  return tellOpenKeys(await withKeyArithmetic(() => readDerFile(bytes)));
}
