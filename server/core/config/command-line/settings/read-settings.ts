import type { Span } from '../../../base/span.ts';
import type { Places } from '../place.ts';
import { readYaml } from '../yaml.ts';
import { readJsonSettings } from './json.ts';
import { readLineSettings, settingsProgramOf } from './line-settings.ts';

/** The settings of programs in a file of their own. */
export function readSettings(text: string, whole: Span, path: string): Places {
  const program = settingsProgramOf(path) ?? 'config';
  if (program === 'json') return readJsonSettings(text, whole, path.slice(path.lastIndexOf('/') + 1));
  if (program !== 'config') return readLineSettings(text, whole, program);
  return isGit(text) ? readLineSettings(text, whole, 'git') : readYaml(text, whole);
}

/** `[core]`, `[http "https://git.internal"]` */
function isGit(text: string): boolean {
  return /^[ \t]*\[(?:core|user|http|remote|branch|credential|url|alias|push|pull|init)(?:[ \t]+"[^"\n]*")?\]/im.test(
    text,
  );
}
