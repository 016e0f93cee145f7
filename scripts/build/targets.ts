import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import type { StartFiles } from './start-files.ts';

/**
 * The bundles and where they go. All are self-contained: nothing of node_modules ships.
 *
 * The server process and the CLI are ES modules with code splitting, because @peculiar/x509 and pkijs cost some 100 ms
 * to load and only issuing needs them: each is imported dynamically and becomes a chunk of its own. Both are started by
 * path, so they may be several files:
 *
 * - the client forks `dist/server/main.js`;
 * - package.json's `bin` names `dist/cli.js`, whose chunks are in `dist/cli/`.
 *
 * The client bundles end in `.cjs` because the web extension host refuses ES modules. The worker is one classic script,
 * for the same reason; it loads the server's own files (server/browser/loader.ts), so that they ship once.
 */
export interface Target {
  readonly name: string;
  /** The entry point; a target whose entry does not exist is left out with a note. */
  readonly entry: string;
  /** The file that hosts name. */
  readonly output: string;
  /** Folders of `dist` that hold nothing but this target. */
  readonly folders: readonly string[];
  readonly web: boolean;
  /** The files that get all that is loaded at start. */
  readonly startFiles?: StartFiles;
  readonly options: BuildOptions;
}

/** The packages of LSP give these entries to bundles for browsers alone; this one has the worker's file in it too. */
const browserEntries: Plugin = {
  name: 'browser-entries',
  setup(bundler) {
    bundler.onResolve({ filter: /^vscode-[\w-]+\/browser$/ }, ({ path, resolveDir }) => {
      const main = createRequire(`${resolveDir}/from.js`).resolve(dirname(path));
      return { path: join(dirname(main), '../browser/main.js') };
    });
  },
};

/** CommonJS packages inside an ES module bundle ask for Node's built-ins with `require`. */
const requireInModules =
  "import { createRequire as tlsenseCreateRequire } from 'node:module'; const require = tlsenseCreateRequire(import.meta.url);";

const node: BuildOptions = { platform: 'node', target: 'node20', mainFields: ['module', 'main'] };
const web: BuildOptions = { platform: 'browser', target: 'es2022' };
const nodeModules: BuildOptions = {
  ...node,
  format: 'esm',
  splitting: true,
  charset: 'utf8',
  outdir: 'dist',
  banner: { js: requireInModules },
};

export const targets: readonly Target[] = [
  {
    name: 'client',
    entry: 'client/node.ts',
    output: 'dist/client.cjs',
    folders: [],
    web: false,
    options: { ...node, format: 'cjs', external: ['vscode'], outfile: 'dist/client.cjs' },
  },
  {
    name: 'web client',
    entry: 'client/browser.ts',
    output: 'dist/web/client.cjs',
    folders: [],
    web: true,
    options: { ...web, format: 'cjs', external: ['vscode'], outfile: 'dist/web/client.cjs' },
  },
  {
    name: 'server',
    entry: 'server/node/main.ts',
    output: 'dist/server/main.js',
    folders: ['dist/server'],
    web: false,
    startFiles: { node: 'dist/server/start.js', web: 'dist/server/web.js' },
    options: {
      ...nodeModules,
      entryPoints: {
        'server/main': 'server/node/main.ts',
        'server/start': 'server/node/server.ts',
        'server/web': 'server/browser/server.ts',
      },
      plugins: [browserEntries],
      entryNames: '[dir]/[name]',
      chunkNames: 'server/[name]-[hash]',
    },
  },
  {
    name: 'web server',
    entry: 'server/browser/loader.ts',
    output: 'dist/web/server.js',
    folders: [],
    web: true,
    options: { ...web, format: 'iife', outfile: 'dist/web/server.js' },
  },
  {
    name: 'cli',
    entry: 'server/node/cli.ts',
    output: 'dist/cli.js',
    folders: ['dist/cli'],
    web: false,
    options: { ...nodeModules, entryNames: 'cli', chunkNames: 'cli/[name]-[hash]' },
  },
];
