import { message } from '../../core/base/message.ts';
import { encryptionText } from '../../core/describe/describe-key-store.ts';
import { displayName } from '../../core/describe/names.ts';
import { anchorsSentence, publicRootOffer } from '../../core/workspace/counted-sentence.ts';
import { ownPurpose, type PathQuestion } from '../../core/workspace/path-question.ts';
import { displayPath } from '../../core/workspace/paths.ts';
import type { Certificate, PkiObject, PrivateKey, SubjectPublicKeyInfo } from '../../core/x509/types.ts';
import type { Ink } from '../ink.ts';
import type { CardKit } from './card-kit.ts';
import { chainSentences, nameOf } from './chain-sentences.ts';
import { isIssuerMissing, pathParagraphs } from './path-card.ts';

/** How an object stands to the others of the workspace, in paragraphs. */
export interface Standing {
  /** Whether it is trusted, or what it belongs to. */
  readonly said: readonly string[];
  /** How that came about: for who asks. */
  readonly details: readonly string[];
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

export function standingOf(object: PkiObject, kit: CardKit): Standing {
  const { value } = object;
  const { localize } = kit;
  switch (value?.kind) {
    case 'certificate':
      return trustOf(object, value, kit);
    case 'private-key': {
      const { encryption } = value;
      const algorithm = encryption && kit.ink.text(localize(encryptionText(encryption)));
      const encrypted =
        algorithm === undefined ? [] : [localize(message('Encrypted with {algorithm}.', { algorithm }))];
      return { said: [...encrypted, ...ownersOf(value, kit)], details: [] };
    }
    case 'certification-request': {
      const owners = certificatesWith(value.subjectPublicKeyInfo, kit);
      return {
        said: owners.map((certificate) =>
          localize(message('A certificate with its key: {certificate}.', { certificate })),
        ),
        details: [],
      };
    }
    case 'public-key': {
      const { subjectPublicKeyInfo: key } = value;
      const owners = certificatesWith(key, kit).map((certificate) =>
        localize(message('Belongs to {certificate}.', { certificate })),
      );
      const places = privateKeyPlaces(key, kit);
      const half = places.length === 0 ? [] : [localize(message('Its private key is in {places}.', { places }))];
      return { said: [...owners, ...half], details: [] };
    }
    case 'certificate-list': {
      const signer = kit.workspace.signersOf(value).find(({ signature }) => signature === 'valid');
      if (!signer) return { said: [], details: [] };
      const issuer = kit.ink.strong(displayName(signer.certificate));
      const at = kit.workspace.placeOf(signer.certificate);
      const from = at && at.uri !== kit.fromUri ? `${issuer} (${fileLink(at.uri, kit)})` : issuer;
      return {
        said: [localize(message('Signed by {issuer}: its signature was verified.', { issuer: from }))],
        details: [],
      };
    }
    default:
      return { said: [], details: [] };
  }
}

/** What a private key belongs to. */
function ownersOf({ encrypted, publicKey }: PrivateKey, kit: CardKit): string[] {
  const { localize } = kit;
  if (!publicKey) {
    const why = encrypted
      ? message('What it belongs to is known only to those who have its passphrase.')
      : message('What it belongs to cannot be told: its public half is not in the file.');
    return [localize(why)];
  }
  const owners = certificatesWith(publicKey, kit);
  if (owners.length === 0) return [localize(message('No certificate in this workspace belongs to it.'))];
  return owners.map((certificate) => localize(message('Belongs to {certificate}.', { certificate })));
}

/** Whether it is trusted, and why not; where an issuer is not here, who stands behind it as far as that is known. */
function trustOf(object: PkiObject, certificate: Certificate, kit: CardKit): Standing {
  const { ink, localize, workspace } = kit;
  const question = questionOf(object, kit);
  const report = question && workspace.pathReport(question);
  const place = (one: Certificate, name: string): string => {
    const at = workspace.placeOf(one);
    if (at) return at.uri === kit.fromUri ? name : `${name} (${fileLink(at.uri, kit)})`;
    return question?.basis?.isMachineRoot(one) ? machineName(name, question.basis.system, kit) : name;
  };
  const anchors = question && workspace.countedAnchors(question);
  if (question && anchors && report && !isIssuerMissing(report)) {
    return pathParagraphs(report, question.purpose, anchors, {
      text: ink.text,
      strong: ink.strong,
      list: ink.list,
      localize,
      certificate: (one) =>
        one.sha256 === certificate.sha256 ? ink.text(displayName(one)) : place(one, ink.text(displayName(one))),
      source(issuer, source) {
        const at = workspace.placeOfSource(source);
        return at ? `${ink.text(issuer)} (${fileLink(at.uri, kit)})` : ink.text(issuer);
      },
    });
  }
  const chain = workspace.chainOf(certificate);
  const sentences = chainSentences(chain, {
    text: ink.text,
    certificate: (issuer) => place(issuer, ink.strong(displayName(issuer))),
  });
  const text = sentences.map(localize).join(' ');
  const top = chain.certificates.at(-1);
  if (!anchors || chain.end !== 'issuer-missing' || !top) return { said: [text], details: [] };
  const { profile } = workspace.trustBasis(kit.fromUri);
  const counted = ink.text(localize(anchorsSentence(profile, anchors)));
  const setting = ink.code('"tlsense.trustAnchors.system": "mozilla"');
  const offer = workspace.isPublicRoot(top.issuer)
    ? localize(publicRootOffer(ink.text(nameOf(top.issuer)), setting))
    : '';
  return { said: [text, offer], details: [counted] };
}

function machineName(name: string, store: string, { localize }: CardKit): string {
  return localize(store === 'mozilla' ? message('{name} (Mozilla)', { name }) : message('{name} (system)', { name }));
}

/** The certificates of the workspace that a key belongs to, each with the files that it is in. */
function certificatesWith(key: SubjectPublicKeyInfo, { ink, workspace, fromUri }: CardKit): string[] {
  const uris = new Map<string, { readonly certificate: Certificate; readonly uris: Set<string> }>();
  for (const { uri, certificate } of workspace.certificatesOf(key)) {
    const known = uris.get(certificate.sha256);
    if (known) known.uris.add(uri);
    else uris.set(certificate.sha256, { certificate, uris: new Set([uri]) });
  }
  return [...uris.values()].slice(0, shownPlaces).map(({ certificate, uris: places }) => {
    const name = ink.strong(displayName(certificate));
    if (places.has(fromUri)) return name;
    const best = workspace.placeOf(certificate)?.uri;
    const ordered = [...new Set([...(best === undefined ? [] : [best]), ...nearestFirst(places, fromUri)])];
    const files = ordered.slice(0, shownPlaces).map((uri) => fileLink(uri, { ink, fromUri }));
    return `${name} (${files.join(', ')}${ordered.length > files.length ? ' …' : ''})`;
  });
}

/** The files of the private halves of a key. */
export function privateKeyPlaces(key: SubjectPublicKeyInfo, kit: CardKit): string[] {
  const { localize, workspace, fromUri } = kit;
  const uris = new Set(workspace.privateKeysOf(key).map(({ uri }) => uri));
  const near = nearestFirst(uris, fromUri).slice(0, shownPlaces);
  return near.map((uri) => (uri === fromUri ? localize(message('this file')) : fileLink(uri, kit)));
}

const shownPlaces = 5;

/** The file itself, what lies beside it, then what is reached by fewer steps. */
function nearestFirst(uris: Iterable<string>, fromUri: string): string[] {
  const steps = (uri: string): number => (uri === fromUri ? 0 : displayPath(uri, fromUri).split('/').length);
  return [...uris].sort((a, b) => steps(a) - steps(b));
}

export function fileLink(uri: string, { ink, fromUri }: { readonly ink: Ink; readonly fromUri: string }): string {
  return ink.link(displayPath(uri, fromUri), uri);
}
