/** Puts new files into the configuration of a server, so that it presents them and demands client certificates. */
import { applyEdits, type TextEdit } from '../base/edit.ts';
import type { ConfigReader } from '../config/language.ts';
import type { FileReference, Setting, TlsContext } from '../tls/context.ts';

/** Paths as the configuration writes them where the given reference stands. */
export interface NewPaths {
  certificate(like: FileReference): string | undefined;
  privateKey(like: FileReference): string | undefined;
  trustAnchors(like: FileReference): string | undefined;
}

/** Characters that mean themselves in every language, quoted or not. */
const plain = /^[\w./@+-]+$/;

/**
 * The edits for one server; undefined where its text does not show where the files belong. They are proven by reading
 * the result again: it has to say what was wanted.
 */
export function wireServer(
  text: string,
  context: TlsContext,
  reader: ConfigReader,
  paths: NewPaths,
): readonly TextEdit[] | undefined {
  const certificate = onlyPath(context.certificates);
  const privateKey = onlyPath(context.privateKeys);
  if (context.role !== 'server' || !certificate || !privateKey) return undefined;
  const anchors = context.trustAnchors?.length ? onlyPath(context.trustAnchors) : undefined;
  if (context.hasTrustAnchors && !anchors) return undefined;
  const [newCertificate, newKey] = [paths.certificate(certificate), paths.privateKey(privateKey)];
  const newAnchors = paths.trustAnchors(anchors ?? certificate);
  if (newCertificate === undefined || newKey === undefined || newAnchors === undefined) return undefined;
  if (![newCertificate, newKey, newAnchors].every((path) => plain.test(path))) return undefined;
  const edits: TextEdit[] = [
    { span: certificate.span, text: newCertificate },
    { span: privateKey.span, text: newKey },
  ];
  if (anchors) edits.push({ span: anchors.span, text: newAnchors });
  if (context.peerVerification?.value !== 'required') {
    const change = { setting: 'verify-clients', ...(anchors ? {} : { trustAnchors: newAnchors }) } as const;
    const verification = reader.write(text, context, change);
    if (!verification) return undefined;
    edits.push(...verification);
  }
  const changed = applyEdits(text, edits);
  return changed !== undefined && isWired(reader, changed, [newCertificate, newKey, newAnchors]) ? edits : undefined;
}

function isWired(reader: ConfigReader, text: string, [certificate, key, anchors]: readonly string[]): boolean {
  return reader
    .read(text)
    .contexts.some(
      (context) =>
        context.role === 'server' &&
        context.peerVerification?.value === 'required' &&
        onlyPath(context.certificates)?.path === certificate &&
        onlyPath(context.privateKeys)?.path === key &&
        onlyPath(context.trustAnchors)?.path === anchors,
    );
}

/** The path of a setting that is given once, in this very text. */
function onlyPath(settings: readonly Setting<FileReference>[] | undefined): FileReference | undefined {
  const [only, ...more] = settings ?? [];
  if (!only || more.length > 0 || only.value === 'unknown' || only.origin !== 'explicit') return undefined;
  return only.value;
}
