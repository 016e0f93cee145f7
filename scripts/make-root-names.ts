// Writes the names of Mozilla's roots, as this Node.js brings them along, as numbers that are looked up before the roots
// themselves are read: `node scripts/make-root-names.ts`. A name too many is read for nothing; one that is missing leaves
// its CA to be told by signed timestamps.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { textHash } from '../server/core/base/text-hash.ts';
import { findPkiObjects } from '../server/core/x509/find-pki-objects.ts';
import { nameKey } from '../server/core/x509/name-key.ts';

const hashes = new Set<number>();
for (const text of rootCertificates) {
  for (const { value } of (await findPkiObjects(text)).objects) {
    if (value?.kind === 'certificate') hashes.add(textHash(nameKey(value.subject)));
  }
}
const sorted = [...hashes].sort((a, b) => a - b).map((hash) => hash.toString(36));
const lines: string[] = [''];
for (const one of sorted) {
  const last = lines.at(-1) ?? '';
  if (last.length + one.length > 100) lines.push(one);
  else lines[lines.length - 1] = last === '' ? one : `${last} ${one}`;
}
const file = path.join(fileURLToPath(new URL('..', import.meta.url)), 'server/core/workspace/public-root-names.ts');
writeFileSync(
  file,
  `// Written by scripts/make-root-names.ts: the names of the ${hashes.size} roots of Mozilla in Node.js ${process.versions.node}, as \`textHash\` gives them.
const hashes = \`
${lines.join('\n')}
\`;

export const publicRootNames: ReadonlySet<number> = new Set(
  hashes.trim().split(/\\s+/).map((hash) => Number.parseInt(hash, 36)),
);
`,
);
console.log(`${hashes.size} names in ${path.relative(process.cwd(), file)}`);
