/**
 * One file for all that the server loads at start, in Node.js and in a worker. esbuild splits what an entry shares with
 * chunks that are loaded on demand into a chunk for each set of sharers, some 25 of them, and each costs Node.js half a
 * millisecond: a third of what the server takes longer to start than one that does nothing. Here they go into the first
 * entry, which gives what is in them to the chunks. The second entry gives the same under the same names: a worker loads
 * the chunks of Node.js, and takes itself for the first.
 */
import { basename } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** Bundled files by the name of each; all are in one folder. */
type Texts = ReadonlyMap<string, string>;

export interface Bundled {
  readonly metafile: Metafile;
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
}

export interface StartFiles {
  /** What Node.js starts. */
  readonly node: string;
  /** What a worker starts. */
  readonly web: string;
}

/** `banner` goes before what Node.js starts. */
export async function withStartFiles(
  { metafile, files }: Bundled,
  starts: StartFiles,
  { banner, ...options }: BuildOptions,
): Promise<Bundled> {
  const texts: Texts = new Map(files.map(({ path, contents }) => [basename(path), new TextDecoder().decode(contents)]));
  const { outputs } = metafile;
  const shared = [...reached(outputs, starts.node, isStatic)];
  const inWeb = reached(outputs, starts.web, () => true);
  /** What each of them gives, by the name that the start files give it under. */
  const given = new Map(
    shared.map((path, i) => [
      basename(path),
      (outputs[path]?.exports ?? []).map((name) => ({ name, as: `s${i}_${name}` })),
    ]),
  );
  const list = (from: string, turned: boolean): string =>
    (given.get(from) ?? []).map(({ name, as }) => (turned ? `${as} as ${name}` : `${name} as ${as}`)).join(', ');

  const write = async (stdin: string, how: BuildOptions, resolve: Plugin): Promise<Uint8Array> => {
    const { outputFiles } = await build({
      ...options,
      ...how,
      stdin: { contents: stdin },
      bundle: true,
      splitting: false,
      write: false,
      outdir: 'dist',
      plugins: [resolve],
    });
    return outputFiles[0]?.contents ?? new Uint8Array();
  };
  const startFile = (entry: string, chunks: readonly string[], how: BuildOptions): Promise<Uint8Array> => {
    const whole = chunks.map((chunk) => `export { ${list(chunk, false)} } from './${chunk}';`);
    return write(
      `import './${entry}';\n${whole.join('\n')}\n`,
      how,
      fromTexts(texts, (name) => name === entry || given.has(name)),
    );
  };
  const [nodeEntry, webEntry] = [basename(starts.node), basename(starts.web)];
  const ofWeb = shared.filter((path) => inWeb.has(path)).map((path) => basename(path));
  const merged = new Map([
    [nodeEntry, await startFile(nodeEntry, [...given.keys()], banner ? { banner } : {})],
    [webEntry, await startFile(webEntry, ofWeb, { platform: 'browser' })],
  ]);
  const stubs = new Map(
    [...given.keys()].map((chunk) => [chunk, `export { ${list(chunk, true)} } from './${nodeEntry}';`]),
  );
  for (const [name, text] of texts) {
    if (merged.has(name) || given.has(name)) continue;
    merged.set(
      name,
      await write(
        text,
        {},
        fromTexts(stubs, (imported) => stubs.has(imported)),
      ),
    );
  }

  const kept: [string, Metafile['outputs'][string]][] = [];
  for (const [path, output] of Object.entries(outputs)) {
    const contents = merged.get(basename(path));
    if (!contents) continue;
    const imports = output.imports.filter((one) => !given.has(basename(one.path)));
    kept.push([path, { ...output, bytes: contents.length, imports }]);
  }
  return {
    metafile: { ...metafile, outputs: Object.fromEntries(kept) },
    files: files.flatMap(({ path }) => {
      const contents = merged.get(basename(path));
      return contents ? [{ path, contents }] : [];
    }),
  };
}

type Import = Metafile['outputs'][string]['imports'][number];

function isStatic({ kind }: Import): boolean {
  return kind === 'import-statement';
}

/** Files that an entry imports in a way that is `followed`, itself left out. */
export function reached(
  outputs: Metafile['outputs'],
  entry: string,
  followed: (one: Import) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const one of outputs[path]?.imports ?? []) {
      if (one.external || found.has(one.path) || !followed(one)) continue;
      found.add(one.path);
      visit(one.path);
    }
  };
  visit(entry);
  return found;
}

/** Files among `texts` where `isMeant`; every other stays a file of its own. */
function fromTexts(texts: Texts, isMeant: (name: string) => boolean): Plugin {
  return {
    name: 'from-texts',
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, ({ path, kind }) => {
        const name = basename(path);
        if (kind === 'entry-point') return undefined;
        if (!path.startsWith('./')) return { path, external: true };
        return kind !== 'dynamic-import' && isMeant(name)
          ? { path: name, namespace: 'bundled' }
          : { path, external: true };
      });
      bundler.onLoad({ filter: /./, namespace: 'bundled' }, ({ path }) => ({ contents: texts.get(path) ?? '' }));
    },
  };
}
