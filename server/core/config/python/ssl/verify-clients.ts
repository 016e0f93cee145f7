import type { TextEdit } from '../../../base/edit.ts';
import { writeName } from '../imports.ts';
import type { SourceFile } from '../place.ts';
import { insertAt, joinLines } from '../text-edits.ts';
import { isCertain, type MethodCall } from '../value.ts';
import { writePath } from '../written-path.ts';
import type { SslContext } from './ssl-context.ts';
import { writeVerification } from './write-verification.ts';

/** A server's context that asks nobody for a certificate asks everybody, and lets in those of one CA. */
export function verifyClients(
  context: SslContext,
  file: SourceFile,
  trustAnchors: string | undefined,
): TextEdit[] | undefined {
  const { role, verify, files, subject } = context;
  if (role !== 'server') return undefined;
  // Switched off by a line of its own, which is the one to change.
  if (verify.touch) return writeVerification(context, file, { trustAnchors, nameOnly: false });
  if (verify.value !== 'none' || (trustAnchors === undefined) !== files.hasTrustAnchors) return undefined;
  const chain = subject.touches.find(
    (touch): touch is MethodCall => touch.kind === 'call' && touch.method === 'load_cert_chain',
  );
  const receiver = chain?.call.callee.firstChild;
  if (!chain || !receiver || !isCertain(chain, subject)) return undefined;
  const { statement } = chain;
  const required = writeName('ssl.CERT_REQUIRED', file.imports, statement, file.text);
  const name = file.text.slice(receiver.from, receiver.to);
  const lines = [`${name}.verify_mode = ${required.text}`];
  const edits: TextEdit[] = [...required.edits];
  if (trustAnchors !== undefined) {
    const path = writePath(trustAnchors, file, statement);
    edits.push(...path.edits);
    lines.push(`${name}.load_verify_locations(${path.text})`);
  }
  // The first, empty line begins where the statement ends.
  edits.push(insertAt(statement.to, joinLines(file.text, statement, ['', ...lines])));
  return edits;
}
