/**
 * Writes every file that is derived from a declaration elsewhere: indexes, rule pages, settings, l10n bundles.
 *
 *     node scripts/generate.ts            writes what changed and lists untranslated texts
 *     node scripts/generate.ts --check    writes nothing; exit code 1 where a file is stale or a text untranslated
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GeneratedFile, readIfThere } from './generate/generated-file.ts';
import { indexFiles } from './generate/indexes.ts';
import { localisation } from './generate/localisation.ts';
import { manifestFile, manifestTexts, versionFile } from './generate/manifest.ts';
import { loadRules } from './generate/modules.ts';
import { nginxMistakesFile } from './generate/nginx-mistakes.ts';
import { readmeFiles } from './generate/readme.ts';
import { rulePages } from './generate/rule-pages.ts';
import { settingsSchemaFile } from './generate/setting-schema.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const check = process.argv.includes('--check');

// The indexes first: they need no module to be loadable.
let stale = writeOrReport([versionFile(), ...indexFiles()]);
const rules = await loadRules();
const { files, untranslated } = localisation(rules, manifestTexts(rules));
stale += writeOrReport([
  ...rulePages(rules),
  manifestFile(rules),
  settingsSchemaFile(rules),
  nginxMistakesFile(),
  ...readmeFiles(rules),
  ...files,
]);

for (const { path, key } of untranslated) console.log(`untranslated: ${path}: ${JSON.stringify(key)}`);
if (check && stale > 0) console.log('Run npm run generate.');
if (check && stale + untranslated.length > 0) process.exit(1);

function writeOrReport(generated: readonly GeneratedFile[]): number {
  const changed = generated.filter(({ path, text }) => readIfThere(path) !== text);
  for (const file of changed) {
    if (check) console.log(`stale: ${file.path}`);
    else write(file);
  }
  return changed.length;
}

function write({ path, text }: GeneratedFile): void {
  if (text === undefined) {
    rmSync(path);
    console.log(`removed ${path}`);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
