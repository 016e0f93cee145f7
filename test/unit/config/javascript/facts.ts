import { reader } from '../../../../server/core/config/javascript/reader.ts';
import type { FileReference, Setting, TlsContext } from '../../../../server/core/tls/context.ts';

/** The contexts of a text, each as `role name {…}` with only what is asked for: short enough to read in a table. */
export function contextsOf(text: string): readonly TlsContext[] {
  return reader.read(text).contexts;
}

/** `role peerVerification` of every context. */
export function peers(text: string): string[] {
  return contextsOf(text).map(({ role, peerVerification }) => `${role} ${peerVerification?.value ?? '-'}`);
}

/** The text that a setting is written in. */
export function textOf(text: string, setting: Setting<unknown> | undefined): string | undefined {
  return setting && text.slice(setting.span.start, setting.span.end);
}

/** `path (base) [the characters]` of every reference of one kind. */
export function references(
  text: string,
  kind: 'certificates' | 'privateKeys' | 'trustAnchors' | 'revocationLists',
): string[] {
  return contextsOf(text).flatMap((context) => (context[kind] ?? []).map(({ value }) => reference(text, value)));
}

function reference(text: string, value: FileReference | 'unknown'): string {
  if (value === 'unknown') return value;
  const base = value.base === 'document' ? 'document' : 'cwd';
  return `${value.path} (${base}) [${text.slice(value.span.start, value.span.end)}]`;
}
