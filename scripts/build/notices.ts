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
  return `TLSense contains code of these packages.\n${parts.map(({ text }) => text).join('')}${data}`;
}

/** What generated tables were made of. */
const data = `
${'-'.repeat(78)}
@nginx/reference-lib (Apache-2.0)

Names, syntax, contexts, defaults and first sentences of nginx's directives and variables are taken from this package
of F5, Inc., which was made of nginx's documentation (Copyright (C) 2002-2021 Igor Sysoev, 2011-2026 Nginx, Inc.;
BSD-2-Clause). Changed: reduced and rewritten as tables. https://www.apache.org/licenses/LICENSE-2.0
`;

function notice(folder: string): { readonly name: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const path = file && join(folder, file);
  const licence = path && existsSync(path) ? readFileSync(path, 'utf8').trim() : `Licence: ${license}`;
  return { name, text: `\n${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${licence}\n` };
}
