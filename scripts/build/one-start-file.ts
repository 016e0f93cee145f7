/**
 * One file for all that an entry loads at start. esbuild splits what the entry shares with chunks that are loaded on
 * demand into a chunk for each set of sharers, some 25 of them, and each costs Node.js half a millisecond: a third of
 * what the server takes longer to start than one that does nothing. Here they go into the entry, which gives what is in
 * them to the others.
 */
import { basename } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** Bundled files by the name of each; all are in one folder. */
type Texts = ReadonlyMap<string, string>;

export interface Bundled {
  readonly metafile: Metafile;
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
}

export async function withOneStartFile(
  { metafile, files }: Bundled,
  entryPath: string,
  options: BuildOptions,
): Promise<Bundled> {
  const entry = basename(entryPath);
  const texts: Texts = new Map(files.map(({ path, contents }) => [basename(path), new TextDecoder().decode(contents)]));
  const atStart = loadedAtStart(metafile, entryPath);
  /** What each of them gives, by the name that the entry gives it under. */
  const given = new Map(
    [...atStart].map((path, i) => [
      basename(path),
      (metafile.outputs[path]?.exports ?? []).map((name) => ({ name, as: `s${i}_${name}` })),
    ]),
  );
  const list = (from: string, turned: boolean): string =>
    (given.get(from) ?? []).map(({ name, as }) => (turned ? `${as} as ${name}` : `${name} as ${as}`)).join(', ');

  const write = async (name: string, stdin: string | undefined, resolve: Plugin): Promise<Uint8Array> => {
    const { outputFiles } = await build({
      ...options,
      ...(stdin === undefined ? { entryPoints: [name] } : { stdin: { contents: stdin } }),
      bundle: true,
      splitting: false,
      write: false,
      outdir: 'dist',
      plugins: [resolve],
    });
    return outputFiles[0]?.contents ?? new Uint8Array();
  };
  const whole = [...given.keys()].map((chunk) => `export { ${list(chunk, false)} } from './${chunk}';`);
  const entryText = `import './${entry}';\n${whole.join('\n')}\n`;
  const merged = new Map([
    [
      entry,
      await write(
        entry,
        entryText,
        fromTexts(texts, () => true),
      ),
    ],
  ]);
  for (const [name, text] of texts) {
    if (name === entry || given.has(name)) continue;
    const stubs = new Map(
      [...given.keys()].map((chunk) => [chunk, `export { ${list(chunk, true)} } from './${entry}';`]),
    );
    stubs.set(name, text);
    merged.set(
      name,
      await write(
        name,
        undefined,
        fromTexts(stubs, (imported) => imported !== entry && stubs.has(imported)),
      ),
    );
  }

  const outputs: Metafile['outputs'] = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const contents = merged.get(basename(path));
    if (!contents) continue;
    const imports = output.imports.filter((one) => !atStart.has(one.path));
    outputs[path] = { ...output, bytes: contents.length, imports };
  }
  const kept = files.flatMap(({ path }) => {
    const contents = merged.get(basename(path));
    return contents ? [{ path, contents }] : [];
  });
  return { metafile: { ...metafile, outputs }, files: kept };
}

/** Chunks that the entry imports statically, itself left out. */
function loadedAtStart({ outputs }: Metafile, entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const { path: chunk, kind, external } of outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement' || external || found.has(chunk)) continue;
      found.add(chunk);
      visit(chunk);
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
        if (kind === 'entry-point') return { path: name, namespace: 'bundled' };
        if (!path.startsWith('./')) return { path, external: true };
        return kind !== 'dynamic-import' && isMeant(name)
          ? { path: name, namespace: 'bundled' }
          : { path, external: true };
      });
      bundler.onLoad({ filter: /./, namespace: 'bundled' }, ({ path }) => ({ contents: texts.get(path) ?? '' }));
    },
  };
}
