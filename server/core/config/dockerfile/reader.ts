import { readDockerfile } from '../command-line/dockerfile.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readDockerfile(text));
