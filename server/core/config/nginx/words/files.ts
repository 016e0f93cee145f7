/** Where nginx takes the path of a file. */
import type { FilePurpose, TlsContext } from '../../../tls/context.ts';
import type { FilePlace } from '../../completion.ts';
import type { Cursor } from '../cursor.ts';
import { clientFamilies, type Family, serverFamily } from '../families.ts';

/** Undefined where no path stands, or something that only looks like one. */
export function filePlaceAt(text: string, { before, word }: Cursor): FilePlace | undefined {
  const [name, ...others] = before;
  if (!name || others.length > 0) return undefined;
  const written = text.slice(word.start, word.end);
  if (/[$]|^(?:data|engine|store):/.test(written)) return undefined;
  if (name.value === 'include') return { purpose: 'include', base: 'configuration', span: word };
  const found = purposeOf(name.value);
  return found && { ...found, base: 'configuration', span: word };
}

function purposeOf(name: string): { readonly purpose: FilePurpose; readonly role: TlsContext['role'] } | undefined {
  for (const family of [serverFamily, ...clientFamilies]) {
    const purpose = purposeIn(family, name);
    if (purpose) return { purpose, role: family.role };
  }
  return undefined;
}

function purposeIn(family: Family, name: string): FilePurpose | undefined {
  if (name === family.certificate) return 'certificate';
  if (name === family.privateKey) return 'private-key';
  if (family.trustAnchors.includes(name)) return 'trust-anchors';
  if (name === family.revocationList) return 'revocation-list';
  return name === family.dhParameters ? 'dh-parameters' : undefined;
}
