/**
 * Extensions as openssl.cnf has them (x509v3_config(5)), read off the certificate that was made, so that the two cannot
 * differ. What has no readable form there is written as its DER.
 */
import { toHex } from '../../asn1/hex.ts';
import type { ExtensionValues } from '../../x509/extension.ts';
import { extension as basicConstraints } from '../../x509/extensions/basic-constraints.ts';
import { extension as extKeyUsage } from '../../x509/extensions/ext-key-usage.ts';
import { extension as keyUsage } from '../../x509/extensions/key-usage.ts';
import { extension as nameConstraints } from '../../x509/extensions/name-constraints.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import type { Extension, GeneralName } from '../../x509/types.ts';
import { extensionIds } from '../certificate-extensions.ts';

interface Written {
  readonly value: string;
  /** A section of its own: its name, and its lines. */
  readonly section?: { readonly name: string; readonly lines: readonly string[] };
}

/** The purposes that OpenSSL knows by name (RFC 5280, 4.2.1.12). */
const purposes: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
};

const nameKinds: Partial<Readonly<Record<GeneralName['type'], string>>> = {
  dNSName: 'DNS',
  iPAddress: 'IP',
  rfc822Name: 'email',
  uniformResourceIdentifier: 'URI',
};

const writers: Readonly<Record<string, (values: ExtensionValues) => Written | undefined>> = {
  [extensionIds.basicConstraints](values) {
    const constraints = values.get(basicConstraints);
    if (!constraints) return undefined;
    const { cA, pathLenConstraint } = constraints;
    const length = pathLenConstraint === undefined ? '' : `, pathlen:${pathLenConstraint}`;
    return { value: `CA:${cA ? 'TRUE' : 'FALSE'}${length}` };
  },
  [extensionIds.keyUsage](values) {
    const bits = values.get(keyUsage);
    return bits?.every((bit) => /^\w+$/.test(bit)) ? { value: bits.join(', ') } : undefined;
  },
  [extensionIds.extKeyUsage](values) {
    const list = values.get(extKeyUsage);
    return list && { value: list.map((oid) => purposes[oid] ?? oid).join(', ') };
  },
  [extensionIds.subjectKeyIdentifier]: () => ({ value: 'hash' }),
  [extensionIds.authorityKeyIdentifier]: () => ({ value: 'keyid:always' }),
  [extensionIds.subjectAltName](values) {
    const lines = values.get(subjectAltName)?.map((name, i) => nameLine(name, i + 1));
    return inSection('names', lines);
  },
  [extensionIds.nameConstraints](values) {
    const { permittedSubtrees = [], excludedSubtrees = [] } = values.get(nameConstraints) ?? {};
    const all = [
      ...permittedSubtrees.map((subtree) => ({ subtree, list: 'permitted' })),
      ...excludedSubtrees.map((subtree) => ({ subtree, list: 'excluded' })),
    ];
    const lines = all.map(({ subtree: { base, minimum, maximum }, list }, i) =>
      minimum === 0 && maximum === undefined ? nameLine(base, i + 1, `${list};`) : undefined,
    );
    return inSection('constraints', lines);
  },
};

/** The section `name` with all that it refers to. */
export function extensionLines(
  name: string,
  {
    extensions,
    extensionValues,
  }: { readonly extensions: readonly Extension[]; readonly extensionValues: ExtensionValues },
): string[] {
  const own: string[] = [];
  const others: string[] = [];
  for (const { oid, critical, value } of extensions) {
    const written = writers[oid]?.(extensionValues) ?? { value: `DER:${toHex(value)}` };
    own.push(`${nameOf(oid)} = ${critical ? 'critical, ' : ''}${written.value}`);
    if (written.section) others.push(`[${written.section.name}]`, ...written.section.lines);
  }
  return [`[${name}]`, ...own, ...others];
}

function nameOf(oid: string): string {
  return (
    Object.entries(extensionIds).find(([, id]) => id === oid)?.[0] ??
    // Unknown to OpenSSL by name: its identifier serves.
    oid
  ).replace('extKeyUsage', 'extendedKeyUsage');
}

function inSection(name: string, lines: readonly (string | undefined)[] | undefined): Written | undefined {
  if (!lines || lines.length === 0 || !lines.every((line) => line !== undefined)) return undefined;
  return { value: `@${name}`, section: { name, lines } };
}

/** `DNS.1 = example.com`; undefined where the name has no such form. */
function nameLine(name: GeneralName, number: number, prefix = ''): string | undefined {
  const kind = nameKinds[name.type];
  if (kind === undefined || typeof name.value !== 'string') return undefined;
  const value = settingValue(name.value);
  return value === undefined ? undefined : `${prefix}${kind}.${number} = ${value}`;
}

/** config(5): `$` begins a variable, `#` a remark, quotes and backslashes quote. */
function settingValue(text: string): string | undefined {
  if (text === '' || !/^[\x21-\x7e]+$/.test(text)) return undefined;
  return text.replace(/[\\$#"'`;]/g, '\\$&');
}
