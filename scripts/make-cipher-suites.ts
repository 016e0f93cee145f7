// Writes the table of cipher suites from what an OpenSSL 3.0 or later says of itself:
// `node scripts/make-cipher-suites.ts [--openssl PATH]`. Suites are the same from 3.0 to 4.0; in what they differ is in
// cipher-suite.ts. Needs a build with SRP and PSK, as the distributions have.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  authentications,
  encryptions,
  keyExchanges,
  macs,
  minimumVersions,
} from '../server/core/tls/cipher-list/columns.ts';

const { values } = parseArgs({ options: { openssl: { type: 'string', default: 'openssl' } } });
const everything = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';
const notDefault = namesOf('COMPLEMENTOFDEFAULT');
const high = namesOf('HIGH');
const fips = namesOf('FIPS');

const rows = run('-V', '-stdname', everything)
  .split('\n')
  .flatMap((line) => {
    const match = /^\s*0x(..),0x(..) - (\S+)\s+- (\S+)\s+(\S+)\s+Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+)\s+Mac=(\S+)\s*$/.exec(
      line,
    );
    if (!match) return [];
    const [, high1 = '', low = '', iana = '', name = '', version = '', kx = '', au = '', enc = '', mac = ''] = match;
    if (version === 'TLSv1.3') return [];
    const columns = [
      indexIn(keyExchanges, kx),
      indexIn(authentications, au),
      indexIn(encryptions, enc),
      indexIn(macs, mac),
      indexIn(minimumVersions, version),
      (notDefault.has(name) ? 1 : 0) + (high.has(name) ? 2 : 0) + (fips.has(name) ? 4 : 0),
    ];
    return `${(high1 + low).toLowerCase()} ${name} ${iana.slice('TLS_'.length)} ${columns.map((i) => i.toString(36)).join('')}`;
  })
  .sort();

const file = path.join(
  path.dirname(path.dirname(fileURLToPath(import.meta.url))),
  'server/core/tls/cipher-list/generated/suite-rows.ts',
);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(
  file,
  `// Written by \`node scripts/make-cipher-suites.ts\`: code point, OpenSSL name, IANA name without TLS_, columns.\nexport const suiteRows = \`\n${rows.join('\n')}\n\`;\n`,
);
console.log(`wrote ${rows.length} suites`);

function run(...args: string[]): string {
  return execFileSync(values.openssl, ['ciphers', ...args], { encoding: 'utf8' });
}

function namesOf(list: string): Set<string> {
  return new Set(run(list).trim().split(':'));
}

function indexIn(column: readonly string[], value: string): number {
  const index = column.indexOf(value);
  if (index < 0) throw new Error(`${value} is not in columns.ts`);
  return index;
}
