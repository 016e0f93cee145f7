import type { TextEdit } from '../../../base/edit.ts';
import type { ProtocolVersion } from '../../../tls/protocol-version.ts';
import { writeName } from '../imports.ts';
import type { SourceFile } from '../place.ts';
import { replaceNode } from '../text-edits.ts';
import { memberOfVersion } from '../versions.ts';
import type { HeldVersion } from './range.ts';
import { missingNames } from './server-name.ts';
import type { SslContext } from './ssl-context.ts';
import { readVerifyMode } from './verify-mode.ts';

/** Sets one end of the range, where the text names a version for it. */
export function writeVersion(
  context: SslContext,
  held: HeldVersion | undefined,
  value: ProtocolVersion,
  file: SourceFile,
): TextEdit[] | undefined {
  if (!held) return undefined;
  const { node } = held;
  const name = held.isProtocol ? `ssl.${protocolFor(context)}` : `ssl.TLSVersion.${memberOfVersion(value)}`;
  const property = node.name === 'MemberExpression' ? node.getChild('PropertyName') : undefined;
  if (property && /^(?:PROTOCOL_|SSLv|TLSv|M(?:IN|AX)IMUM_)/.test(file.text.slice(property.from, property.to))) {
    return [replaceNode(property, name.slice(name.lastIndexOf('.') + 1))];
  }
  const written = writeName(name, file.imports, node, file.text);
  return [replaceNode(node, written.text), ...written.edits];
}

/**
 * A protocol that speaks every version that the build allows. PROTOCOL_TLS_CLIENT verifies and checks names; where the
 * statements after it would then fail, it is PROTOCOL_TLS, which leaves both to them.
 */
function protocolFor(context: SslContext): string {
  if (context.role === 'server') return 'PROTOCOL_TLS_SERVER';
  if (context.role === undefined || context.creation.kind === 'unverified') return 'PROTOCOL_TLS';
  let isNameChecked = true;
  for (const touch of context.subject.touches) {
    if (touch.kind !== 'assignment') continue;
    if (touch.attribute === 'check_hostname')
      isNameChecked = touch.value.kind !== 'constant' || Boolean(touch.value.value);
    const mode = touch.attribute === 'verify_mode' ? readVerifyMode(touch.value) : undefined;
    if (isNameChecked && (mode === 'none' || mode === 'unknown')) return 'PROTOCOL_TLS';
  }
  return isNameChecked && missingNames(context).length > 0 ? 'PROTOCOL_TLS' : 'PROTOCOL_TLS_CLIENT';
}
