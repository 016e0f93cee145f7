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
}

const indexes: readonly Index[] = [
  {
    folder: 'server/core/rules',
    pattern: '*/*.ts',
    exported: 'rule',
    list: 'rules',
    type: 'AnyRule',
    typePath: '../lint/rule.ts',
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

function indexFile({ folder, exported, list, type, typePath }: Index, modules: readonly FoundModule[]): GeneratedFile {
  const named = modules.map(({ path, id }) => ({
    name: identifier(id.replace(/\/language$/, '')),
    from: `.${path.slice(folder.length)}`,
  }));
  const imports = [
    { from: typePath, text: `import type { ${type} } from '${typePath}';` },
    ...named.map(({ name, from }) => ({ from, text: `import { ${exported} as ${name} } from '${from}';` })),
  ];
  imports.sort((a, b) => (a.from < b.from ? -1 : 1));
  const text = `// Written by \`npm run generate\`.
${imports.map((line) => line.text).join('\n')}

export const ${list}: readonly ${type}[] = ${array(
    list.length + type.length,
    named.map(({ name }) => name),
  )};
`;
  return { path: `${folder}/index.ts`, text };
}

/** As Biome formats it: on one line where that has no more than 120 characters. */
function array(names: number, elements: readonly string[]): string {
  const line = `[${elements.join(', ')}]`;
  const around = 'export const : readonly [] = ;'.length + names;
  return around + line.length <= 120 ? line : `[\n${elements.map((element) => `  ${element},\n`).join('')}]`;
}
