/** Values of directives, as nginx compares them. */
import {
  type FilePurpose,
  type FileReference,
  longestPath,
  type PeerVerification,
  type Unknown,
} from '../../tls/context.ts';
import { type ProtocolVersion, protocolVersions } from '../../tls/protocol-version.ts';
import { isTemplate } from './templates.ts';
import type { Word } from './tokens.ts';

/** The parameters of `ssl_protocols`; nginx does not mind their case. */
export function readProtocol({ value }: Word): ProtocolVersion | Unknown {
  const lower = value.toLowerCase();
  return protocolVersions.find((version) => version.toLowerCase() === lower) ?? 'unknown';
}

/** The value of `ssl_verify_client` (also off, optional, optional_no_ca) or of `*_ssl_verify` (on, off). */
export function readVerification(word: Word | undefined): PeerVerification | Unknown {
  switch (word?.value.toLowerCase()) {
    case 'on':
      return 'required';
    case 'off':
      return 'none';
    case 'optional':
      return 'optional';
    case 'optional_no_ca':
      return 'unverified';
    default:
      return 'unknown';
  }
}

/** An empty path takes an inherited one away: undefined. */
export function readFile(word: Word | undefined, purpose: FilePurpose): FileReference | Unknown | undefined {
  if (!word) return 'unknown';
  const { value, content } = word;
  if (value === '') return undefined;
  // `data:` is the object itself, `engine:` and `store:` name it in an OpenSSL engine or provider.
  const isKnown = value.length <= longestPath && !isTemplate(value) && !/^(?:data|engine|store):/.test(value);
  if (!isKnown) return 'unknown';
  return { path: value, span: content, purpose, base: 'configuration' };
}

/** `~` begins a regular expression. */
export function readName({ value }: Word): string {
  return value.startsWith('~') || isTemplate(value) ? 'unknown' : value;
}

export function isOn(word: Word | undefined): boolean {
  return word?.value.toLowerCase() === 'on';
}

export function isOff(word: Word | undefined): boolean {
  return word?.value.toLowerCase() === 'off';
}
