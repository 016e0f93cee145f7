import { type Message, verbatim } from '../../core/base/message.ts';
import { touches } from '../../core/base/span.ts';
import type { Completion, FilePlace } from '../../core/config/completion.ts';
import { languageOf } from '../../core/config/find.ts';
import { displayName, keyText } from '../../core/describe/names.ts';
import { listStateText, summary, validityText } from '../../core/describe/summary.ts';
import { validityState } from '../../core/describe/validity-state.ts';
import { fileReferences } from '../../core/tls/context.ts';
import { ownPurpose } from '../../core/workspace/path-question.ts';
import { isAbsolute, isInside } from '../../core/workspace/paths.ts';
import type { PkiObject, PkiValue } from '../../core/x509/types.ts';
import type { CompletionProvider, Place } from './provider.ts';

/** A list that is longer is looked through by typing. */
const shownFiles = 500;

/** Files that a path in a configuration can lead to: the kind that is asked for first, as the file writes paths. */
export const filePaths: CompletionProvider = async (place) => {
  const at = await placeAt(place);
  if (!at) return [];
  if (at.purpose === 'include') return includes(at, place);
  const { purpose } = at;
  const written = place.reading.document.text.slice(at.span.start, at.span.end);
  const found = place.workspace.pkiFiles
    .flatMap(({ uri, objects }) => {
      const object = objects.find((one) => isPem(one) && fits(one, purpose));
      const rank = object && rankOf(object, objects, uri, at, place);
      return object && rank !== undefined ? [{ uri, object, rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank || (a.uri < b.uri ? -1 : 1))
    .slice(0, shownFiles);
  const files = found.flatMap(({ uri, object, rank }) => {
    const like = { path: written, span: at.span, purpose, base: at.base };
    const path = place.workspace.pathLike(like, uri, place.reading.document.uri);
    return !path || /[\s;{}"'\\$]/.test(path) ? [] : [{ path, object, rank }];
  });
  files.sort((a, b) => a.rank - b.rank || depth(a.path) - depth(b.path));
  return files.map(({ path, object: { value } }): Completion => {
    const detail = value && summary(value, { now: place.now });
    const remark = value && remarkOf(value, place.now);
    return {
      label: path,
      kind: 'file',
      replaces: at.span,
      ...(remark && { remark }),
      ...(detail && { detail }),
    };
  });
};

/** As servers read files: binary ones, key stores and what stands in another text are not what a path may lead to. */
function isPem({ block, form }: PkiObject): boolean {
  return block !== undefined && form === undefined;
}

/** More would take the room of the path. */
const longestRemark = 24;

/** Whose it is, or that it is out of date: what tells one path from another. */
function remarkOf(value: PkiValue, now: Date): Message | undefined {
  switch (value.kind) {
    case 'certificate':
      return validityState(value, now).state === 'valid'
        ? verbatim(shortened(displayName(value)))
        : validityText(value, now);
    case 'private-key':
      return value.keyType === 'unknown' ? undefined : verbatim(keyText(value));
    case 'certificate-list':
      return listStateText(value, now);
    default:
      return undefined;
  }
}

/** Of a setting that is read already, or as the language says of a text that is not finished. */
async function placeAt({ reading, offset }: Place): Promise<FilePlace | undefined> {
  const { contexts, document } = reading;
  const vocabulary = await languageOf(document)?.loadVocabulary?.();
  const told = vocabulary?.filePlace(document.text, offset);
  if (told) return told;
  return contexts.flatMap(fileReferences).find(({ span }) => touches(span, offset));
}

function fits({ value }: PkiObject, purpose: FilePlace['purpose']): boolean {
  switch (purpose) {
    case 'certificate':
      return value?.kind === 'certificate' && value.basicConstraints?.cA !== true;
    case 'trust-anchors':
      return value?.kind === 'certificate' && value.basicConstraints?.cA === true;
    case 'private-key':
      return value?.kind === 'private-key';
    case 'revocation-list':
      return value?.kind === 'certificate-list';
    default:
      return false;
  }
}

function shortened(name: string): string {
  return name.length > longestRemark ? `${name.slice(0, longestRemark).toWellFormed()}…` : name;
}

/** Undefined for what is most likely not meant: a server's chain is no store of CAs. */
function rankOf(
  { value }: PkiObject,
  objects: readonly PkiObject[],
  uri: string,
  { purpose, role }: FilePlace,
  { reading, workspace, offset, now }: Place,
): number | undefined {
  const context = reading.contexts.find(({ span }) => touches(span, offset));
  if (value?.kind === 'certificate') {
    if (purpose === 'trust-anchors')
      return objects.some((one) => fits(one, 'certificate')) ? undefined : workspace.isSelfSigned(value) ? 0 : 1;
    const side = role ?? context?.role;
    const purposeRank = side === undefined || ownPurpose(value) === side ? 0 : ownPurpose(value) === 'any' ? 2 : 4;
    const isOutdated = now < value.validity.notBefore || now > value.validity.notAfter;
    const hasKey = workspace.privateKeysOf(value.subjectPublicKeyInfo).length > 0;
    return (isOutdated ? 8 : 0) + purposeRank + (hasKey ? 0 : 1);
  }
  if (value?.kind === 'private-key' && value.publicKey) {
    // The key of the certificate beside it is the one.
    const own = workspace.certificatesOf(value.publicKey).map((one) => one.uri);
    const named = (context?.certificates ?? []).flatMap(({ value: reference }) => {
      const target = reference === 'unknown' ? undefined : workspace.resolve(reference, reading.document.uri);
      return target?.state === 'found' ? [target.uri] : [];
    });
    return own.some((certificate) => named.includes(certificate)) ? 0 : own.some((one) => one !== uri) ? 1 : 2;
  }
  return 0;
}

/** Names of files that are made to be included. */
const includable = /\.(?:conf|nginx|vhost|inc|types)$|_params$|^(?:default|mime\.types)$/;

async function includes(at: FilePlace, { reading, files, folder, workspace }: Place): Promise<Completion[]> {
  const { uri: self, text } = reading.document;
  if (folder === undefined) return [];
  const listed = await files.list(folder, (name) => includable.test(name));
  const written = text.slice(at.span.start, at.span.end);
  const like = { path: written, span: at.span, purpose: 'certificate' as const, base: at.base };
  const paths = listed
    .filter((uri) => uri !== self && isInside(uri, folder))
    .flatMap((uri) => workspace.pathLike(like, uri, self) ?? [])
    .filter((path) => !/[\s;{}"'\\$*?[\]]/.test(path) && !/(?:^|\/)(?:node_modules|nginx\.conf$)/.test(path));
  const folders = new Map<string, number>();
  for (const path of paths) {
    const [, of] = /^(.*\/)[^/]+\.conf$/.exec(path) ?? [];
    if (of !== undefined) folders.set(of, (folders.get(of) ?? 0) + 1);
  }
  const patterns = [...folders].flatMap(([of, count]) => (count > 1 ? [`${of}*.conf`] : []));
  return [...patterns, ...paths.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))]
    .slice(0, shownFiles)
    .map((path): Completion => ({ label: path, kind: 'file', replaces: at.span }));
}

function depth(path: string): number {
  return (isAbsolute(path) ? 0 : path.split('../').length - 1) * 10 + path.split('/').length;
}
