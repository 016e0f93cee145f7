import { environmentComments } from '../command-line/environment-comments.ts';
import { readOpenSslConfiguration } from '../command-line/openssl/read-configuration.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => {
  const whole = { start: 0, end: text.length };
  return { ...readOpenSslConfiguration(text, whole), comments: environmentComments(text, whole) };
});
