import type { ProtocolVersion } from '../../tls/protocol-version.ts';

/** The members of `ssl.TLSVersion`, and the endings of `ssl.PROTOCOL_…` and `ssl.OP_NO_…`. */
const versions: ReadonlyMap<string, ProtocolVersion> = new Map([
  ['SSLv2', 'SSLv2'],
  ['SSLv3', 'SSLv3'],
  ['TLSv1', 'TLSv1'],
  ['TLSv1_1', 'TLSv1.1'],
  ['TLSv1_2', 'TLSv1.2'],
  ['TLSv1_3', 'TLSv1.3'],
]);

/** `ssl.TLSVersion.TLSv1_2`. `MINIMUM_SUPPORTED` is the build's own floor, which is not ours to know. */
export function versionOfMember(name: string): ProtocolVersion | undefined {
  const member = /\.TLSVersion\.(\w+)$/.exec(name)?.[1];
  return member === undefined ? undefined : versions.get(member);
}

/** `ssl.PROTOCOL_TLSv1`: a context of that version alone. `PROTOCOL_SSLv23` is the old name of `PROTOCOL_TLS`. */
export function versionOfProtocol(name: string): ProtocolVersion | undefined {
  const protocol = /\.PROTOCOL_(\w+)$/.exec(name)?.[1];
  return protocol === undefined ? undefined : versions.get(protocol);
}

/** `ssl.OP_NO_TLSv1`. */
export function versionOfOption(name: string): ProtocolVersion | undefined {
  const option = /\.OP_NO_(\w+)$/.exec(name)?.[1];
  return option === undefined ? undefined : versions.get(option);
}

export function memberOfVersion(version: ProtocolVersion): string {
  return version.replace('.', '_');
}
