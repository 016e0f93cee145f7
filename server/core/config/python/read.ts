import { notSearched } from '../reparse.ts';
import { follow } from './follow.ts';
import { addressesIn } from './libraries/addresses.ts';
import { libraries } from './libraries/libraries.ts';
import { readSessionPatches } from './libraries/session-patches.ts';
import { parse } from './parse.ts';
import type { Observed, Place, SourceFile } from './place.ts';
import { readDefaultContexts } from './ssl/default-https-context.ts';
import type { Interests } from './track.ts';
import type { Argument, PathForm, Subject, Value } from './value.ts';

const tellers = libraries.filter(({ isTelling }) => isTelling !== undefined);

const keys = new Set(libraries.flatMap(({ keys: own = [] }) => own));

const interests: Interests = {
  isTellingKey: (key) => keys.has(key),
  modules: new Set(libraries.map(({ module }) => module)),
  classes: new Set(libraries.flatMap(({ classes }) => classes)),
  attributes: new Set(libraries.flatMap(({ attributes }) => attributes)),
  isTelling: (method, given) => tellers.some((library) => library.isTelling?.(method, given)),
};

/** The text read last: the fixes of one text are written one after the other. */
let last: { readonly text: string; readonly file: SourceFile } | undefined;

/** Every context of a text, in document order. */
export function readFile(text: string): SourceFile {
  if (last?.text === text) return last.file;
  const parsed = parse(text);
  const followed = follow(parsed, interests);
  const places = [
    ...followed.subjects.flatMap((subject) => libraries.flatMap((library) => library.readPlaces(subject, text))),
    ...readDefaultContexts(followed),
    ...readSessionPatches(followed),
    ...addressesIn(parsed),
  ];
  places.sort(({ context: a }, { context: b }) => a.span.start - b.span.start || a.nameSpan.start - b.nameSpan.start);
  const observed: Observed[] = [
    ...notSearched(parsed.stoppedAt).map(({ repair: _, trust: __, ...said }) => said),
    ...followed.subjects.flatMap((subject) => libraries.flatMap((library) => library.observe?.(subject, text) ?? [])),
  ];
  const file: SourceFile = {
    ...followed,
    places,
    observed,
    removable: [...places.flatMap(({ insecure }) => insecure), ...observed.flatMap(({ removes = [] }) => removes)],
    pathForms: followed.subjects.flatMap(pathFormsOf),
  };
  last = { text, file };
  return file;
}

function pathFormsOf({ call, touches }: Subject): PathForm[] {
  const given: readonly Argument[] = [
    ...(call?.arguments ?? []),
    ...touches.flatMap((touch) => (touch.kind === 'call' ? touch.call.arguments : [])),
  ];
  return given.flatMap(({ value }) => formsIn(value));
}

function formsIn(value: Value): PathForm[] {
  if (value.kind === 'text') return value.form ? [value.form] : [];
  return value.kind === 'tuple'
    ? value.items.flatMap((item) => (item.value.kind === 'text' ? formsIn(item.value) : []))
    : [];
}

export function placeOf(file: SourceFile, context: Place['context']): Place | undefined {
  const { role, nameSpan, span } = context;
  return file.places.find(
    ({ context: other }) =>
      other === context ||
      (other.role === role &&
        other.nameSpan.start === nameSpan.start &&
        other.nameSpan.end === nameSpan.end &&
        other.span.start === span.start),
  );
}
