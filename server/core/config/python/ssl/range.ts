import type { SyntaxNode } from '@lezer/common';
import { type ProtocolVersion, protocolVersions } from '../../../tls/protocol-version.ts';
import { type Argument, isCertain, type Subject } from '../value.ts';
import { versionOfMember, versionOfOption, versionOfProtocol } from '../versions.ts';
import { type Held, hold, nothing, settled } from './held.ts';

/** One end of the range of versions. */
export interface HeldVersion extends Held<ProtocolVersion> {
  /** The expression that names the version. */
  readonly node: SyntaxNode;
  /** `PROTOCOL_TLSv1`: both ends at once. */
  readonly isProtocol: boolean;
}

export function readVersion(
  subject: Subject,
  protocol: Argument | undefined,
  attribute: 'minimum_version' | 'maximum_version',
): HeldVersion | undefined {
  const only = protocol?.value.kind === 'name' ? versionOfProtocol(protocol.value.name) : undefined;
  let held: HeldVersion | undefined =
    only && protocol ? { value: only, span: protocol.span, node: protocol.node, isProtocol: true } : undefined;
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment' || touch.attribute !== attribute) continue;
    const value = settled(touch);
    const version = value.kind === 'name' ? versionOfMember(value.name) : undefined;
    const now = hold<ProtocolVersion>(
      subject,
      held ?? nothing<ProtocolVersion>('unknown'),
      version ?? 'unknown',
      touch,
    );
    if (now.touch === touch) held = { ...now, node: touch.node, isProtocol: false };
  }
  return held && attribute === 'minimum_version' ? raised(subject, held) : held;
}

/** A floor under versions that `options |= ssl.OP_NO_…` takes out is where the first of those left is. */
function raised(subject: Subject, held: HeldVersion): HeldVersion {
  if (held.value === 'unknown') return held;
  const excluded = new Map<ProtocolVersion, boolean>();
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment' || touch.attribute !== 'options' || touch.operator !== '|=') continue;
    const names =
      touch.value.kind === 'flags' ? touch.value.names : touch.value.kind === 'name' ? [touch.value.name] : [];
    for (const name of names) {
      const version = versionOfOption(name);
      if (version) excluded.set(version, (excluded.get(version) ?? false) || isCertain(touch, subject));
    }
  }
  for (const version of protocolVersions.slice(protocolVersions.indexOf(held.value))) {
    const isOut = excluded.get(version);
    if (isOut === undefined) return { ...held, value: version };
    if (!isOut) return { ...held, value: 'unknown' };
  }
  return held;
}
