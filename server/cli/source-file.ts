import { writeFile } from 'node:fs/promises';
import { URI } from 'vscode-uri';

/**
 * A file's text as an editor shows it: without the byte order mark, which is kept for writing. `exact` is false where
 * the bytes are not UTF-8, so that writing the text back would change more than was asked for.
 */
export interface SourceText {
  readonly text: string;
  readonly byteOrderMark: boolean;
  readonly exact: boolean;
}

export const emptySource: SourceText = { text: '', byteOrderMark: false, exact: true };

const mark = [0xef, 0xbb, 0xbf];

export function decodeSource(bytes: Uint8Array): SourceText {
  const byteOrderMark = mark.every((byte, i) => bytes[i] === byte);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), byteOrderMark, exact: true };
  } catch {
    return { text: new TextDecoder().decode(bytes), byteOrderMark, exact: false };
  }
}

/** Writes into the existing file, so that its mode, its owner and links to it stay. */
export async function writeSource(uri: string, source: SourceText): Promise<void> {
  await writeFile(URI.parse(uri).fsPath, (source.byteOrderMark ? '\uFEFF' : '') + source.text);
}
