import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { EditorHost, HostKind } from './hosts.ts';
import type { Test } from './test.ts';
import { startLimitMs, Workbench, waitLimitMs } from './workbench.ts';

/** The longest that one test may take, its window's start included. */
const testLimitMs = 180_000;

/** How a test ended: `error` when it failed. */
export interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly error?: string;
}

/** Runs one test in a window and a folder of its own. On failure leaves a screenshot and a log in `results`. */
export async function runTest(
  test: Test,
  host: EditorHost,
  kind: HostKind,
  browser: Browser,
  folders: { workspace: string; results: string; pictures: string },
): Promise<Outcome> {
  const start = performance.now();
  const lines: string[] = [];
  const label = `${kind}-${test.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
  await mkdir(folders.workspace, { recursive: true });
  // The page is injected and the extension comes from another origin, which the editor's own policy does not foresee.
  const context = await browser.newContext({
    bypassCSP: kind === 'web',
    viewport: test.size,
    // Which the editor follows (`window.autoDetectColorScheme`).
    colorScheme: test.theme,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(waitLimitMs);
  if (test.language !== 'en') {
    // What a language pack's script would set first; the editor reads it once, when it starts.
    await context.addInitScript((language) => {
      Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
    }, test.language);
  }
  const page = await context.newPage();
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`page error: ${error.stack ?? error.message}`));
  const workbench = new Workbench(page, folders.pictures);

  const run = async () => {
    await test.fill(folders.workspace);
    await host.prepare(context, test);
    const extensionHost = host.switchboard.host(folders.workspace);
    await page.goto(`${host.server.origin}/?folder=${encodeURIComponent(folders.workspace)}`);
    await workbench.ready();
    await within(startLimitMs, 'the extension host did not start', extensionHost.ready);
    await test.body({ workbench, page, workspace: folders.workspace, host: extensionHost });
  };
  let error: string | undefined;
  try {
    await within(testLimitMs, 'the test did not end', run());
  } catch (failure) {
    error = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    await page.screenshot({ path: join(folders.results, `${label}.png`) }).catch(() => {});
    // An optional native module that is not built (scripts/setup/editor.ts), at length, each time it is looked for.
    const known = /^.*(bindings|spdlog|node:internal).*\n/gm;
    const log = [error, '', 'console:', ...lines, '', 'editor server:', host.server.log()]
      .join('\n')
      .replaceAll(known, '');
    await writeFile(join(folders.results, `${label}.log`), log);
  }
  await context.close().catch(() => {});
  await rm(folders.workspace, { recursive: true, force: true });
  const seconds = (performance.now() - start) / 1000;
  return error === undefined ? { name: test.name, seconds } : { name: test.name, seconds, error };
}

async function within(limitMs: number, otherwise: string, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
