import { limits } from '../../base/limits.ts';
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { type Span, span } from '../../base/span.ts';
import { decodeBase64 } from '../../pem/base64.ts';
import { placeDefects } from '../defect.ts';
import type { PkiObject, PkiReading } from '../types.ts';
import { decodeCertificateOnce } from './decode-once.ts';

const element = 'X509Certificate';

/** Certificates of XML signatures, as SAML metadata holds them (XML-Signature, 4.5.4): base64 in an element of its own. */
export function readXmlCertificates(text: string): PkiReading {
  const objects: PkiObject[] = [];
  const problems: Problem[] = [];
  for (let at = text.indexOf(element); at >= 0; at = text.indexOf(element, at)) {
    const name = at;
    at += element.length;
    const start = isStartTag(text, name) ? tagEnd(text, at) : undefined;
    if (start === undefined) continue;
    const end = text.indexOf('<', start);
    if (end < 0) break;
    at = end;
    const place = trimmed(text, start, end);
    if (place.start === place.end || text.startsWith('-----', place.start)) continue;
    if (objects.length >= limits.encodedValues) {
      const what = message('Only the first {count} such values of this file are read.', {
        count: limits.encodedValues,
      });
      problems.push({ code: 'encoded-too-many', span: place, message: what });
      break;
    }
    const object = readElement(text, place);
    if (object) objects.push(object);
  }
  return { objects, problems };
}

/** `<X509Certificate`, `<ds:X509Certificate`: a name of XML before it, and `<` before that. */
function isStartTag(text: string, name: number): boolean {
  let at = name - 1;
  if (text[at] === ':') {
    at--;
    for (let i = 0; i < longestPrefix && /[\w.-]/.test(text[at] ?? ''); i++) at--;
  }
  return text[at] === '<';
}

const longestPrefix = 64;
const longestAttributes = 500;

/** Where the contents begin; undefined where the tag goes on with another name. */
function tagEnd(text: string, at: number): number | undefined {
  if (text[at] === '>') return at + 1;
  if (!/\s/.test(text[at] ?? '')) return undefined;
  const end = text.slice(at, at + longestAttributes).indexOf('>');
  return end < 0 || text[at + end - 1] === '/' ? undefined : at + end + 1;
}

/** Line ends as some programs write them into XML. */
const references = /&#(?:13|10|x[da]);/gi;

function trimmed(text: string, start: number, end: number): Span {
  const body = text.slice(start, end).replace(references, (written) => ' '.repeat(written.length));
  const from = start + body.length - body.trimStart().length;
  return span(from, Math.max(from, start + body.trimEnd().length));
}

/** Undefined where a program puts the text there later: `{{ certificate }}`, `...`. */
function readElement(text: string, place: Span): PkiObject | undefined {
  const written = text.slice(place.start, place.end).replace(references, (one) => ' '.repeat(one.length));
  const decoded = decodeBase64(written, 0, written.length);
  if (!decoded.ok) {
    if (!/^MI[A-Za-z0-9+/\s]{60}/.test(written) || /\.\.|…/.test(written)) return undefined;
    const at = place.start + Math.min(decoded.at, written.length - 1);
    const what = message(
      'This is no base64 text from here on, so the certificate cannot be read. Copy the whole again.',
    );
    const problems = [{ code: 'encoded-base64', span: span(at, at + 1), message: what }];
    return { span: place, block: undefined, form: element, value: undefined, problems };
  }
  // Anything else that is base64 is filler: a certificate is a SEQUENCE of some hundred octets.
  if (decoded.bytes[0] !== 0x30 || decoded.bytes.length < 100) return undefined;
  const { value, defects } = decodeCertificateOnce(written, decoded.bytes);
  return {
    span: place,
    block: undefined,
    form: element,
    value,
    get problems() {
      return placeDefects(defects, place);
    },
  };
}
