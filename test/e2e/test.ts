import type { Page } from 'playwright-core';
import type { ExtensionHost } from './extension-host.ts';
import type { Workbench } from './workbench.ts';
import type { Fill } from './workspace.ts';

/** What a test works with: a fresh editor window, open on a folder of its own. */
export interface Editor {
  /** The editor as a person uses it: keys, clicks, what is on the screen. */
  readonly workbench: Workbench;
  /** The page itself, for what the workbench has no word for. */
  readonly page: Page;
  /** The open folder, on disk. */
  readonly workspace: string;
  /** The extension host, for what only the API tells. */
  readonly host: ExtensionHost;
}

/** How the window of a test looks. */
export interface Look {
  /**
   * The editor's display language, e.g. "zh-cn". It is what extensions see and follow; the editor's own words stay
   * English, because its translations are language packs from the Marketplace.
   */
  readonly language: string;
  /** The name of the open folder. */
  readonly folder: string;
  readonly theme: 'dark' | 'light';
  readonly size: { readonly width: number; readonly height: number };
  /** Whether the person has said to trust the folder; else the window is in Restricted Mode. */
  readonly isTrusted: boolean;
}

/** A named end-to-end test. */
export interface Test extends Look {
  readonly name: string;
  readonly fill: Fill;
  readonly body: (editor: Editor) => Promise<void>;
}

const usual: Look = {
  language: 'en',
  folder: 'workspace',
  theme: 'dark',
  size: { width: 1400, height: 900 },
  isTrusted: true,
};
const registered: Test[] = [];

/** Registers a test: `fill` puts the files into the folder that the editor opens, `body` throws when something is wrong. */
export function test(name: string, fill: Fill, body: Test['body'], look: Partial<Look> = {}): void {
  registered.push({ ...usual, ...look, name, fill, body });
}

/** The tests registered since the last call. */
export function takeTests(): readonly Test[] {
  return registered.splice(0);
}
