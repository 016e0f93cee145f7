/**
 * Writes docs/libraries.md from the examples that the tests run.
 *
 *     node scripts/libraries.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { libraryTable } from './libraries/table.ts';

writeFileSync(fileURLToPath(new URL('../docs/libraries.md', import.meta.url)), libraryTable());
