import { environmentComments } from '../command-line/environment-comments.ts';
import { readerOf } from '../command-line/place.ts';
import { readSettings } from '../command-line/settings/read-settings.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text, path) => {
  const whole = { start: 0, end: text.length };
  const read = readSettings(text, whole, path);
  // JSON has none, and XML others.
  const hasComments = !/^\s*[{<]/.test(text);
  return { ...read, comments: hasComments ? (read.comments ?? environmentComments(text, whole)) : [] };
});
