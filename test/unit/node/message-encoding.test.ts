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

test('a report of diagnostics says what it said, also where most of them were written before', async () => {
  const item = (i: number) => ({ range: { start: { line: i, character: 0 } }, message: `… ${i}`, severity: undefined });
  const items = Array.from({ length: 40 }, (_, i) => item(i));
  for (const id of [1, 2, 3]) {
    const message = { id, result: { kind: 'full', resultId: `é${id}`, items } };
    expect(JSON.parse((await encode(message)).toString('utf8'))).toEqual({
      jsonrpc: '2.0',
      ...JSON.parse(JSON.stringify(message)),
    });
    items[id] = item(100 + id);
    items.pop();
  }
});

test('a report with another member behind its diagnostics loses nothing', async () => {
  const items = Array.from({ length: 16 }, (_, i) => ({ message: String(i) }));
  const message = { result: { kind: 'full', items, relatedDocuments: { a: { kind: 'unchanged' } } }, id: 'x' };
  expect(JSON.parse((await encode(message)).toString('utf8'))).toEqual({ jsonrpc: '2.0', ...message });
});
