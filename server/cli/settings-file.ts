import type { Files } from '../core/base/host.ts';
import { type Message, message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { LineIndex } from '../core/base/text.ts';
import { defaultFolderSettings, type FolderSettings, readSettings } from '../core/lint/settings.ts';
import { readSettingsText, settingsFileName } from '../core/lint/settings-file.ts';
import { rules } from '../core/rules/index.ts';
import { join } from '../core/workspace/paths.ts';
import type { CliFailure } from './io.ts';

/** The settings of a workspace folder: its `tlsense.json`, written as the editor's settings without `tlsense.`. */
export async function readSettingsFile(folder: string, files: Files): Promise<Result<FolderSettings, CliFailure>> {
  const read = await files.read(join(folder, settingsFileName));
  return read.ok ? readFound(new TextDecoder().decode(read.value)) : success(defaultFolderSettings);
}

function readFound(text: string): Result<FolderSettings, CliFailure> {
  const name = settingsFileName;
  const { value, problem } = readSettingsText(text);
  if (problem) {
    const { line } = new LineIndex(text).position(problem.span.start);
    const reason: Message = message('line {line}: {reason}', { line: line + 1, reason: problem.message });
    return failure({ error: message('{name} is not valid JSON: {reason}', { name, reason }) });
  }
  const settings = readSettings(value);
  const named = [settings.rules, ...settings.overrides.map((override) => override.rules)].flatMap(Object.keys);
  const unknown = named.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    return failure({
      error: message('{name} names the rule {id}, which does not exist', { name, id: unknown }),
      hint: message('The rules are listed at {link}.', { link: rulesLink }),
    });
  }
  return success(settings);
}

const rulesLink = 'https://github.com/tlsense/tlsense/blob/main/docs/rules/README.md';
