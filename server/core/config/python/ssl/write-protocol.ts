import type { TextEdit } from '../../../base/edit.ts';
import { writeName } from '../imports.ts';
import type { SourceFile } from '../place.ts';
import { removeStatements, replaceNode } from '../text-edits.ts';
import { writePath } from '../written-path.ts';
import { isOnlyTarget } from './observe-sides.ts';
import { nameServers } from './server-name.ts';
import type { SslContext } from './ssl-context.ts';

/**
 * `ssl.SSLContext(…)` becomes `ssl.create_default_context()`, which verifies, checks names and trusts somebody. Where a
 * socket is wrapped for a server whose name the text does not tell, that would fail.
 */
export function writeClientProtocol(
  context: SslContext,
  file: SourceFile,
  trustAnchors: string | undefined,
): TextEdit[] | undefined {
  const { call } = context.subject;
  const list = call?.node.getChild('ArgList');
  const names = nameServers(context, file);
  const off = context.subject.touches.flatMap((touch) =>
    touch.kind === 'assignment' && touch.attribute === 'check_hostname' ? [touch] : [],
  );
  if (!call || !list || !names || !off.every(isOnlyTarget)) return undefined;
  const make = writeName('ssl.create_default_context', file.imports, call.callee, file.text);
  const path = trustAnchors === undefined ? undefined : writePath(trustAnchors, file, call.node);
  const callee = call.node.firstChild ?? call.callee;
  return [
    replaceNode(callee, make.text),
    replaceNode(list, path ? `(cafile=${path.text})` : '()'),
    ...make.edits,
    ...(path?.edits ?? []),
    ...names,
    // The name check is on by default, and better stays so.
    ...removeStatements(
      file.text,
      off.map(({ statement }) => statement),
      file.removable,
    ),
  ];
}
