import { type Message, message } from '../../core/base/message.ts';
import { describe } from '../../core/describe/describe.ts';
import { displayName, keyText } from '../../core/describe/names.ts';
import { certificateNoun, listStateText, summary, validityText } from '../../core/describe/summary.ts';
import { expiresSoon } from '../../core/describe/validity-state.ts';
import type { Certificate, CertificateList, PkiObject, PkiValue, PrivateKey } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { CardKit } from './card-kit.ts';
import { certificateTable, row, table } from './card-rows.ts';
import { nameOf } from './chain-sentences.ts';
import { standingOf } from './standing.ts';

/** A PKI object for a person: what it is and its state, who stands behind it, its fields, then how that was found out. */
export function objectCard(object: PkiObject, kit: CardKit): string {
  const { value, problems } = object;
  const { ink, localize } = kit;
  if (!value) {
    const title = titleLine([ink.strong(writtenAs(object)), localize(message('cannot be read'))]);
    return paragraphs([title, ink.list(problems.map((problem) => ink.text(localize(problem.message))))]);
  }
  const { said, details } = standingOf(object, kit);
  const head = [titleOf(value, kit), ...said, actions(value, kit)];
  switch (value.kind) {
    case 'certificate':
      return paragraphs([...head, certificateTable(value, kit), ...details]);
    case 'certification-request':
      return paragraphs([
        ...head,
        table(value, kit, ['subject', 'subjectAltName', 'publicKey', 'signatureAlgorithm'], value.subjectPublicKeyInfo),
      ]);
    case 'certificate-list':
      return paragraphs([
        ...head,
        table(value, kit, ['issuer', 'thisUpdate', 'nextUpdate', 'revokedCount', 'crlNumber', 'signatureAlgorithm']),
      ]);
    case 'private-key':
    case 'public-key':
      return paragraphs(head);
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

/** What it is, whose, and how it stands today. */
function titleOf(value: PkiValue, kit: CardKit): string {
  const { ink, localize } = kit;
  switch (value.kind) {
    case 'certificate':
      return titleLine([
        ink.strong(localize(certificateNoun(value))),
        ink.strong(displayName(value)),
        ink.text(`${stateMark(value, kit)}${localize(validityText(value, kit.now))}`),
      ]);
    case 'certification-request':
      return titleLine([ink.strong(localize(message('Certificate request'))), ink.strong(nameOf(value.subject))]);
    case 'certificate-list':
      return titleLine([
        ink.strong(localize(message('Revocation list'))),
        ink.strong(nameOf(value.issuer)),
        ink.text(listState(value, kit)),
      ]);
    case 'private-key':
      return titleLine(privateKeyTitle(value, kit));
    case 'public-key':
      return titleLine([ink.strong(localize(message('Public key'))), ink.strong(keyText(value.subjectPublicKeyInfo))]);
    default:
      return '';
  }
}

/** Type and size: nothing of a private key is shown that its public half does not say. */
function privateKeyTitle(key: PrivateKey, { ink, localize }: CardKit): string[] {
  const title = [ink.strong(localize(message('Private key')))];
  if (key.keyType !== 'unknown') title.push(ink.strong(keyText(key)));
  if (key.encrypted) title.push(ink.text(localize(message('encrypted'))));
  return title;
}

function listState(list: CertificateList, { localize, now }: CardKit): string {
  const state = listStateText(list, now);
  if (!state) return localize(message('no next update'));
  return `${list.nextUpdate && list.nextUpdate < now ? '✖ ' : ''}${localize(state)}`;
}

/** What can be done with it, one click away. */
function actions({ kind }: PkiValue, { ink, localize, fromUri, pointedAt }: CardKit): string {
  if (!pointedAt) return '';
  const given = encodeURIComponent(JSON.stringify([fromUri, pointedAt]));
  const link = (title: Message, command: string): string => ink.link(localize(title), `command:${command}?${given}`);
  return [
    link(message('Copy…'), 'tlsense.copyFromCertificate'),
    ...(kind === 'private-key' ? [] : [link(message('Show as Text'), 'tlsense.showAsText')]),
    ...(kind === 'certificate' ? [link(message('Compare…'), 'tlsense.compareCertificates')] : []),
  ].join(' · ');
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

function stateMark({ validity }: Certificate, { now, expiryWarningDays }: CardKit): string {
  if (now < validity.notBefore || validity.notAfter < now) return '✖ ';
  return expiresSoon(validity, now, expiryWarningDays) ? '⚠ ' : '';
}

function titleLine(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
