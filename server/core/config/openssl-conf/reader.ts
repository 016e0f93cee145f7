import type { Steps } from '../../base/steps.ts';
import { environmentComments } from '../command-line/environment-comments.ts';
import { readOpenSslConfigurationInSteps } from '../command-line/openssl/read-configuration.ts';
import { type Places, readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf(function* (text): Steps<Places> {
  const whole = { start: 0, end: text.length };
  const read = yield* readOpenSslConfigurationInSteps(text, whole);
  yield;
  return { ...read, comments: environmentComments(text, whole) };
});
