import { encodeBase64 } from './base64.ts';
import type { PemBlock } from './block.ts';

/** RFC 7468, section 3: lines of 64 characters. */
export function writePem(label: PemBlock['label'], der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
