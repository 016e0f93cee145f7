import type { Field, JsonValue } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { grouped } from '../base/quantity.ts';
import { visible } from '../base/visible.ts';
import type { KeyStore, PartEncryption } from '../x509/key-store/key-store.ts';
import type { Member } from '../x509/members.ts';
import type { PkiValue } from '../x509/types.ts';
import { field, yesNoField } from './fields.ts';
import { displayName, keyText } from './names.ts';

export function describeKeyStore(store: KeyStore): Field[] {
  const { encryption, hiddenParts } = store;
  return [
    field('format', message('Format'), store.format),
    field('version', message('Version'), String(store.version), store.version),
    yesNoField('opened', message('Opened with its password'), store.opened),
    field('integrity', message('Integrity'), integrityText(store), integrityJson(store)),
    ...encryption.map((one) => encryptionField(one)),
    ...(hiddenParts > 0
      ? [
          {
            key: 'hiddenParts',
            label: message('Still locked'),
            text: hiddenParts === 1 ? message('1 part') : message('{count} parts', { count: hiddenParts }),
            json: hiddenParts,
          },
        ]
      : []),
    ...membersField(store.members),
  ];
}

function integrityText({ integrity }: KeyStore): Message {
  switch (integrity?.method) {
    case undefined:
      return message('not protected');
    case 'signature':
      return message('signed');
    case 'digest':
      return message('{algorithm} of the password and the contents', { algorithm: integrity.algorithm });
    case 'mac':
      return integrity.iterations === undefined
        ? verbatim(integrity.algorithm)
        : rounds(integrity.algorithm, integrity.iterations);
  }
}

function integrityJson({ integrity }: KeyStore): JsonValue {
  if (!integrity) return null;
  const { method, algorithm, iterations } = integrity;
  return { method, algorithm, iterations: iterations ?? null };
}

export function encryptionField(encryption: PartEncryption): Field {
  const { name, iterations } = encryption;
  return field('encryption', message('Encryption'), encryptionText(encryption), {
    name,
    iterations: iterations ?? null,
  });
}

/** `AES-256-CBC, PBKDF2-HMAC-SHA-256, 2,048 iterations` */
export function encryptionText({ name, iterations }: PartEncryption): Message {
  return iterations === undefined ? verbatim(name) : rounds(name, iterations);
}

function rounds(algorithm: string, iterations: number): Message {
  if (iterations === 1) return message('{algorithm}, 1 iteration', { algorithm });
  return message('{algorithm}, {count} iterations', { algorithm, count: grouped(iterations) });
}

/** The objects in another one, by their names there. */
export function membersField(members: readonly Member[]): Field[] {
  if (members.length === 0) return [];
  const children = members.slice(0, limits.shownEntries).map((member): Field => {
    const name = visible(member.name ?? '');
    // Of one without a name: what it is, and whose.
    if (name === '') return { key: '', ...memberRow(member.value) };
    return { key: name, label: verbatim(name), text: memberText(member.value) };
  });
  const json = members.map(({ name, value }) => ({
    ...(name === undefined ? {} : { name: visible(name) }),
    kind: value?.kind ?? 'undecodable',
  }));
  const label = message('Holds');
  return [{ key: 'members', label, text: verbatim(String(members.length)), json, children }];
}

function memberRow(value: PkiValue | undefined): Pick<Field, 'label' | 'text'> {
  if (value?.kind === 'certificate') return { label: message('Certificate'), text: verbatim(displayName(value)) };
  if (value?.kind === 'private-key' && !value.encrypted)
    return { label: message('Private key'), text: verbatim(keyText(value)) };
  return { label: memberText(value) };
}

function memberText(value: PkiValue | undefined): Message {
  switch (value?.kind) {
    case 'certificate':
      return message('Certificate {name}', { name: displayName(value) });
    case 'private-key':
      if (!value.encrypted) return message('Private key {key}', { key: keyText(value) });
      return value.encryption
        ? message('Private key, encrypted with {algorithm}', { algorithm: value.encryption.name })
        : message('Private key, encrypted');
    case 'certificate-list':
      return message('Revocation list');
    case 'other':
      return verbatim(value.label);
    default:
      return message('cannot be read');
  }
}
