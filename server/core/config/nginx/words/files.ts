/** Where nginx takes the path of a file. */
import type { FilePurpose } from '../../../tls/context.ts';
import type { FilePlace } from '../../completion.ts';
import type { Cursor } from '../cursor.ts';
import { clientFamilies, serverFamily } from '../families.ts';

/** Undefined where no path stands, or something that only looks like one. */
export function filePlaceAt(text: string, { before, word }: Cursor): FilePlace | undefined {
  const [name, ...others] = before;
  if (!name || others.length > 0) return undefined;
  const written = text.slice(word.start, word.end);
  if (/[$]|^(?:data|engine|store):/.test(written)) return undefined;
  const purpose = name.value === 'include' ? 'include' : purposeOf(name.value);
  return purpose && { purpose, base: 'configuration', span: word };
}

function purposeOf(name: string): FilePurpose | undefined {
  for (const family of [serverFamily, ...clientFamilies]) {
    if (name === family.certificate) return 'certificate';
    if (name === family.privateKey) return 'private-key';
    if (family.trustAnchors.includes(name)) return 'trust-anchors';
    if (name === family.revocationList) return 'revocation-list';
    if (name === family.dhParameters) return 'dh-parameters';
  }
  return undefined;
}
