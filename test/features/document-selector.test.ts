import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documentSelector } from '../../client/document-selector.ts';
import { languages } from '../../server/core/config/index.ts';

const { activationEvents, contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const contributed: readonly string[] = contributes.languages.map(({ id }: { id: string }) => id);

test.each(languages.flatMap(({ languageIds }) => languageIds.filter((id) => id === id.toLowerCase())))(
  'documents in %s reach the server and start it',
  (id) => {
    expect(documentSelector([])).toContainEqual({ scheme: 'file', language: id });
    expect(contributed.includes(id) || activationEvents.includes(`onLanguage:${id}`)).toBe(true);
  },
);

test('the schemes of the workspace are served, those of diffs and of git are not', () => {
  const folder = { uri: { scheme: 'vscode-vfs' }, name: 'virtual', index: 0 };
  const schemes = new Set(documentSelector([folder as never]).map((filter) => 'scheme' in filter && filter.scheme));
  expect([...schemes]).toEqual(['file', 'untitled', 'vscode-vfs']);
});
