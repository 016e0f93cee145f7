/**
 * Builds the bundles into dist/.
 *
 *     node scripts/build.ts [--dev] [NAME…]       all targets, or those named ("server", "web client" …)
 *     node scripts/build.ts --if-stale            all targets, where one is missing or older than the sources
 *     node scripts/build.ts --test FILE           an extension test: FILE as dist/test/<name>.cjs
 *
 * `--dev` keeps names and adds source maps. One build runs at a time, others wait for it. A target whose entry point does not exist is left out and said.
 */
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { withLock } from './build/lock.ts';
import { notices } from './build/notices.ts';
import { isStale } from './build/staleness.ts';
import { type Bundled, reached, type StartFiles, withStartFiles } from './build/start-files.ts';
import { type Target, targets } from './build/targets.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { values, positionals } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    'if-stale': { type: 'boolean', default: false },
    test: { type: 'string' },
  },
  allowPositionals: true,
});

mkdirSync('dist', { recursive: true });
await withLock('dist/.build.lock', async () => {
  if (values.test) await buildTest(values.test);
  else if (!values['if-stale'] || isStale()) await buildTargets(positionals);
});

async function buildTargets(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !targets.some((target) => target.name === name));
  if (unknown !== undefined) {
    console.error(`error: there is no target "${unknown}"`);
    console.error(`hint: the targets are ${targets.map(({ name }) => name).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const metafiles: Metafile[] = [];
  let failed = false;
  for (const target of targets) {
    if (names.length > 0 && !names.includes(target.name)) continue;
    if (!existsSync(target.entry)) {
      console.log(`${target.name.padEnd(10)}  left out: there is no ${target.entry}`);
      continue;
    }
    try {
      metafiles.push(await buildTarget(target));
    } catch (error) {
      // esbuild has said what is wrong and where.
      if (error instanceof Error && !('errors' in error)) console.error(`error: ${error.message}`);
      console.error(`error: the ${target.name} bundle could not be built`);
      failed = true;
    }
  }
  if (names.length === 0 && metafiles.length > 0) writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(metafiles));
  if (failed) process.exitCode = 1;
}

async function buildTarget(target: Target): Promise<Metafile> {
  const { startFiles } = target;
  const metafile = await bundle({ entryPoints: [target.entry], ...target.options }, target.folders, startFiles);
  if (target.web) refuseNode(target, Object.values(metafile.outputs));
  if (startFiles && !values.dev) {
    const ofWeb = [startFiles.web, ...reached(metafile.outputs, startFiles.web, () => true)];
    refuseNode(
      target,
      ofWeb.flatMap((path) => metafile.outputs[path] ?? []),
    );
  }
  if (target.name === 'cli') chmodSync(target.output, 0o755);
  const outputs = Object.entries(metafile.outputs).filter(([path]) => !path.endsWith('.map'));
  const starts = startFiles ? [target.output, startFiles.node] : [target.output];
  const atStart = starts.reduce((sum, path) => sum + startSize(metafile, path), 0);
  const onDemand = outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0) - atStart;
  const rest = onDemand > 0 ? `, ${kilobytes(onDemand)} on demand` : '';
  console.log(`${target.name.padEnd(10)}  ${target.output}  ${kilobytes(atStart)} at start${rest}`);
  return metafile;
}

/** esbuild refuses imports of Node's built-ins by itself; this is about those that a package marks as its own business. */
function refuseNode({ name, options }: Target, outputs: readonly Metafile['outputs'][string][]): void {
  const imports = outputs.flatMap((output) => output.imports);
  const missing = imports.filter(({ external, path }) => external && !options.external?.includes(path));
  if (missing.length === 0) return;
  throw new Error(`the ${name} bundle asks for ${missing.map(({ path }) => path).join(', ')}, which no browser has`);
}

async function buildTest(entry: string): Promise<void> {
  const outfile = `dist/test/${basename(entry, '.ts')}.cjs`;
  // The browser platform, because one file runs in both extension hosts.
  await bundle({ entryPoints: [entry], outfile, platform: 'browser', format: 'cjs', external: ['vscode'] });
  console.log(outfile);
}

/** Builds, then replaces what was there: a build that fails leaves the last good one alone. */
async function bundle(
  options: BuildOptions,
  folders: readonly string[] = [],
  startFiles: StartFiles | undefined = undefined,
): Promise<Metafile> {
  const common: BuildOptions = { minify: !values.dev, legalComments: 'none', logLevel: 'warning' };
  const { banner, ...split } = options;
  const isMerged = startFiles !== undefined && !values.dev;
  const result = await build({
    bundle: true,
    sourcemap: values.dev ? 'linked' : false,
    ...common,
    ...(isMerged ? split : options),
    metafile: true,
    write: false,
  });
  let made: Bundled = { metafile: result.metafile, files: result.outputFiles };
  if (isMerged) {
    const { platform, target, format, charset } = options;
    const how: BuildOptions = { ...common, ...defined({ platform, target, format, charset, banner }) };
    made = await withStartFiles(made, startFiles, how);
  }
  // Chunks carry their hash in the name, so an old one would stay.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  for (const { path, contents } of made.files) {
    if (!values.dev) rmSync(`${path}.map`, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  return made.metafile;
}

function defined(options: { readonly [K in keyof BuildOptions]: BuildOptions[K] | undefined }): BuildOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Bytes of the entry and of all chunks that it imports statically. */
function startSize({ outputs }: Metafile, entry: string): number {
  const seen = new Set<string>();
  const visit = (path: string): number => {
    const output = outputs[path];
    if (!output || seen.has(path)) return 0;
    seen.add(path);
    const chunks = output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    return output.bytes + chunks.reduce((sum, { path: chunk }) => sum + visit(chunk), 0);
  };
  return visit(entry);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
