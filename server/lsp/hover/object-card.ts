import { type Localize, type Message, message } from '../../core/base/message.ts';
import { describe } from '../../core/describe/describe.ts';
import { encryptionText } from '../../core/describe/describe-key-store.ts';
import type { Field } from '../../core/describe/field.ts';
import { displayName, keyText } from '../../core/describe/names.ts';
import { certificateNoun, summary, validityText } from '../../core/describe/summary.ts';
import { anchorsSentence, publicRootOffer } from '../../core/workspace/counted-sentence.ts';
import { ownPurpose, type PathPurpose, type PathQuestion } from '../../core/workspace/path-question.ts';
import { displayPath } from '../../core/workspace/paths.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Certificate, PkiObject, PkiValue, PrivateKey, SubjectPublicKeyInfo } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { Ink, Row } from '../ink.ts';
import { chainSentences, nameOf } from './chain-sentences.ts';
import { isIssuerMissing, pathParagraphs } from './path-card.ts';

/** What a card is written with. */
export interface CardKit {
  readonly ink: Ink;
  readonly localize: Localize;
  readonly workspace: Workspace;
  readonly now: Date;
  readonly expiryWarningDays: number;
  /** The document the person looks at: paths are shown from there. */
  readonly fromUri: string;
  /** What the configuration uses the certificate for. */
  readonly purpose?: PathPurpose;
  /** What the configuration names as its trust anchors. */
  readonly contextAnchors?: readonly Certificate[];
}

/** What the card of a certificate asks the workspace to validate. Of a root there is nothing to ask. */
export function questionOf(
  { value }: PkiObject,
  {
    workspace,
    fromUri,
    purpose,
    contextAnchors,
  }: Pick<CardKit, 'workspace' | 'fromUri' | 'purpose' | 'contextAnchors'>,
): PathQuestion | undefined {
  if (value?.kind !== 'certificate' || workspace.isSelfSigned(value)) return undefined;
  return {
    certificate: value,
    purpose: purpose ?? ownPurpose(value),
    revocation: true,
    basis: workspace.trustBasis(fromUri),
    ...(contextAnchors ? { contextAnchors } : {}),
  };
}

/** A name may be as long as its maker liked; a card is for reading. */
const longestValue = 400;

/** A PKI object for a person: what it is and its state, who stands behind it, then its fields. */
export function objectCard(object: PkiObject, kit: CardKit): string {
  const { value, problems } = object;
  const { ink, localize } = kit;
  if (!value) {
    const title = titleLine([ink.strong(writtenAs(object)), localize(message('cannot be read'))]);
    return paragraphs([title, ink.list(problems.map((problem) => ink.text(localize(problem.message))))]);
  }
  switch (value.kind) {
    case 'certificate':
      return certificateCard(value, trustText(object, value, kit), kit);
    case 'private-key':
      return privateKeyCard(value, kit);
    case 'certification-request':
      return paragraphs([
        titleLine([ink.strong(localize(message('Certificate request'))), ink.text(nameOf(value.subject))]),
        certificatesOf(value.subjectPublicKeyInfo, kit),
        table(value, kit, ['subject', 'subjectAltName', 'publicKey', 'signatureAlgorithm'], value.subjectPublicKeyInfo),
      ]);
    case 'certificate-list':
      return paragraphs([
        titleLine([ink.strong(localize(message('Revocation list'))), ink.text(nameOf(value.issuer))]),
        table(value, kit, ['issuer', 'thisUpdate', 'nextUpdate', 'revokedCount', 'crlNumber', 'signatureAlgorithm']),
      ]);
    case 'public-key':
      return paragraphs([
        titleLine([ink.strong(localize(message('Public key'))), ink.text(keyText(value.subjectPublicKeyInfo))]),
        certificatesOf(value.subjectPublicKeyInfo, kit),
        privateKeySentence(value.subjectPublicKeyInfo, kit),
      ]);
    case 'cms':
    case 'key-store':
    case 'parameters':
    case 'attribute-certificate':
    case 'ocsp-response':
      return structureCard(value, kit);
    case 'other':
      return paragraphs([ink.strong(value.label), localize(message('Known by its label; what it holds is not read.'))]);
  }
}

/** What holds other objects, or says little: its summary, and all its fields. */
function structureCard(value: PkiValue, kit: CardKit): string {
  const { ink, localize } = kit;
  const fields = describe(value);
  const rows = fields.filter(({ text }) => text).map(({ key, label, text }) => row(key, label, text as Message, kit));
  const members = fields.find(({ key }) => key === 'members' || key === 'responses')?.children ?? [];
  const lines = members.slice(0, shownMembers).map(({ label, text }) => {
    const name = localize(label);
    const what = text ? localize(text) : '';
    return ink.text(what === '' || what === name ? name : `${name}: ${what}`);
  });
  const isLocked = value.kind === 'key-store' && !value.opened;
  const unlock = isLocked ? localize(message('Open the file and enter its password to see all of it.')) : '';
  return paragraphs([ink.strong(localize(summary(value, kit))), unlock, ink.table(rows), ink.list(lines)]);
}

const shownMembers = 20;

function certificateCard(certificate: Certificate, trust: string, kit: CardKit): string {
  const { ink, localize } = kit;
  const state = `${stateMark(certificate, kit)}${localize(validityText(certificate, kit.now))}`;
  return paragraphs([
    titleLine([
      ink.strong(localize(certificateNoun(certificate))),
      ink.strong(displayName(certificate)),
      ink.text(state),
    ]),
    trust,
    table(certificate, kit, certificateRows, certificate.subjectPublicKeyInfo),
  ]);
}

