import { valuedOptions } from '../openssl/option-tables.ts';
import { databases } from './databases.ts';
import { packages } from './packages.ts';
import { platforms } from './platforms.ts';
import type { ProgramSwitches } from './program.ts';
import { transfers } from './transfer.ts';
import { versionControl } from './version-control.ts';

const byName = new Map<string, ProgramSwitches>(
  [...transfers, ...packages, ...versionControl, ...platforms, ...databases].flatMap((spec) =>
    spec.programs.map((name) => [name, spec] as const),
  ),
);

/** `openssl s_server`, of which more is known elsewhere. */
export const openSslServer: ProgramSwitches = {
  programs: [],
  valued: valuedOptions('s_server') ?? new Set(),
  lists: { '-cipher': 'ciphers', '-ciphersuites': 'cipherSuites', '-groups': 'groups', '-curves': 'groups' },
};

const longestName = 100;

/** What is known of a program: `pip3.11` is pip, `yarnpkg` yarn. */
export function programOf(name: string): ProgramSwitches | undefined {
  if (name.length > longestName) return undefined;
  return byName.get(name) ?? byName.get(name.replace(/(?:-?\d[\d.]*|pkg)$/, '')) ?? byName.get(name.toLowerCase());
}
