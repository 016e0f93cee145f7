import { existsSync } from 'node:fs';
import type { GeneratedFile } from './generated-file.ts';
import { type FoundModule, findModules, identifier } from './modules.ts';

/** A list of everything that a folder's modules export under one name. esbuild has no static glob import. */
interface Index {
  readonly folder: string;
  readonly pattern: string;
  /** What each module exports. */
  readonly exported: string;
  /** The list's name and element type, with the path the type comes from, relative to the folder. */
  readonly list: string;
  readonly type: string;
  readonly typePath: string;
  /** Another export of each module, listed apart, so that bundles that do not use it leave it out. */
  readonly beside?: { readonly exported: string; readonly list: string; readonly type: string };
}

const indexes: readonly Index[] = [
  {
    folder: 'server/core/rules',
    pattern: '*/*.ts',
    exported: 'rule',
    list: 'rules',
    type: 'AnyRule',
    typePath: '../lint/rule.ts',
    beside: { exported: 'docs', list: 'ruleDocs', type: 'RuleDocs' },
  },
  {
    folder: 'server/core/config',
    pattern: '*/language.ts',
    exported: 'language',
    list: 'languages',
    type: 'ConfigLanguage',
    typePath: './language.ts',
  },
  {
    folder: 'server/core/x509/extensions',
    pattern: '*.ts',
    exported: 'extension',
    list: 'extensionKinds',
    type: 'AnyExtensionKind',
    typePath: '../extension.ts',
  },
  {
    folder: 'server/lsp/features',
    pattern: '*.ts',
    exported: 'feature',
    list: 'features',
    type: 'Feature',
    typePath: '../feature.ts',
  },
  {
    folder: 'server/cli/commands',
    pattern: '*.ts',
    exported: 'command',
    list: 'commands',
    type: 'CliCommand',
    typePath: '../io.ts',
  },
  {
    folder: 'server/cli/formatters',
    pattern: '!(formatter).ts',
    exported: 'formatter',
    list: 'formatters',
    type: 'Formatter',
    typePath: './formatter.ts',
  },
];

export function indexFiles(): GeneratedFile[] {
  return indexes.flatMap((index) => {
    const modules = existsSync(index.folder) ? findModules(index.folder, index.pattern) : [];
    return modules.length === 0 ? [] : [indexFile(index, modules)];
  });
}

function indexFile(
  { folder, exported, list, type, typePath, beside }: Index,
  modules: readonly FoundModule[],
): GeneratedFile {
  const named = modules.map(({ path, id }) => ({
    name: identifier(id.replace(/\/language$/, '')),
    from: `.${path.slice(folder.length)}`,
  }));
  const imports = [
    {
      from: typePath,
      text: `import type { ${[type, ...(beside ? [beside.type] : [])].join(', ')} } from '${typePath}';`,
    },
    ...named.map(({ name, from }) => {
      const names = [`${exported} as ${name}`];
      if (beside) names.push(`${beside.exported} as ${name}${capital(beside.exported)}`);
      return { from, text: importOf(names, from) };
    }),
  ];
  imports.sort((a, b) => (a.from < b.from ? -1 : 1));
  const text = `// Written by \`npm run generate\`.
${imports.map((line) => line.text).join('\n')}

${listOf(
  list,
  type,
  named.map(({ name }) => name),
)}`;
  const second = beside
    ? `\n/** In the order of \`${list}\`. */\n${listOf(
        beside.list,
        beside.type,
        named.map(({ name }) => `${name}${capital(beside.exported)}`),
      )}`
    : '';
  return { path: `${folder}/index.ts`, text: text + second };
}

/** As Biome formats it: on one line where that has no more than 120 characters. */
function importOf(names: readonly string[], from: string): string {
  const line = `import { ${names.join(', ')} } from '${from}';`;
  return line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}

function listOf(list: string, type: string, elements: readonly string[]): string {
  return `export const ${list}: readonly ${type}[] = ${array(list.length + type.length, elements)};\n`;
}

function capital(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** As Biome formats it: on one line where that has no more than 120 characters. */
function array(names: number, elements: readonly string[]): string {
  const line = `[${elements.join(', ')}]`;
  const around = 'export const : readonly [] = ;'.length + names;
  return around + line.length <= 120 ? line : `[\n${elements.map((element) => `  ${element},\n`).join('')}]`;
}
