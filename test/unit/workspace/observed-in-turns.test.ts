import { expect, test } from 'vitest';
import { readDocument } from '../../../server/core/analysis.ts';
import { nextTurn } from '../../../server/core/base/event-loop.ts';
import type { FileReference } from '../../../server/core/tls/context.ts';
import type { Reading } from '../../../server/core/workspace/reading.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { fixtures } from '../../support/fixtures.ts';
import { memoryHost } from '../../support/memory-host.ts';

const made = await fixtures();
const pem = made.get('server') ?? '';

/** Every step ends a piece. */
async function start() {
  let time = 0;
  const files = new Map<string, string>();
  const workspace = new Workspace({
    ...memoryHost(files),
    elapsed: () => {
      time += 1000;
      return time;
    },
  });
  workspace.setFolders(['file:///w']);
  const read = async (path: string): Promise<Reading> => {
    const reading = await readDocument({ uri: `file:///w/${path}`, languageId: 'plaintext', text: 'nothing' });
    await workspace.prepare(reading);
    return reading;
  };
  const write = async (path: string): Promise<void> => {
    files.set(`file:///w/${path}`, pem);
    await workspace.filesChanged([`file:///w/${path}`]);
  };
  return { workspace, read, write };
}

function reference(path: string): FileReference {
  return { path, base: 'document', span: { start: 0, end: 1 } } as FileReference;
}

function* asking(workspace: Workspace, paths: readonly string[], taken: string[]) {
  for (const path of paths) {
    workspace.resolve(reference(path), 'file:///w/one.conf');
    taken.push(path);
    yield;
  }
  return taken.length;
}

test('what others observe meanwhile is theirs, and what is asked for in every turn is noted', async () => {
  const { workspace, read, write } = await start();
  const [one, other] = [await read('one.conf'), await read('other.conf')];
  const taken: string[] = [];
  const answer = workspace.observeInTurns(
    one,
    asking(workspace, ['a/a.pem', 'b/b.pem', 'c/c.pem'], taken),
    () => false,
  );
  while (taken.length < 2) await nextTurn();
  workspace.observe(other, () => workspace.resolve(reference('other/other.pem'), 'file:///w/other.conf'));
  workspace.resolve(reference('nobody/nobody.pem'), 'file:///w/one.conf');
  expect(await answer).toBe(3);

  await write('nobody/nobody.pem');
  expect(workspace.isCurrent(one)).toBe(true);
  await write('other/other.pem');
  expect(workspace.isCurrent(one)).toBe(true);
  expect(workspace.isCurrent(other)).toBe(false);
  await write('c/c.pem');
  expect(workspace.isCurrent(one)).toBe(false);
});

test('what changes between two turns makes the answer stale', async () => {
  const { workspace, read, write } = await start();
  const one = await read('one.conf');
  const taken: string[] = [];
  const answer = workspace.observeInTurns(
    one,
    asking(workspace, ['a/a.pem', 'b/b.pem', 'c/c.pem'], taken),
    () => false,
  );
  while (taken.length < 1) await nextTurn();
  await write('a/a.pem');
  await answer;
  expect(workspace.isCurrent(one)).toBe(false);
});

test('what nobody wants any more is given up, and nothing is remembered', async () => {
  const { workspace, read } = await start();
  const one = await read('one.conf');
  const taken: string[] = [];
  const steps = asking(workspace, ['a/a.pem', 'b/b.pem', 'c/c.pem'], taken);
  expect(await workspace.observeInTurns(one, steps, () => taken.length === 2)).toBe(undefined);
  expect(taken).toEqual(['a/a.pem', 'b/b.pem']);
  expect(workspace.observationOf(one)).toBe(undefined);
});
