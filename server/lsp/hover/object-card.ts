import { type Localize, message } from '../../core/base/message.ts';
import { describe } from '../../core/describe/describe.ts';
import type { Field } from '../../core/describe/field.ts';
import { displayName, keyText } from '../../core/describe/names.ts';
import { certificateNoun, validityText } from '../../core/describe/summary.ts';
import { displayPath } from '../../core/workspace/paths.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Certificate, PkiObject, PkiValue, PrivateKey, SubjectPublicKeyInfo } from '../../core/x509/types.ts';
import type { Ink, Row } from '../ink.ts';
import { chainSentences, nameOf } from './chain-sentences.ts';

/** What a card is written with. */
export interface CardKit {
  readonly ink: Ink;
  readonly localize: Localize;
  readonly workspace: Workspace;
  readonly now: Date;
  readonly expiryWarningDays: number;
  /** The document the person looks at: paths are shown from there. */
  readonly fromUri: string;
}

/** A name may be as long as its maker liked; a card is for reading. */
const longestValue = 400;

/** A PKI object for a person: what it is and its state, who stands behind it, then its fields. */
export function objectCard({ value, block, problems }: PkiObject, kit: CardKit): string {
  const { ink, localize } = kit;
  if (!value) {
    const title = titleLine([ink.strong(block?.label ?? ''), localize(message('cannot be read'))]);
    return paragraphs([title, ink.list(problems.map((problem) => ink.text(localize(problem.message))))]);
  }
  switch (value.kind) {
    case 'certificate':
      return certificateCard(value, kit);
    case 'private-key':
      return privateKeyCard(value, kit);
    case 'certification-request':
      return paragraphs([
        titleLine([ink.strong(localize(message('Certificate request'))), ink.text(nameOf(value.subject))]),
        table(value, kit, ['subject', 'subjectAltName', 'publicKey', 'signatureAlgorithm']),
        belongings(value.subjectPublicKeyInfo, kit, { certificates: true, keys: true }),
      ]);
    case 'certificate-list':
      return paragraphs([
        titleLine([ink.strong(localize(message('Revocation list'))), ink.text(nameOf(value.issuer))]),
        table(value, kit, ['issuer', 'thisUpdate', 'nextUpdate', 'revokedCount', 'crlNumber', 'signatureAlgorithm']),
      ]);
    case 'public-key':
      return paragraphs([
        titleLine([ink.strong(localize(message('Public key'))), ink.text(keyText(value.subjectPublicKeyInfo))]),
        belongings(value.subjectPublicKeyInfo, kit, { certificates: true, keys: true }),
      ]);
    case 'other':
      return paragraphs([ink.strong(value.label), localize(message('Known by its label; what it holds is not read.'))]);
  }
}

function certificateCard(certificate: Certificate, kit: CardKit): string {
  const { ink, localize, workspace } = kit;
  const state = `${stateMark(certificate, kit)}${localize(validityText(certificate, kit.now))}`;
  const sentences = chainSentences(workspace.chainOf(certificate), {
    text: ink.text,
    certificate(issuer) {
      const place = workspace.placeOf(issuer);
      return place ? located(displayName(issuer), place.uri, kit) : ink.text(displayName(issuer));
    },
  });
  return paragraphs([
    titleLine([
      ink.strong(localize(certificateNoun(certificate))),
      ink.strong(displayName(certificate)),
      ink.text(state),
    ]),
    sentences.map(localize).join(' '),
    table(certificate, kit, certificateRows),
    belongings(certificate.subjectPublicKeyInfo, kit, { certificates: false, keys: true }),
  ]);
}

const certificateRows = [
  'subject',
  'subjectAltName',
  'issuer',
  'validity',
  'publicKey',
  'signatureAlgorithm',
  'extKeyUsage',
  'keyUsage',
  'isCa',
  'serialNumber',
  'sha256',
  'sha1',
];

/** What people copy to look it up elsewhere. */
const identifiers = new Set(['serialNumber', 'sha256', 'sha1', 'crlNumber']);

/** Type, size and whom it belongs to: nothing of a private key is shown that its public half does not say. */
function privateKeyCard(key: PrivateKey, kit: CardKit): string {
  const { ink, localize } = kit;
  const title = [ink.strong(localize(message('Private key')))];
  if (key.keyType !== 'unknown') title.push(ink.strong(keyText(key)));
  if (key.encrypted) title.push(ink.text(localize(message('encrypted'))));
  return paragraphs([
    titleLine(title),
    key.publicKey
      ? belongings(key.publicKey, kit, { certificates: true, keys: false }) ||
        localize(message('No certificate in this workspace belongs to it.'))
      : localize(message('What it belongs to is known only to those who have its passphrase.')),
  ]);
}

/** The other halves of a key in the workspace. */
function belongings(
  key: SubjectPublicKeyInfo,
  kit: CardKit,
  wanted: { readonly certificates: boolean; readonly keys: boolean },
): string {
  const { ink, localize, workspace, fromUri } = kit;
  const lines: string[] = [];
  if (wanted.certificates) {
    for (const { uri, object } of workspace.certificatesOf(key).slice(0, shownPlaces)) {
      if (object.value?.kind !== 'certificate') continue;
      lines.push(
        localize(message('Belongs to {certificate}.', { certificate: located(displayName(object.value), uri, kit) })),
      );
    }
  }
  if (wanted.keys) {
    const places = workspace.privateKeysOf(key).slice(0, shownPlaces);
    const keys = [...new Set(places.map(({ uri }) => uri))].map((uri) => ink.link(displayPath(uri, fromUri), uri));
    if (keys.length > 0) lines.push(localize(message('Its private key is in {places}.', { places: keys })));
  }
  return lines.join('\n\n');
}

const shownPlaces = 5;

/** A name and the file it is in. */
function located(name: string, uri: string, { ink, fromUri }: CardKit): string {
  return uri === fromUri ? ink.strong(name) : `${ink.strong(name)} (${ink.link(displayPath(uri, fromUri), uri)})`;
}

function stateMark({ validity }: Certificate, { now, expiryWarningDays }: CardKit): string {
  if (now < validity.notBefore || validity.notAfter < now) return '✖ ';
  return validity.notAfter.getTime() - now.getTime() <= expiryWarningDays * 86_400_000 ? '⚠ ' : '';
}

function table(value: PkiValue, kit: CardKit, keys: readonly string[]): string {
  const fields = flat(describe(value));
  const rows = keys.flatMap((key) => {
    const field = fields.find((candidate) => candidate.key === key);
    return field ? row(field, kit) : [];
  });
  return kit.ink.table(rows);
}

function row({ key, label, text }: Field, { ink, localize }: CardKit): Row[] {
  if (!text) return [];
  const whole = localize(text);
  const shown = whole.length > longestValue ? `${whole.slice(0, longestValue)}…` : whole;
  return [[ink.text(localize(label)), identifiers.has(key) ? ink.code(shown) : ink.text(shown)]];
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flat(field.children ?? [])]);
}

function titleLine(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
