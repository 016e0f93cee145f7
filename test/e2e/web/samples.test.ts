import assert from 'node:assert/strict';
import { expectClientCard, expectMistakes, expectProblemsPanel } from '../samples.ts';
import { test } from '../test.ts';
import { samples } from '../workspace.ts';

test('the extension runs in the web worker', samples, async ({ host }) => {
  const where = await host.run((vscode) => ({
    host: typeof process === 'object' && process.versions?.node ? 'node' : 'worker',
    active: vscode.extensions.getExtension('tlsense.tlsense')?.isActive ?? false,
  }));
  assert.deepEqual(where, { host: 'worker', active: true });
});

test('hover on a certificate shows its card', samples, async (editor) => {
  await expectClientCard(editor);
});

test('the problems are the mistakes of the samples', samples, async (editor) => {
  await expectProblemsPanel(editor);
  await expectMistakes(editor);
});
