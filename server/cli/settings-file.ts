import type { Files } from '../core/base/host.ts';
import { message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { defaultSettings, readSettings, type Settings } from '../core/lint/settings.ts';
import { rules } from '../core/rules/index.ts';
import { join } from '../core/workspace/paths.ts';
import type { CliFailure } from './io.ts';

const name = 'tlsense.json';

/** The settings of a workspace folder: its `tlsense.json`, written as the editor's settings without `tlsense.`. */
export async function readSettingsFile(folder: string, files: Files): Promise<Result<Settings, CliFailure>> {
  const read = await files.read(join(folder, name));
  if (!read.ok) return success(defaultSettings);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(read.value));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return failure({ error: message('{name} is not valid JSON: {reason}', { name, reason }) });
  }
  const settings = readSettings(value);
  const unknown = Object.keys(settings.rules).find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    return failure({
      error: message('{name} names the rule {id}, which does not exist', { name, id: unknown }),
      hint: message('The rules are listed at {link}.', { link: rulesLink }),
    });
  }
  return success(settings);
}

const rulesLink = 'https://github.com/tlsense/tlsense/blob/main/docs/rules/README.md';
