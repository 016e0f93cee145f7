import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Editor } from './test.ts';

/** What a file of the samples has wrong, as the table of their README lists it. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** The table in the README of the samples: the one list of what is wrong there. */
export async function readMistakes(): Promise<readonly Mistake[]> {
  const readme = await readFile(fileURLToPath(new URL('../../samples/README.md', import.meta.url)), 'utf8');
  const rows = readme.matchAll(/^\| (\S+\/\S+) \| (\d+) \| [^|]+ \| ([\w/-]+) \|/gm);
  return [...rows].map(([, file = '', line, rule = '']) => ({ file, line: Number(line), rule }));
}

/** Waits until the extension reports exactly the mistakes of the samples, in all files, open or not. */
export async function expectMistakes({ host, workspace }: Editor): Promise<void> {
  const expected = (await readMistakes()).map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort();
  assert.ok(expected.length > 10, 'the table could be read');
  const found = await host.run(
    async (vscode, root, wanted) => {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const problems = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
          diagnostics
            .filter(({ source }) => source === 'tlsense')
            .map(({ code, range }) => {
              const rule = typeof code === 'object' ? code.value : code;
              return `${uri.path.slice(root.length + 1)}:${range.start.line + 1} ${rule}`;
            }),
        );
        problems.sort();
        if (problems.join() === wanted.join() || Date.now() > deadline) return problems;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    workspace,
    expected,
  );
  assert.deepEqual(found, expected);
}

/** Reads the card of client.pem and looks for what a person wants to know. */
export async function expectClientCard({ workbench }: Editor): Promise<void> {
  await workbench.openFile('certs/client.pem');
  await workbench.setCursor(3, 10);
  await workbench.hover(/orders-client/, /Orders CA/, /expires in 1[12] days/, /clientAuth/, /P-256/, /SHA-256/);
}

/** Looks at the Problems panel: every file with a mistake has a heading there, and the rows name their rules. */
export async function expectProblemsPanel({ workbench }: Editor): Promise<void> {
  await workbench.openFile('nginx/old-site.conf');
  await workbench.filterProblems('nginx');
  const mistakes = (await readMistakes()).filter(({ file }) => file.startsWith('nginx/'));
  const parts = mistakes.flatMap(({ file, rule }) => [file.slice('nginx/'.length), rule]);
  assert.ok(parts.length > 4, 'the table could be read');
  await workbench.problems(...parts.map((part) => new RegExp(part)));
}
