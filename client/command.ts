import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Pages } from './pages.ts';
import type { Viewer } from './viewer/viewer.ts';

/** What commands work with. */
export interface Services {
  readonly client: BaseLanguageClient;
  readonly output: LogOutputChannel;
  readonly pages: Pages;
  readonly viewer: Viewer;
}

/** A command of the palette: the one export `command` of `commands/<name>.ts`, with its entry in package.json. */
export interface Command {
  readonly id: string;
  /** `given` is what a menu passes on. */
  run(services: Services, ...given: readonly unknown[]): Promise<void>;
}
