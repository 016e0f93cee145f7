import { readerOf } from '../command-line/place.ts';
import { readYaml } from '../command-line/yaml.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readYaml(text));
