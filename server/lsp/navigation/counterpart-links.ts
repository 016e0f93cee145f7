import type { DocumentLink } from 'vscode-languageserver';
import { type Message, message } from '../../core/base/message.ts';
import { span } from '../../core/base/span.ts';
import type { LocatedObject } from '../../core/lint/facts.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { PkiObject, PkiValue } from '../../core/x509/types.ts';
import type { ReadText } from '../documents.ts';
import { toRange } from '../ranges.ts';
import type { Session } from '../session.ts';
import { toLocations } from './locations.ts';

/** Blocks of one document that are linked: whoever opens a bundle of thousands looks for no key. */
const linkedBlocks = 200;

/** From the BEGIN line of a certificate to its private key in another file, and from that of a key to its certificate. */
export async function counterpartLinks(
  { document, reading }: ReadText,
  { workspace, places, localize }: Session,
): Promise<DocumentLink[]> {
  const { uri } = document;
  // Ranges are taken before anything is waited for.
  const drafts = reading.pki.objects.slice(0, linkedBlocks).flatMap(({ block, value }) => {
    const other = block && value && counterpartOf(value, uri, workspace);
    if (!block || !other) return [];
    return [{ range: toRange(document, span(block.span.start, block.body.start)), other }];
  });
  return Promise.all(
    drafts.map(async ({ range, other }) => ({
      range,
      target: await targetOf(other.located, places),
      tooltip: localize(other.title),
    })),
  );
}

function counterpartOf(
  value: PkiValue,
  uri: string,
  workspace: Workspace,
): { readonly located: LocatedObject; readonly title: Message } | undefined {
  const key =
    value.kind === 'certificate' ? value.subjectPublicKeyInfo : value.kind === 'private-key' && value.publicKey;
  if (!key) return undefined;
  const isCertificate = value.kind === 'certificate';
  const others = isCertificate ? workspace.privateKeysOf(key) : workspace.certificatesOf(key);
  if (others.some((other) => other.uri === uri)) return undefined;
  const [located] = others;
  if (!located) return undefined;
  const title = isCertificate ? message('Open its private key') : message('Open its certificate');
  return { located, title };
}

/** Editors understand a line as the fragment of a link. */
async function targetOf(located: LocatedObject, places: Session['places']): Promise<string> {
  const [location] = startsItsFile(located.object) ? [] : await toLocations([located], places);
  const line = location?.range.start.line ?? 0;
  return line > 0 ? `${located.uri}#L${line + 1}` : located.uri;
}

function startsItsFile({ span: { start } }: PkiObject): boolean {
  return start === 0;
}
