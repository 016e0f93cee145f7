import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
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

test('a file whose name alone says what it is reaches the server in whatever language the editor takes it for', () => {
  const patterns = documentSelector([]).flatMap((filter) =>
    typeof filter === 'object' && 'pattern' in filter && filter.scheme === 'file' ? [String(filter.pattern)] : [],
  );
  const named = languages.filter(({ languageIds }) => languageIds.length === 0).flatMap(({ fileNames }) => fileNames);
  expect(named.length).toBeGreaterThan(50);
  const missed = named.filter(
    (name) =>
      !patterns.some((pattern) => matchesGlob(`folder/a${name}`, pattern) || matchesGlob(`folder/${name}`, pattern)),
  );
  expect(missed).toEqual([]);
});

test.each(['json', 'xml', 'toml', 'terraform'])('documents in %s, which carry certificates, reach the server', (id) => {
  expect(documentSelector([])).toContainEqual({ scheme: 'file', language: id });
  expect(activationEvents).toContain(`onLanguage:${id}`);
});
