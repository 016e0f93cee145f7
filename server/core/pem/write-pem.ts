import type { PemBlock } from './block.ts';

/** RFC 7468, section 3: lines of 64 characters. */
export function writePem(label: PemBlock['label'], der: Uint8Array): string {
  let binary = '';
  for (const byte of der) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
