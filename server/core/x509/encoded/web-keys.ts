import { toHex } from '../../asn1/hex.ts';
import { type JsonNode, readJsonText } from '../../base/json-text.ts';
import { limits } from '../../base/limits.ts';
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { type Span, span } from '../../base/span.ts';
import type { Steps } from '../../base/steps.ts';
import { decodeBase64 } from '../../pem/base64.ts';
import { type Defect, placeDefects } from '../defect.ts';
import { keyFingerprint } from '../key-fingerprint.ts';
import type { Certificate, PkiObject, PkiReading, SubjectPublicKeyInfo } from '../types.ts';
import { decodeCertificateOnce } from './decode-once.ts';
import { decodeWebKey, fromBase64Url, type WebKeyMembers } from './web-key.ts';

/** Keys that are read in one step: some 15 ms. */
const keysOfStep = 100;

/** JSON Web Keys, alone or in a set (RFC 7517), with the certificates of their `x5c`, wherever in a JSON text. */
export function* readWebKeys(text: string): Steps<PkiReading> {
  if (!/^[\s\ufeff]*[[{/]/.test(text)) return { objects: [], problems: [] };
  const { value } = readJsonText(text);
  yield;
  const objects: PkiObject[] = [];
  const problems: Problem[] = [];
  const open: JsonNode[] = value ? [value] : [];
  let count = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'scalar') continue;
    const inner = node.kind === 'array' ? node.items : node.members.map((one) => one.value);
    for (let i = inner.length - 1; i >= 0; i--) open.push(inner[i] as JsonNode);
    if (node.kind !== 'object' || !node.members.some(({ key, value: type }) => key === 'kty' && isText(type))) continue;
    if (count++ >= limits.encodedValues) {
      const what = message('Only the first {count} such values of this file are read.', {
        count: limits.encodedValues,
      });
      problems.push({ code: 'encoded-too-many', span: node.span, message: what });
      break;
    }
    if (count % keysOfStep === 0) yield;
    objects.push(...readKey(node, text));
  }
  return { objects, problems };
}

function isText(node: JsonNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function readKey(node: Extract<JsonNode, { kind: 'object' }>, text: string): readonly PkiObject[] {
  const members: Record<string, string> = {};
  for (const { key, value } of node.members) {
    if (value.kind === 'scalar' && typeof value.value === 'string') members[key] = value.value;
  }
  const chain = node.members.find(({ key }) => key === 'x5c')?.value;
  const certificates = chain?.kind === 'array' ? chain.items.flatMap((item) => readCertificate(item, text)) : [];
  const key = decodeWebKey(members);
  if (!key) return certificates;
  const [first] = certificates;
  const leaf = first?.value?.kind === 'certificate' ? first.value : undefined;
  const problems = [...placeDefects(key.defects, node.span), ...mismatches(node, members, leaf, key.publicKey)];
  return [{ span: node.span, block: undefined, form: 'JWK', value: key.value, problems }, ...certificates];
}

/** RFC 7517, 4.7: base64, not base64url, of a DER certificate. */
function readCertificate(item: JsonNode, text: string): readonly PkiObject[] {
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return [];
  const place = span(item.span.start + 1, item.span.end - 1);
  const written = item.value;
  const decoded = decodeBase64(written, 0, written.length);
  if (!decoded.ok) {
    // Where nothing is escaped, the place in the value is the place in the text.
    const isPlain = written.length === place.end - place.start && text.startsWith(written, place.start);
    const at = place.start + Math.min(isPlain ? decoded.at : 0, Math.max(0, written.length - 1));
    if (/\.\.|…/.test(written) || written.length < 60) return [];
    const what = message(
      'This is no base64 text from here on, so the certificate cannot be read. Copy the whole again.',
    );
    const problems = [{ code: 'encoded-base64', span: isPlain ? span(at, at + 1) : place, message: what }];
    return [{ span: place, block: undefined, form: 'x5c', value: undefined, problems }];
  }
  if (decoded.bytes.length < 100) return [];
  const { value, defects } = decodeCertificateOnce(written, decoded.bytes);
  const problems = placeDefects(defects, place);
  return [{ span: place, block: undefined, form: 'x5c', value, problems }];
}

/** RFC 7517, 4.7 to 4.9: the first certificate is that of the key, and the thumbprints are its digests. */
function mismatches(
  node: Extract<JsonNode, { kind: 'object' }>,
  members: WebKeyMembers,
  leaf: Certificate | undefined,
  publicKey: SubjectPublicKeyInfo | undefined,
): readonly Problem[] {
  if (!leaf) return [];
  const problems: Problem[] = [];
  const place = (name: string): Span => node.members.find(({ key }) => key === name)?.value.span ?? node.span;
  const say = (name: string, defect: Defect): void => {
    problems.push({ ...defect, span: place(name) });
  };
  if (publicKey && keyFingerprint(publicKey) !== keyFingerprint(leaf.subjectPublicKeyInfo)) {
    say('x5c', {
      code: 'web-key-other-certificate',
      message: message(
        'The first certificate of “x5c” belongs to another key than this one: programs refuse the pair.',
      ),
    });
  }
  for (const [name, digest] of [
    ['x5t', leaf.sha1],
    ['x5t#S256', leaf.sha256],
  ] as const) {
    const given = members[name] === undefined ? undefined : fromBase64Url(members[name]);
    if (!given || toHex(given) === digest) continue;
    say(name, {
      code: 'web-key-thumbprint',
      message: message('“{name}” is not the digest of the first certificate of “x5c”.', { name }),
    });
  }
  return problems;
}
