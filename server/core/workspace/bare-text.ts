import { editBetween } from '../config/edit-between.ts';
import { suppressionWord } from '../lint/suppression-word.ts';
import { mayHoldPem } from '../pem/may-hold-pem.ts';
import { mayHoldEncoded } from '../x509/encoded/may-hold.ts';

/**
 * Whether a text holds neither PKI objects nor a comment that suppresses, as most configurations. Where the version
 * `before` was so too, what was put in decides, with what stands beside it.
 */
export function isBare(text: string, before?: string): boolean {
  if (before !== undefined && staysBare(before, text)) return true;
  return !mayHoldPem(text) && !mayHoldEncoded(text) && !text.includes(suppressionWord);
}

/** What they all have something of: see `mayHoldPem` and `mayHoldEncoded`. */
const parts = ['----', '"kty"', 'LS0tLS1CRUdJTi', '</', 'X509Certificate>', suppressionWord];
const longest = Math.max(...parts.map(({ length }) => length));

function staysBare(before: string, text: string): boolean {
  const change = editBetween(before, text);
  if (!change) return true;
  const { start, end, by } = change;
  const around = text.slice(Math.max(0, start - longest), end + by + longest);
  return !parts.some((part) => around.includes(part));
}
