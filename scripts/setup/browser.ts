import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findCommand, succeeds } from './commands.ts';
import { canInstallPackages, installPackages, isPackageInstalled } from './debian.ts';

/** Debian's Chromium, and fonts without which the Chinese screenshots are rows of boxes. */
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-cjk'];

/** Finds a Chromium, installing one where that is possible: its path, or undefined when there is none. */
export async function setUpBrowser(): Promise<string | undefined> {
  if (canInstallPackages()) {
    const missing = packages.filter(
      (name) => !(name === 'chromium' && installedBrowser()) && !isPackageInstalled(name),
    );
    if (missing.length > 0) {
      installPackages(missing, 'because the end-to-end tests drive the editor in a browser (up to 450 MB, a minute)');
    }
    return installedBrowser() ?? (await playwrightBrowser());
  }
  const found = installedBrowser() ?? (await playwrightBrowser());
  if (found) return found;
  console.log("Setting up: Playwright's Chromium (about 450 MB), because the end-to-end tests drive the editor in it.");
  succeeds(process.execPath, [playwright('cli.js'), 'install', 'chromium']);
  return playwrightBrowser();
}

/** The browser to use, when it is there already. */
export async function findBrowser(): Promise<string | undefined> {
  return installedBrowser() ?? (await playwrightBrowser());
}

function installedBrowser(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome'].map(findCommand).find(Boolean);
}

async function playwrightBrowser(): Promise<string | undefined> {
  // Loaded by its path, because it is a dependency of test/e2e, which may not be installed.
  if (!existsSync(playwright('index.mjs'))) return undefined;
  const { chromium } = await import(pathToFileURL(playwright('index.mjs')).href);
  const path: string = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function playwright(file: string): string {
  return join(fileURLToPath(new URL('../../test/e2e/node_modules/playwright-core', import.meta.url)), file);
}
