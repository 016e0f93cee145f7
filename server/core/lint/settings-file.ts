/**
 * `tlsense.json` at the top of a workspace folder: the editor's settings without `tlsense.` in front, for editor and
 * command line alike. Where both the editor's settings and the file speak, the file's word holds; of its `overrides`
 * the last that matches a file has the last word about it.
 */
import { jsonValue, readJsonText } from '../base/json-text.ts';
import type { Problem } from '../base/problem.ts';

export const settingsFileName = 'tlsense.json';

export function isSettingsFile(uri: string): boolean {
  return uri.endsWith(`/${settingsFileName}`);
}

export interface SettingsText {
  /** As written; undefined where it is not JSON. */
  readonly value: unknown;
  readonly problem: Problem | undefined;
}

export function readSettingsText(text: string): SettingsText {
  const { value, problems } = readJsonText(text);
  const problem = problems[0];
  return { value: problem || !value ? undefined : jsonValue(value), problem };
}
