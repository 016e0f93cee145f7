import { afterEach, expect, test } from 'vitest';
import { type LspClient, startClient } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

test('where nothing of ours can stand, nothing is offered', async () => {
  client = await startClient();
  const position = await client.open('app.js', 'const answer = 4$0;\n');
  expect(await client.completions('app.js', position)).toEqual([]);
});
