import { message } from '../base/message.ts';
import type { FileReference, Setting, TlsContext } from '../tls/context.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { PkiObject, SubjectPublicKeyInfo } from '../x509/types.ts';
import type { LintFacts, LocatedObject } from './facts.ts';
import type { Proposal, Report } from './rule.ts';

/** A certificate and a private key that a context names together and that do not belong together. */
export interface WrongPair {
  readonly certificate: FileReference;
  readonly key: FileReference;
  /** The certificate's key, and the public half of the private key. */
  readonly wanted: SubjectPublicKeyInfo;
  readonly given: SubjectPublicKeyInfo;
  readonly holder: LocatedObject;
  readonly secret: LocatedObject;
}

export function* wrongPairs(context: TlsContext, facts: LintFacts): Iterable<WrongPair> {
  for (const { certificate, key } of pairs(context)) {
    const holder = facts.workspace.resolve(certificate, facts.uri);
    const keyFile = facts.workspace.resolve(key, facts.uri);
    if (holder.state !== 'found' || keyFile.state !== 'found') continue;
    const first = holder.objects.find(({ value }) => value?.kind === 'certificate');
    // Where a CA stands first in the file, its order is what is wrong.
    const leaf: PkiObject | undefined = facts.workspace.servedChain(holder)?.leaf.object ?? first;
    const secret = keyFile.objects.find(({ value }) => value?.kind === 'private-key');
    if (leaf?.value?.kind !== 'certificate' || secret?.value?.kind !== 'private-key') continue;
    const wanted = leaf.value.subjectPublicKeyInfo;
    const given = secret.value.publicKey;
    if (!given || keyFingerprint(given) === keyFingerprint(wanted)) continue;
    yield {
      certificate,
      key,
      wanted,
      given,
      holder: { uri: holder.uri, object: leaf },
      secret: { uri: keyFile.uri, object: secret },
    };
  }
}

/** The parts of a report that are the same for every wrong pair. */
export function reportOf(
  { certificate, key, wanted, given, holder, secret }: WrongPair,
  facts: LintFacts,
): Omit<Report, 'message'> {
  return {
    span: key.span,
    data: {
      key: key.path,
      certificate: certificate.path,
      keyType: given.keyType,
      certificateType: wanted.keyType,
    },
    related: [
      { uri: holder.uri, span: holder.object.span, message: message('The certificate') },
      { uri: secret.uri, span: secret.object.span, message: message('The private key') },
    ],
    proposals: matchingKeys(key, wanted, facts),
  };
}

function* pairs(context: TlsContext): Iterable<{ readonly certificate: FileReference; readonly key: FileReference }> {
  const { certificates = [], privateKeys = [] } = context;
  for (const [i, certificate] of certificates.entries()) {
    const key: Setting<FileReference> | undefined = privateKeys[i];
    if (key && key.value !== 'unknown' && certificate.value !== 'unknown') {
      yield { certificate: certificate.value, key: key.value };
    }
  }
}

/** Keys of the workspace that do belong to the certificate, where the path stands in the text as it is. */
function matchingKeys(key: FileReference, wanted: SubjectPublicKeyInfo, facts: LintFacts): Proposal[] {
  if (facts.text.slice(key.span.start, key.span.end) !== key.path) return [];
  const paths = facts.workspace.privateKeysOf(wanted).flatMap(({ uri, object }: LocatedObject) =>
    // As servers read keys: no binary file, and nothing that is encoded in another text.
    object.block && object.form === undefined ? (facts.workspace.pathLike(key, uri, facts.uri) ?? []) : [],
  );
  return [...new Set(paths)].map((path) => ({
    title: message('Use the key that belongs to it: {path}', { path }),
    kind: 'suggestion',
    edits: [{ uri: facts.uri, span: key.span, text: path }],
  }));
}
