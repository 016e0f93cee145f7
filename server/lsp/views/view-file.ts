import { type Localize, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import { describe } from '../../core/describe/describe.ts';
import type { Field } from '../../core/describe/field.ts';
import { summary } from '../../core/describe/summary.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import type { PkiObject, PkiReading } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { PageField, PageObject, ViewFileAnswer, ViewFileParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import { EncodingViews } from './encoding-view.ts';

/** Objects whose fields are sent: a page of more is not read. */
const shownObjects = 300;

/** What a file holds, for a page; with a password, what it opens. Nothing of the password is kept here. */
export async function viewFile(
  { uri, password }: ViewFileParams,
  { host, localize }: Pick<Session, 'host' | 'localize'>,
): Promise<ViewFileAnswer> {
  const read = await host.files.read(uri);
  if (!read.ok) {
    const { error } = read;
    const text = error.code === 'not-found' ? message('This file is not there any more.') : unreadable(error.code);
    return { failure: localize(text) };
  }
  const { text, pki } = await readPkiFile(read.value);
  const closed = () => page(pki, host.now(), localize, text === undefined ? read.value : undefined);
  if (password === undefined) return closed();
  const { openStoreFile } = await import('../../core/x509/key-store/open-store-file.ts');
  const opened = await openStoreFile(host.crypto, read.value, password);
  if (opened.ok) return page(opened.value, host.now(), localize);
  return opened.error === 'wrong-password' ? { ...closed(), isWrongPassword: true } : closed();
}

function unreadable(code: 'too-large' | 'unreadable') {
  return code === 'too-large'
    ? message('This file is too large to be a certificate or a key store.')
    : message('This file cannot be read.');
}

/** `binary`: the file, where it is one object. */
function page({ objects }: PkiReading, now: Date, localize: Localize, binary?: Uint8Array) {
  const encodings = new EncodingViews(localize, binary);
  const store = objects[0]?.value;
  const hidden = objects.length - shownObjects;
  return {
    objects: objects.slice(0, shownObjects).map((object) => {
      const encoding = encodings.of(object);
      return { ...viewed(object, now, localize), ...(encoding ? { encoding } : {}) };
    }),
    isLocked: store?.kind === 'key-store' && !store.opened,
    ...(hidden > 0 ? { note: localize(message('and {count} more', { count: hidden })) } : {}),
  };
}

function viewed(object: PkiObject, now: Date, localize: Localize): PageObject {
  const { value, within, problems } = object;
  const title = value
    ? summary(value, { now })
    : message('{label} · cannot be read', { label: visible(writtenAs(object)) });
  return {
    title: localize(title),
    ...(within?.name ? { name: visible(within.name) } : {}),
    fields: value ? describe(value).flatMap((field) => viewedField(field, localize)) : [],
    problems: problems.map((problem) => localize(problem.message)),
  };
}

function viewedField(field: Field, localize: Localize): PageField[] {
  if (field.audience === 'programs') return [];
  const { label, text, children = [], standard, oid, critical } = field;
  const plain = localize(label);
  // `Version (version)` says it twice.
  const isAlike = oid === undefined && standard?.toLowerCase() === plain.replaceAll(' ', '').toLowerCase();
  const parts = [isAlike ? undefined : standard, oid, critical ? localize(message('critical')) : undefined];
  const beside = parts.filter((part) => part !== undefined);
  return [
    {
      label: plain,
      ...(beside.length > 0 ? { beside: beside.join(', ') } : {}),
      ...(children.length > 0
        ? { fields: children.flatMap((child) => viewedField(child, localize)) }
        : { text: text ? localize(text) : '' }),
    },
  ];
}
