import { writePem } from '../pem/write-pem.ts';
import type { Certificate, PkiObject } from '../x509/types.ts';
import type { HeldCertificate, ServedChain } from './facts.ts';
import type { FileEdit } from './finding.ts';

// Edits of a file of certificates in PEM. They keep whatever else is in it: keys, other text.

/** The missing issuers, each behind what it issued. */
export function appendIssuers({ uri, missing }: ServedChain): FileEdit[] {
  const texts = new Map<number, string>();
  for (const { certificate, behind } of missing) {
    const at = behind.object.span.end;
    texts.set(at, `${texts.get(at) ?? ''}\n${pemOf(certificate.der)}`);
  }
  return [...texts].map(([at, text]) => ({ uri, span: { start: at, end: at }, text }));
}

/** Certificates behind an object of a file, one after the other. */
export function appendCertificates(uri: string, { span }: PkiObject, added: readonly Certificate[]): FileEdit[] {
  const text = added.map(({ der }) => `\n${pemOf(der)}`).join('');
  return [{ uri, span: { start: span.end, end: span.end }, text }];
}

/** Takes certificates out of the file that holds `objects`, with the text between them and what stands before. */
export function removeCertificates(
  uri: string,
  objects: readonly PkiObject[],
  unwanted: readonly HeldCertificate[],
): FileEdit[] {
  const edits: FileEdit[] = [];
  for (const { object } of unwanted) {
    const at = objects.indexOf(object);
    const before = objects[at - 1];
    const after = objects[at + 1];
    const last = edits.at(-1);
    if (last && before && last.span.end >= before.span.end) {
      edits[edits.length - 1] = { ...last, span: { start: last.span.start, end: object.span.end } };
    } else if (before) edits.push({ uri, span: { start: before.span.end, end: object.span.end }, text: '' });
    else if (after) edits.push({ uri, span: { start: object.span.start, end: after.span.start }, text: '' });
  }
  return edits;
}

/** The certificates in their order, each at one of the places they have now. */
export function reorder({ uri, written, ordered }: ServedChain): FileEdit[] {
  return written.flatMap(({ object }, i) => {
    const wanted = ordered[i];
    return wanted && wanted.object !== object ? [{ uri, span: object.span, text: pemOf(wanted.certificate.der) }] : [];
  });
}

function pemOf(der: Uint8Array): string {
  return writePem('CERTIFICATE', der).trimEnd();
}
