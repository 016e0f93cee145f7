import type { AnyRule } from '../../server/core/lint/rule.ts';
import { type GeneratedFile, json, readIfThere } from './generated-file.ts';
import { collectTemplates } from './templates.ts';

type Bundle = Readonly<Record<string, string>>;

/** Languages besides English. Their bundles are translated by hand; only stale entries are dropped. */
const languages = ['zh-cn'];

export interface Localisation {
  readonly files: readonly GeneratedFile[];
  readonly untranslated: readonly { readonly path: string; readonly key: string }[];
}

/**
 * The bundles of the messages, and of the manifest. `manifest` has the generated texts of package.nls.json; their
 * translations are looked up by the English text, so that a changed sentence is not left with an old translation.
 */
export function localisation(rules: readonly AnyRule[], manifest: Bundle): Localisation {
  const english = englishTemplates(rules, manifest);
  const files: GeneratedFile[] = [json('l10n/bundle.l10n.json', Object.fromEntries(english.map((key) => [key, key])))];
  const untranslated: { path: string; key: string }[] = [];

  const written = readBundle('package.nls.json');
  const byHand = Object.entries(written).filter(([key]) => !isGenerated(key));
  files.push(json('package.nls.json', Object.fromEntries([...byHand, ...Object.entries(manifest)])));

  for (const language of languages) {
    const path = `l10n/bundle.l10n.${language}.json`;
    const bundle = readBundle(path);
    files.push(json(path, pick(bundle, english)));
    untranslated.push(...english.filter((key) => !bundle[key]).map((key) => ({ path, key })));

    const manifestPath = `package.nls.${language}.json`;
    const translations = readBundle(manifestPath);
    const translated: Record<string, string> = {};
    for (const [key] of byHand) {
      const translation = translations[key];
      if (translation) translated[key] = translation;
      else untranslated.push({ path: manifestPath, key });
    }
    for (const [key, text] of Object.entries(manifest)) {
      const translation = bundle[text];
      if (translation) translated[key] = translation;
    }
    files.push(json(manifestPath, translated));
  }
  return { files, untranslated };
}

/** Keys of package.nls.json that are written by `npm run generate`. */
function isGenerated(key: string): boolean {
  return key.startsWith('configuration.');
}

function englishTemplates(rules: readonly AnyRule[], manifest: Bundle): string[] {
  const texts = [...collectTemplates().map(({ text }) => text), ...Object.values(manifest)];
  for (const rule of rules) texts.push(...Object.values<string>(rule.messages));
  return [...new Set(texts)].filter(needsTranslation).sort();
}

/** A template without a letter outside its placeholders reads the same in every language. */
function needsTranslation(template: string): boolean {
  return /\p{Letter}/u.test(template.replace(/\{\w+\}/g, ''));
}

function pick(bundle: Bundle, keys: readonly string[]): Bundle {
  const picked: Record<string, string> = {};
  for (const key of keys) if (bundle[key]) picked[key] = bundle[key];
  return picked;
}

function readBundle(path: string): Bundle {
  return JSON.parse(readIfThere(path) ?? '{}');
}
