import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../server/core/base/edit.ts';
import { encloses, type Span } from '../../../../server/core/base/span.ts';
import { parse } from '../../../../server/core/config/javascript/parse.ts';
import { reader } from '../../../../server/core/config/javascript/reader.ts';
import type { Change } from '../../../../server/core/tls/change.ts';
import type { TlsContext } from '../../../../server/core/tls/context.ts';

const service = `#!/usr/bin/env node
import https, { Agent as SecureAgent } from 'node:https';
import * as tls from 'tls';
import { readFileSync } from 'fs';
import path from 'node:path';
const here = import.meta.dirname; // folder
const ca = [readFileSync(path.join(here, 'certs', 'ca.pem')), ...tls.rootCertificates];
const base: https.RequestOptions = { ca, 'minVersion': "TLSv1", rejectUnauthorized: false } as const;
export class Api<T extends object> {
  #agent = new SecureAgent({ ...base, checkServerIdentity: (host, cert) => { return undefined; } });
  async get(url: string | URL): Promise<T> {
    const options = Object.assign({}, base, { agent: this.#agent, key: await readFile(\`\${here}/k.pem\`) });
    if (process.env.DEV) options.rejectUnauthorized = !1;
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    return https.request(url, options, (response) => response.pipe(/[/]'"/g.test(url) ? a : b))!;
  }
}
const server = tls.createServer({ requestCert: true, secureProtocol: 'TLSv1_1_method', rejectUnauthorized: false,
  crl: readFileSync(new URL('./ca.crl', import.meta.url)), servername: 'a\\u{62}c' /* c */, get x() { return 1 } });
`;
const component = `const https = require('https');
function Panel({ options = { rejectUnauthorized: false } }) {
  const agent = new https.Agent({ rejectUnauthorized: false });
  return <Form agent={agent} tls={{ checkServerIdentity() {} }}>{items.map((i) => <li key={i}>{i} < 3</li>)}</Form>;
}
module.exports = { Panel };
`;
const pieces = [
  ...'{}()[],;:=.`\'"/*\n ',
  '${',
  '=>',
  'https.get({',
  'rejectUnauthorized: false',
  'const a = ',
  'process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0',
  '...a',
  'fs.readFileSync("a.pem")',
  '<a/>',
  'checkServerIdentity() {}',
  'import x from "https"',
  '\r\n',
  '\u{1f511}',
];
const changes: readonly Change[] = [
  { setting: 'verify-peer' },
  { setting: 'verify-peer', trustAnchors: 'certs/ca.pem' },
  { setting: 'verify-hostname' },
  { setting: 'min-version', value: 'TLSv1.2' },
  { setting: 'max-version', value: 'TLSv1.3' },
];

function spansOf(value: unknown): Span[] {
  if (Array.isArray(value)) return value.flatMap(spansOf);
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.values(value).flatMap(spansOf);
  return 'start' in value && 'end' in value ? [value as Span, ...found] : found;
}

/** Everything that must hold for any text at all. */
function checkAnyText(text: string): void {
  const { contexts } = reader.read(text);
  const whole = { start: 0, end: text.length };
  for (const span of spansOf(contexts)) {
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(encloses(whole, span)).toBe(true);
  }
  const starts = contexts.map(({ span }) => span.start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  for (const context of contexts) {
    for (const change of changes) {
      const edits = reader.write(text, context, change);
      if (edits) expect(applyEdits(text, edits)).not.toBe(text);
    }
  }
}

describe('any text', () => {
  it('is read at every length of it', () => {
    for (const text of [service, component]) {
      for (let end = 0; end <= text.length; end += 7) checkAnyText(text.slice(0, end));
    }
  });

  it('is read with pieces of others in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(service, component, ''),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...pieces)), { maxLength: 12 }),
        (text, insertions) => {
          let changed = text;
          for (const [position, piece] of insertions) {
            const at = position % (changed.length + 1);
            changed = changed.slice(0, at) + piece + changed.slice(at);
          }
          checkAnyText(changed);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the tree it would have from scratch, whatever was typed before', () => {
    const tree = (text: string): string => {
      const nodes: string[] = [];
      parse(text).tree.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from} ${to}`) });
      return nodes.join();
    };
    const forget = (): void => {
      for (const other of ['a', 'bb', 'ccc', 'dddd']) parse(other);
    };
    fc.assert(
      fc.property(
        fc.nat(service.length),
        fc.nat(12),
        fc.constantFrom(...pieces),
        fc.constantFrom(service, component),
        (position, removed, piece, text) => {
          forget();
          const fresh = tree(text);
          tree(text.slice(0, position) + piece + text.slice(position + removed));
          expect(tree(text)).toBe(fresh);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('any layout of an object', () => {
  const space = fc.constantFrom('', ' ', '\n  ', ' /* why */ ', ' // why\n  ', '\r\n\t');
  const property = fc.constantFrom(
    'a: 1',
    "'b': `x`",
    'c',
    '...d',
    'e() { return 1; }',
    'rejectUnauthorized: false',
    'rejectUnauthorized: !1',
    'checkServerIdentity: () => undefined',
    'checkServerIdentity(a, b) {\n    return null;\n  }',
    "minVersion: 'TLSv1'",
    "secureProtocol: 'TLSv1_method'",
    'ca: fs.readFileSync("x.pem")',
  );
  const needs = (change: Change, { peerVerification, hostnameVerification, minVersion }: TlsContext): boolean =>
    change.setting === 'verify-peer'
      ? peerVerification?.value === 'none'
      : change.setting === 'verify-hostname'
        ? hostnameVerification?.value === false
        : change.setting === 'min-version' && minVersion?.value === 'TLSv1';

  it('is still JavaScript once it is fixed, and fixed', () => {
    let fixes = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(space, property, space), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom(...changes),
        (parts, hasTrailingComma, change) => {
          const inside = parts.map(([before, text, after]) => before + text + after).join(',');
          const text = `const c = 1, d = {};\nhttps.get({${inside}${hasTrailingComma ? ',' : ''}});\n`;
          new Script(text);
          const context = reader.read(text).contexts[0];
          if (!context || !needs(change, context)) return;
          const edits = reader.write(text, context, change);
          const fixed = edits && applyEdits(text, edits);
          if (fixed === undefined) throw new Error('not written');
          fixes++;
          new Script(fixed);
          // A comment that a fix took away would be lost for good.
          expect(fixed.match(/why/g)?.length).toBe(text.match(/why/g)?.length);
          expect(reader.read(fixed).contexts.some((one) => needs(change, one))).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
    expect(fixes).toBeGreaterThan(40);
  });
});
