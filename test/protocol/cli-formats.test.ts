import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { FileReport } from '../../server/cli/check/report.ts';
import { formatter as sarif } from '../../server/cli/formatters/sarif.ts';
import { formatter as text } from '../../server/cli/formatters/text.ts';
import { localizer, message } from '../../server/core/base/message.ts';
import { rules } from '../../server/core/rules/index.ts';
import { fixtures } from '../support/fixtures.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

let pem: ReadonlyMap<string, string>;
beforeAll(async () => {
  pem = await fixtures();
});

test('SARIF names every rule and has results with fixes', async () => {
  const folder = folderWith({
    'a b/nginx.conf': 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1 TLSv1.2;\n}\n',
    'soon.pem': pem.get('expires-soon') ?? '',
  });
  const { code, stdout } = await runCli(folder, ['check', '--format', 'sarif']);
  expect(code).toBe(1);
  const log = JSON.parse(stdout);
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
  for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  expect(run.results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning']);
  const [result] = run.results;
  expect(result.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'a%20b/nginx.conf' },
        region: { startLine: 3, startColumn: 19, endLine: 3, endColumn: 24 },
      },
    },
  ]);
  expect(result.fixes[0].artifactChanges[0].artifactLocation).toEqual({ uri: 'a%20b/nginx.conf' });
  expect(result.fixes[0].artifactChanges[0].replacements.length).toBeGreaterThan(0);
});

test('SARIF names files outside the current folder by URI', async () => {
  const folder = folderWith({ 'old.pem': pem.get('expired') ?? '' });
  const { stdout } = await runCli(folderWith({}), ['check', folder, '--format', 'sarif']);
  const { uri } = JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
  expect(uri).toBe(`file://${join(folder, 'old.pem')}`);
});

test('what a comment takes away is not in JSON, and in SARIF with its reason', async () => {
  const folder = folderWith({
    'a.sh': '# tlsense-disable-next-line tls/no-disabled-verification -- a box in the lab\ncurl -k https://box/\n',
  });
  const { stdout: json, code } = await runCli(folder, ['check', '.', '--format', 'json']);
  expect(JSON.parse(json)).toEqual([{ file: 'a.sh', findings: [] }]);
  expect(code).toBe(0);
  const { stdout: log } = await runCli(folder, ['check', '.', '--format', 'sarif']);
  const { results } = JSON.parse(log).runs[0];
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({
    ruleId: 'tls/no-disabled-verification',
    suppressions: [{ kind: 'inSource', justification: 'a box in the lab' }],
  });
});

const place = { uri: 'file:///a.pem', file: 'a.pem', line: 1, column: 2, endLine: 1, endColumn: 5 };
const reports: readonly FileReport[] = [
  {
    file: 'a.pem',
    findings: (['error', 'warning', 'information', 'hint'] as const).map((severity) => ({
      rule: 'certificate/expired',
      severity,
      message: message('It is so.'),
      place,
      related: [],
      fixes: [],
    })),
  },
];

test('text has colour only where it is asked for', () => {
  const options = { localize: localizer(), colour: false };
  expect(text.format(reports, options)).toBe(
    'a.pem:1:2 error It is so. [certificate/expired]\na.pem:1:2 warning It is so. [certificate/expired]\na.pem:1:2 info It is so. [certificate/expired]\na.pem:1:2 hint It is so. [certificate/expired]\n\n1 error, 1 warning, 2 notes in 1 file.\n',
  );
  expect(text.format(reports, { ...options, colour: true })).toContain('\x1b[31merror\x1b[0m');
});

test('SARIF has note for information and hint', () => {
  const log = JSON.parse(sarif.format(reports, { localize: localizer(), colour: false }));
  expect(log.runs[0].results.map(({ level }: { level: string }) => level)).toEqual([
    'error',
    'warning',
    'note',
    'note',
  ]);
});
