import { expect, test } from 'vitest';
import { type FileStore, writeAll } from '../../client/issue/write-all.ts';

/** Files in memory; the operation with the number `failing` fails. */
function store(files: Map<string, string>, failing = Number.POSITIVE_INFINITY): FileStore & { operations(): number } {
  let count = 0;
  const operation = (): void => {
    count++;
    if (count === failing) throw new Error('disk full');
  };
  return {
    operations: () => count,
    exists: async (uri) => files.has(uri),
    async write(uri, contents) {
      // A write that fails may leave half a file.
      files.set(uri, contents.slice(0, 1));
      operation();
      files.set(uri, contents);
    },
    async rename(from, to) {
      operation();
      const contents = files.get(from);
      if (contents === undefined || files.has(to)) throw new Error(`cannot rename ${from} to ${to}`);
      files.delete(from);
      files.set(to, contents);
    },
    async remove(uri) {
      operation();
      if (!files.delete(uri)) throw new Error(`no ${uri}`);
    },
  };
}

const before = { 'm:/a/other': 'other', 'm:/a/client.key': 'old key' };
const wanted = [
  { uri: 'm:/a/client.key', contents: 'new key' },
  { uri: 'm:/a/client.pem', contents: 'new certificate' },
];

test('all files are written, replaced ones too, and nothing else is left', async () => {
  const files = new Map(Object.entries(before));
  await writeAll(wanted, store(files), 'x1');
  expect(Object.fromEntries(files)).toEqual({
    'm:/a/other': 'other',
    'm:/a/client.key': 'new key',
    'm:/a/client.pem': 'new certificate',
  });
});

test('whichever step fails, everything is as it was', async () => {
  const files = new Map(Object.entries(before));
  const counting = store(files);
  await writeAll(wanted, counting, 'x1');
  // The last operation removes the old file, after all is done.
  const steps = counting.operations() - 1;
  expect(steps).toBe(5);
  for (let failing = 1; failing <= steps; failing++) {
    const left = new Map(Object.entries(before));
    await expect(writeAll(wanted, store(left, failing), 'x1')).rejects.toThrow('disk full');
    expect(Object.fromEntries(left), `operation ${failing} fails`).toEqual(before);
  }
});

test('an old file that cannot be removed does not undo the new ones', async () => {
  const files = new Map(Object.entries(before));
  await writeAll(wanted, store(files, 6), 'x1');
  expect(files.get('m:/a/client.key')).toBe('new key');
});
