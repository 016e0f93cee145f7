import { objectIdentifierName } from '../../core/asn1/object-identifier-names.ts';
import { type Message, message, verbatim } from '../../core/base/message.ts';
import { describe } from '../../core/describe/describe.ts';
import type { Field } from '../../core/describe/field.ts';
import { identifierWords } from '../../core/x509/identifier-words.ts';
import { sameName } from '../../core/x509/name-key.ts';
import type { Certificate, PkiValue, SubjectPublicKeyInfo } from '../../core/x509/types.ts';
import type { Row } from '../ink.ts';
import type { CardKit } from './card-kit.ts';
import { fileLink, privateKeyPlaces } from './standing.ts';

/** A name may be as long as its maker liked; a card is for reading. */
const longestValue = 400;

/** Of a longer list the first are shown, and how many more there are: the card is no place to search. */
const shownItems = 6;

/** What people copy to look it up elsewhere. */
const identifiers = new Set(['serialNumber', 'sha256', 'sha1', 'crlNumber']);

/** Some fields of an object. `publicKey` is looked for in the workspace: its row says where the private half lies. */
export function table(
  value: PkiValue,
  kit: CardKit,
  keys: readonly string[],
  publicKey?: SubjectPublicKeyInfo,
): string {
  const fields = flat(describe(value));
  const places = publicKey ? privateKeyPlaces(publicKey, kit) : [];
  const rows = keys.flatMap((key): Row[] => {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field?.text) return [];
    const [label, shown] = row(field.key, field.label, shortText(field) ?? field.text, kit);
    if (key !== 'publicKey' || places.length === 0) return [[label, shown]];
    return [[label, kit.localize(message('{key} · private key in {places}', { key: shown, places }))]];
  });
  return kit.ink.table(rows);
}

/** What is asked for first comes first: a hover shows some ten lines before it has to be scrolled. */
const certificateRows = [
  ...['subject', 'subjectAltName', 'issuer', 'validity', 'publicKey', 'extKeyUsage', 'keyUsage', 'isCa'],
  ...['signatureAlgorithm', 'serialNumber', 'sha256', 'sha1'],
];

export function certificateTable(certificate: Certificate, kit: CardKit): string {
  const fields = flat(describe(certificate));
  const places = privateKeyPlaces(certificate.subjectPublicKeyInfo, kit);
  const rows = certificateRows.flatMap((key): Row[] => {
    const field = fields.find((candidate) => candidate.key === key);
    const text = field && (ownText(key, certificate) ?? shortText(field) ?? field.text);
    if (!text || (key === 'isCa' && !certificate.basicConstraints?.cA)) return [];
    const [label, shown] = row(key, field.label, text, kit);
    if (key === 'publicKey' && places.length > 0) {
      return [[label, kit.localize(message('{key} · private key in {places}', { key: shown, places }))]];
    }
    return [[label, key === 'issuer' ? issuerText(certificate, shown, kit) : shown]];
  });
  return kit.ink.table(rows);
}

/** What a card says in other words than a list of all fields. */
function ownText(key: string, { subject, issuer, extKeyUsage, basicConstraints }: Certificate): Message | undefined {
  switch (key) {
    case 'issuer':
      return sameName(subject, issuer) ? message('the subject itself') : undefined;
    case 'extKeyUsage':
      return extKeyUsage && listText(extKeyUsage.slice(0, shownItems).map(purposeText), extKeyUsage.length);
    case 'isCa': {
      const limit = basicConstraints?.pathLenConstraint;
      if (limit === undefined) return message('yes');
      return limit === 0 ? message('yes, with no CA below it') : message('yes, CAs below it: {limit}', { limit });
    }
    default:
      return undefined;
  }
}

/** `TLS server (serverAuth)` */
function purposeText(oid: string): Message {
  const name = objectIdentifierName(oid);
  const words = identifierWords(oid);
  return words ? message('{words} ({name})', { words, name }) : verbatim(name);
}

/** Where the issuer lies that signed it: the way up. */
function issuerText(certificate: Certificate, shown: string, kit: CardKit): string {
  const [, issuer] = kit.workspace.chainOf(certificate).certificates;
  const place = issuer && kit.workspace.placeOf(issuer);
  if (!place || place.uri === kit.fromUri) return shown;
  return kit.localize(message('{issuer} · in {place}', { issuer: shown, place: fileLink(place.uri, kit) }));
}

/** Names as they are read; of many the first. */
function shortText({ key, children = [], json }: Field): Message | undefined {
  if (key !== 'subjectAltName' || !Array.isArray(json)) return undefined;
  return listText(
    children.slice(0, shownItems).flatMap(({ text }) => text ?? []),
    json.length,
  );
}

function listText(shown: readonly Message[], count: number): Message {
  const more = count - shown.length;
  return more > 0
    ? message('{names} and {count} more', { names: shown, count: more })
    : message('{names}', { names: shown });
}

export function row(key: string, label: Message, text: Message, { ink, localize }: CardKit): Row {
  const whole = localize(text);
  const shown = whole.length > longestValue ? `${whole.slice(0, longestValue)}…` : whole;
  if (!identifiers.has(key)) return [ink.text(localize(label)), ink.text(shown)];
  // Two lines of a long fingerprint: one would make the card scroll sideways.
  const lines = shown.match(/(?:..:){16}(?=.)|.+/g) ?? [shown];
  return [ink.text(localize(label)), lines.map(ink.code).join(' ')];
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flat(field.children ?? [])]);
}
