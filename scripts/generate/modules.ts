import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyRule, RuleDocs } from '../../server/core/lint/rule.ts';

/** A rule with its page. */
export type DocumentedRule = AnyRule & { readonly docs: RuleDocs };

/** A module found by where it lies; its path is its name. */
export interface FoundModule {
  /** From the repository's root: `server/core/rules/tls/no-deprecated-protocol.ts`. */
  readonly path: string;
  /** `tls/no-deprecated-protocol` */
  readonly id: string;
}

/** Modules that match `pattern` below `folder`, sorted, without an index. */
export function findModules(folder: string, pattern: string): FoundModule[] {
  return globSync(`${folder}/${pattern}`)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => basename(path) !== 'index.ts')
    .map((path) => ({ path, id: path.slice(folder.length + 1).replace(/\.ts$/, '') }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every rule, loaded from its own file. Throws where a rule's id is not its path. */
export async function loadRules(): Promise<readonly DocumentedRule[]> {
  const rules: DocumentedRule[] = [];
  for (const { path, id } of findModules('server/core/rules', '*/*.ts')) {
    const { rule, docs } = await load(path);
    if (!isRule(rule)) throw new Error(`${path} has to export a rule under the name "rule"`);
    if (rule.id !== id) throw new Error(`${path} has the id ${rule.id}; its path makes it ${id}`);
    if (!isDocs(docs)) throw new Error(`${path} has to export the rule's page under the name "docs"`);
    rules.push({ ...rule, docs });
  }
  return rules;
}

export async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new Error(`${path} cannot be loaded`, { cause });
  }
}

function isDocs(value: unknown): value is RuleDocs {
  return typeof value === 'object' && value !== null && 'summary' in value && 'why' in value;
}

function isRule(value: unknown): value is AnyRule {
  return typeof value === 'object' && value !== null && 'id' in value && 'check' in value;
}

/** `tls/no-deprecated-protocol` → `tlsNoDeprecatedProtocol`. */
export function identifier(id: string): string {
  return id.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