/** Whether it is trusted, and why not; where an issuer is not here, who stands behind it as far as that is known. */
function trustText(object: PkiObject, certificate: Certificate, kit: CardKit): string {
  const { ink, localize, workspace } = kit;
  const question = questionOf(object, kit);
  const report = question && workspace.pathReport(question);
  const place = (one: Certificate, name: string): string => {
    const at = workspace.placeOf(one);
    if (at) return at.uri === kit.fromUri ? name : `${name} (${fileLink(at.uri, ink, kit.fromUri)})`;
    return question?.basis?.isMachineRoot(one) ? machineName(name, question.basis.system, localize) : name;
  };
  const anchors = question && workspace.countedAnchors(question);
  if (question && anchors && report && !isIssuerMissing(report)) {
    const lines = pathParagraphs(report, question.purpose, anchors, {
      text: ink.text,
      strong: ink.strong,
      list: ink.list,
      localize,
      certificate: (one) =>
        one.sha256 === certificate.sha256 ? ink.text(displayName(one)) : place(one, ink.text(displayName(one))),
      source(issuer, source) {
        const at = workspace.placeOfSource(source);
        return at ? `${ink.text(issuer)} (${fileLink(at.uri, ink, kit.fromUri)})` : ink.text(issuer);
      },
    });
    return paragraphs(lines);
  }
  const chain = workspace.chainOf(certificate);
  const sentences = chainSentences(chain, {
    text: ink.text,
    certificate: (issuer) => place(issuer, ink.strong(displayName(issuer))),
  });
  const text = sentences.map(localize).join(' ');
  const top = chain.certificates.at(-1);
  if (!anchors || chain.end !== 'issuer-missing' || !top) return text;
  const { profile } = workspace.trustBasis(kit.fromUri);
  const counted = ink.text(localize(anchorsSentence(profile, anchors)));
  const setting = ink.code('"tlsense.trustAnchors.system": "mozilla"');
  const offer = workspace.isPublicRoot(top.issuer)
    ? localize(publicRootOffer(ink.text(nameOf(top.issuer)), setting))
    : '';
  return paragraphs([text, offer, counted]);
}

function machineName(name: string, store: string, localize: Localize): string {
  return localize(store === 'mozilla' ? message('{name} (Mozilla)', { name }) : message('{name} (system)', { name }));
}

/** What is asked for first comes first: a hover shows some ten lines before it has to be scrolled. */
const certificateRows = [
  'subject',
  'subjectAltName',
  'validity',
  'publicKey',
  'extKeyUsage',
  'keyUsage',
  'isCa',
  'issuer',
  'signatureAlgorithm',
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
  const encrypted = key.encryption
    ? localize(
        message('Encrypted with {algorithm}.', { algorithm: ink.text(localize(encryptionText(key.encryption))) }),
      )
    : '';
  return paragraphs([
    titleLine(title),
    encrypted,
    key.publicKey
      ? certificatesOf(key.publicKey, kit) || localize(message('No certificate in this workspace belongs to it.'))
      : localize(message('What it belongs to is known only to those who have its passphrase.')),
  ]);
}

/** The certificates of the workspace that a key belongs to. */
function certificatesOf(key: SubjectPublicKeyInfo, kit: CardKit): string {
  const lines = kit.workspace.certificatesOf(key).flatMap(({ uri, object }) => {
    if (object.value?.kind !== 'certificate') return [];
    const certificate = located(displayName(object.value), uri, kit);
    return kit.localize(message('Belongs to {certificate}.', { certificate }));
  });
  return lines.slice(0, shownPlaces).join('\n\n');
}

/** The files of the private halves of a key. */
function privateKeyPlaces(key: SubjectPublicKeyInfo, { ink, localize, workspace, fromUri }: CardKit): string[] {
  const uris = [...new Set(workspace.privateKeysOf(key).map(({ uri }) => uri))].slice(0, shownPlaces);
  return uris.map((uri) => (uri === fromUri ? localize(message('this file')) : fileLink(uri, ink, fromUri)));
}

function privateKeySentence(key: SubjectPublicKeyInfo, kit: CardKit): string {
  const places = privateKeyPlaces(key, kit);
  return places.length === 0 ? '' : kit.localize(message('Its private key is in {places}.', { places }));
}

const shownPlaces = 5;

/** A name and the file it is in. */
function located(name: string, uri: string, { ink, fromUri }: CardKit): string {
  return uri === fromUri ? ink.strong(name) : `${ink.strong(name)} (${fileLink(uri, ink, fromUri)})`;
}

function fileLink(uri: string, ink: Ink, fromUri: string): string {
  return ink.link(displayPath(uri, fromUri), uri);
}

function stateMark({ validity }: Certificate, { now, expiryWarningDays }: CardKit): string {
  if (now < validity.notBefore || validity.notAfter < now) return '✖ ';
  return validity.notAfter.getTime() - now.getTime() <= expiryWarningDays * 86_400_000 ? '⚠ ' : '';
}

/** `publicKey` is looked for in the workspace: its row says where the private half lies. */
function table(value: PkiValue, kit: CardKit, keys: readonly string[], publicKey?: SubjectPublicKeyInfo): string {
  const fields = flat(describe(value));
  const places = publicKey ? privateKeyPlaces(publicKey, kit) : [];
  const rows = keys.flatMap((key): Row[] => {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field?.text) return [];
    const [label, shown] = row(field.key, field.label, field.text, kit);
    if (key !== 'publicKey' || places.length === 0) return [[label, shown]];
    return [[label, kit.localize(message('{key} · private key in {places}', { key: shown, places }))]];
  });
  return kit.ink.table(rows);
}

function row(key: string, label: Message, text: Message, { ink, localize }: CardKit): Row {
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

function titleLine(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
