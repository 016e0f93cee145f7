import { readOpenSslConfiguration } from '../command-line/openssl/read-configuration.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readOpenSslConfiguration(text, { start: 0, end: text.length }));
