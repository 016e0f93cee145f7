import { readerOf } from '../command-line/place.ts';
import { readSettings } from '../command-line/settings/read-settings.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text, path) => readSettings(text, { start: 0, end: text.length }, path));
