/** Where nginx hands a list to OpenSSL. */
import type { ListPlace } from '../../completion.ts';
import type { Cursor } from '../cursor.ts';
import { clientFamilies, serverFamily } from '../families.ts';

/** Commands of SSL_CONF_cmd(3) whose value is a list. */
const commands: Readonly<Record<string, ListPlace['kind']>> = {
  cipherstring: 'ciphers',
  ciphersuites: 'suites',
  groups: 'groups',
  curves: 'groups',
};

export function listPlaceAt({ before, word }: Cursor): ListPlace | undefined {
  const [name, command, ...others] = before.map(({ value }) => value);
  if (name === undefined || others.length > 0) return undefined;
  for (const family of [serverFamily, ...clientFamilies]) {
    if (command === undefined && name === family.ciphers) return { kind: 'ciphers', span: word };
    if (command === undefined && name === family.groups) return { kind: 'groups', span: word };
    if (command === undefined || name !== family.command) continue;
    const kind = commands[command.toLowerCase()];
    if (kind) return { kind, span: word };
  }
  return undefined;
}
