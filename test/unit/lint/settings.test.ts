import { expect, test } from 'vitest';
import {
  defaultFolderSettings,
  defaultSettings,
  mergeSettings,
  readSettings,
  settingsFor,
} from '../../../server/core/lint/settings.ts';

test('what is not understood keeps its default', () => {
  const nonsense = {
    expiryWarningDays: -1,
    openSslVersion: '1.1',
    nginxVersion: 'new',
    rules: { 'tls/no-weak-cipher': 'fatal' },
    testFiles: 'test',
    overrides: [{ rules: {} }, 5, null],
  };
  expect(readSettings(nonsense)).toEqual(defaultFolderSettings);
  expect(readSettings(null)).toEqual(defaultFolderSettings);
});

test('a rule’s former name counts as its name of today, which wins where both are set', () => {
  const rulesOf = (rules: object) => readSettings({ rules }).rules;
  expect(rulesOf({ 'python/not-searched': 'off' })).toEqual({ 'tls/not-searched': 'off' });
  expect(rulesOf({ 'tls/not-searched': 'hint', 'python/not-searched': 'off' })).toEqual({ 'tls/not-searched': 'hint' });
  const file = { rules: { 'javascript/not-searched': 'error' } };
  expect(readSettings(mergeSettings({ rules: { 'tls/not-searched': 'off' } }, file)).rules).toEqual({
    'tls/not-searched': 'error',
  });
});

test('of overrides that match, the last one counts, setting by setting', () => {
  const settings = readSettings({
    nginxVersion: '1.26',
    rules: { 'tls/no-weak-cipher': 'warning' },
    overrides: [
      { files: 'legacy/**', nginxVersion: '1.22', openSslVersion: '3.0', rules: { 'tls/no-weak-cipher': 'hint' } },
      { files: ['legacy/old/*'], nginxVersion: '1.30' },
      { files: '*.py', rules: { 'tls/no-weak-cipher': 'off' } },
    ],
  });
  const at = (path: string) => {
    const { nginxVersion, openSslVersion, rules } = settingsFor(settings, path);
    return [nginxVersion, openSslVersion, rules['tls/no-weak-cipher']];
  };
  expect(at('nginx.conf')).toEqual(['1.26', '3.5', 'warning']);
  expect(at('legacy/nginx.conf')).toEqual(['1.22', '3.0', 'hint']);
  expect(at('legacy/old/nginx.conf')).toEqual(['1.30', '3.0', 'hint']);
  expect(at('legacy/a.py')).toEqual(['1.22', '3.0', 'off']);
});

test.each([
  ['test/nginx.conf', true],
  ['a/tests/b/nginx.conf', true],
  ['fixtures/nginx.conf', true],
  ['src/tls.test.ts', true],
  ['test_client.py', true],
  ['nginx/latest/nginx.conf', false],
  ['contest/nginx.conf', false],
])('%s as a test file: %j', (path, expected) => {
  expect(settingsFor(defaultFolderSettings, path).isTestFile === true).toBe(expected);
});

test('the file wins over the editor, rule by rule; overrides of both are kept, the file’s last', () => {
  const editor = { nginxVersion: '1.26', rules: { a: 'hint', b: 'hint' }, overrides: [{ files: 'x' }] };
  const file = { nginxVersion: '1.22', rules: { b: 'off' }, overrides: [{ files: 'y' }] };
  expect(mergeSettings(editor, file)).toEqual({
    nginxVersion: '1.22',
    rules: { a: 'hint', b: 'off' },
    trustAnchors: {},
    overrides: [{ files: 'x' }, { files: 'y' }],
  });
  expect(mergeSettings(editor, undefined)).toEqual(editor);
});

test('the defaults are those of a file outside every folder', () => {
  expect(settingsFor(defaultFolderSettings, undefined)).toEqual(defaultSettings);
});
