import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RAL } from 'vscode-languageserver/node';
import { encodeMessages } from '../../../server/node/message-encoding.ts';

encodeMessages();
const { encoder } = RAL().applicationJson;
const encode = (message: object) =>
  encoder.encode({ jsonrpc: '2.0', ...message }, { charset: 'utf-8' }) as Promise<Buffer>;

test('messages have the octets that they had, whatever letters are in them and however long they are', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(1, 80, 4_000), async (part, times) => {
      const message = { method: 'a', params: part.repeat(times) };
      expect((await encode(message)).equals(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })))).toBe(true);
    }),
  );
});

test('half a letter stays one that can be read again', async () => {
  const params = `${'…'.repeat(5_000)}\ud83d`;
  expect(JSON.parse((await encode({ method: 'a', params })).toString('utf8'))).toMatchObject({ params });
});
