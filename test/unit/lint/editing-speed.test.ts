import { expect, test } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import type { Reading } from '../../../server/core/workspace/reading.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { nodeHost } from '../../../server/node/host.ts';
import { type LongText, nginxText, pythonText, typescriptText } from '../../bench/long-texts.ts';

/** Several times what it takes: the bench measures, this sees that nothing takes the length of the file again. */
const mostMilliseconds = 30;

test.each([
  [nginxText(5_000), 'backend-200'],
  [typescriptText(2_000), 'minVersion'],
  [pythonText(2_000), 'minimum_version'],
])('a key pressed in a long file costs little: $path', async ({ path, languageId, text }: LongText, place: string) => {
  const workspace = new Workspace(nodeHost());
  const now = new Date();
  const at = text.indexOf(place, text.length / 4);
  let previous: Reading | undefined;
  const used: number[] = [];
  for (let i = 0; i < 60; i++) {
    const document = {
      uri: `file:///nowhere/${path}`,
      languageId,
      text: i % 2 === 0 ? text : `${text.slice(0, at)}x${text.slice(at)}`,
    };
    const from = process.cpuUsage();
    previous = await readDocument(document, { previous });
    await analyse(previous, workspace, now, defaultSettings);
    const { user } = process.cpuUsage(from);
    used.push(user / 1000);
  }
  const median = used.slice(20).sort((a, b) => a - b)[20] ?? 0;
  expect(median).toBeLessThan(mostMilliseconds);
});
