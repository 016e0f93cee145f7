import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licence texts of every package whose code is in the bundles; most licences ask for exactly this. */
export function notices(metafiles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder) folders.add(folder);
    }
  }
  const parts = [...folders].map(notice).sort((a, b) => (a.name < b.name ? -1 : 1));
  return `TLSense contains code of these packages.\n${parts.map(({ text }) => text).join('')}`;
}

function notice(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const path = file && join(folder, file);
  const licence = path && existsSync(path) ? readFileSync(path, 'utf8').trim() : `Licence: ${license}`;
  return { name, text: `\n${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${licence}\n` };
}
