import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Bundle = Readonly<Record<string, string>>;

const languages = ['zh-cn'];
const pairs = languages.flatMap((language) => [
  ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`] as const,
  ['package.nls.json', `package.nls.${language}.json`] as const,
]);

describe.each(pairs)('%s and %s', (englishPath, translatedPath) => {
  const english = read(englishPath);
  const translated = read(translatedPath);

  test('have the same keys', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
  });

  test('have the same placeholders in each text', () => {
    const wrong = Object.keys(english).filter(
      (key) => String(placeholders(english[key])) !== String(placeholders(translated[key])),
    );
    expect(wrong).toEqual([]);
  });

  test('keep commands, options and code as they are', () => {
    const wrong = Object.keys(english).filter((key) => String(code(english[key])) !== String(code(translated[key])));
    expect(wrong).toEqual([]);
  });
});

/** Each placeholder counts once: another language may need it twice. */
function placeholders(text = ''): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

/** What stands between backticks or begins with two hyphens. */
function code(text = ''): string[] {
  return [...new Set(text.match(/`[^`]+`|--[a-z][a-z-]*/g))].sort();
}

function read(path: string): Bundle {
  return JSON.parse(readFileSync(path, 'utf8'));
}
