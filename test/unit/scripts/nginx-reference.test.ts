import { expect, test } from 'vitest';
import { firstSentence } from '../../../scripts/nginx-reference/plain-text.ts';

test.each([
  ['Sets names of a virtual server, for example:\n\n```\nserver_name a;\n```', 'Sets names of a virtual server.'],
  ['Enables the *`name`* protocol. More of it.', 'Enables the `name` protocol.'],
])('the first sentence of %j', (markdown, sentence) => {
  expect(firstSentence(markdown)).toBe(sentence);
});
