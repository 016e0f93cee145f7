import { limits } from '../../base/limits.ts';
import { type Message, message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { type Span, span } from '../../base/span.ts';
import { decodeBase64 } from '../../pem/base64.ts';
import { isPlaceholder } from '../../pem/placeholder.ts';
import { readPkiObjects } from '../read-pki-objects.ts';
import type { PkiObject, PkiReading } from '../types.ts';

/** What `-----BEGIN ` becomes in base64, as far as the label does not count. */
export const encodedPemStart = 'LS0tLS1CRUdJTi';

const form = 'base64 of PEM';

/**
 * Values that are base64 of a PEM text: `data` of a Kubernetes Secret, `certificate-authority-data` of a kubeconfig,
 * `caBundle` of a webhook. What is in one stands at the place of the whole value.
 */
export function readEncodedPem(text: string): PkiReading {
  const objects: PkiObject[] = [];
  const problems: Problem[] = [];
  let count = 0;
  for (let at = text.indexOf(encodedPemStart); at >= 0; at = text.indexOf(encodedPemStart, at)) {
    const value = valueFrom(text, at);
    at = value.end;
    if (isBase64(text.charCodeAt(value.start - 1))) continue;
    if (count++ >= limits.encodedValues) {
      problems.push({ code: 'encoded-too-many', span: value, message: tooMany() });
      break;
    }
    const read = readValue(text, value);
    objects.push(...read.objects);
    problems.push(...read.problems);
  }
  return { objects, problems };
}

function readValue(text: string, place: Span): PkiReading {
  const decoded = decodeBase64(text, place.start, place.end);
  if (!decoded.ok) {
    // Documentation shows the beginning of such a value, programs look for it.
    return isCutShort(text, place) || place.end - place.start < leastPem
      ? nothing
      : { objects: [], problems: [damaged(place, notWhole())] };
  }
  const pem = new TextDecoder().decode(decoded.bytes);
  const inner = readPkiObjects(pem);
  const placed = new Map<PkiObject, PkiObject>();
  for (const object of inner.objects) {
    const { value, block, within } = object;
    if (!value && (isCutShort(text, place) || (block && isPlaceholder(pem, block.body)))) continue;
    const holder = within && placed.get(within.holder);
    placed.set(object, {
      span: place,
      block: undefined,
      form,
      value,
      ...(within && holder ? { within: { ...within, holder } } : {}),
      get problems() {
        return object.problems.map((problem) => encoded(problem, place));
      },
    });
  }
  const isExample = inner.objects.length === 0 && (isCutShort(text, place) || pem.length < leastPem);
  return {
    objects: [...placed.values()],
    problems: isExample ? [] : inner.problems.map((problem) => encoded(problem, place)),
  };
}

const nothing: PkiReading = { objects: [], problems: [] };

/** Less than the boundary lines of the smallest key and what is between them. */
const leastPem = 100;

/** The same problem of the value: its own place is in a text that nobody sees, and cannot be mended there. */
function encoded({ code, message: what }: Problem, place: Span): Problem {
  return { code: code.replace(/^(?:pem-)?/, (start) => `${start}encoded-`), span: place, message: what };
}

function damaged(place: Span, what: Message): Problem {
  return { code: 'pem-encoded-base64', span: place, message: what };
}

function notWhole(): Message {
  return message(
    'This value is the base64 of a PEM block that is cut off: some of it is missing. Copy the whole again.',
  );
}

function tooMany(): Message {
  return message('Only the first {count} such values of this file are read.', { count: limits.encodedValues });
}

/** Whether somebody left the rest out on purpose: `LS0tLS1CRUdJTi…`, `LS0t...`, `LS0t<snip>`. */
function isCutShort(text: string, { end }: Span): boolean {
  return /^\s*(?:\.\.|…|<|\[|\*)/.test(text.slice(end, end + 8));
}

/** Lines as `base64` wraps them. */
const leastLine = 40;
const longestLine = 128;

/** The base64 text from `start` on: one run of it, or lines of the same length that follow each other. */
function valueFrom(text: string, start: number): Span {
  let end = runEnd(text, start);
  const width = end - start;
  if (width < leastLine || width > longestLine) return span(start, end);
  for (let last = width; last === width && text.charCodeAt(end - 1) !== equals; ) {
    const next = nextLine(text, end);
    if (next === undefined) break;
    const nextEnd = runEnd(text, next);
    last = nextEnd - next;
    if (last === 0 || last > width || !isLineEnd(text, nextEnd)) break;
    end = nextEnd;
  }
  return span(start, end);
}

const equals = 61;

function runEnd(text: string, start: number): number {
  let at = start;
  while (isBase64(text.charCodeAt(at))) at++;
  while (text.charCodeAt(at) === equals) at++;
  return at;
}

/** Where the text of the line after `end` begins; undefined where something else stands between. */
function nextLine(text: string, end: number): number | undefined {
  let at = end;
  if (text.charCodeAt(at) === 13) at++;
  if (text.charCodeAt(at) !== 10) return undefined;
  at++;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === 10 || code === 13;
}

function isBase64(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 47
  );
}
