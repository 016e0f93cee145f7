import { type Localize, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import { describe } from '../../core/describe/describe.ts';
import type { Field } from '../../core/describe/field.ts';
import { listStateText, summary } from '../../core/describe/summary.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import type { PkiObject, PkiReading } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { PageField, PageObject, PageStanding, ViewFileAnswer, ViewFileParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import { EncodingViews } from './encoding-view.ts';
import { forgetOpened, keepOpened } from './opened-stores.ts';

/** Objects whose fields are sent: a page of more is not read. */
const shownObjects = 300;

/** How the objects of a file stand to others. */
export type Judge = (objects: readonly PkiObject[], uri: string) => Promise<ReadonlyMap<PkiObject, PageStanding>>;

/** What a file holds, for a page; with a password, what it opens. Nothing of the password is kept here. */
export async function viewFile(
  { uri, password }: ViewFileParams,
  { host, localize }: Pick<Session, 'host' | 'localize'>,
  judge: Judge = async () => new Map(),
): Promise<ViewFileAnswer> {
  const read = await host.files.read(uri);
  if (!read.ok) {
    const { error } = read;
    const text = error.code === 'not-found' ? message('This file is not there any more.') : unreadable(error.code);
    return { failure: localize(text) };
  }
  const { text, pki } = await readPkiFile(read.value);
  if (pki.objects.length === 0) return { failure: localize(nothingIn(read.value)) };
  const view = async ({ objects }: PkiReading, binary?: Uint8Array) =>
    page(objects, await judge(objects, uri), host.now(), localize, binary);
  const closed = () => view(pki, text === undefined ? read.value : undefined);
  if (password === undefined) {
    forgetOpened(read.value);
    return closed();
  }
  const { openStoreFile } = await import('../../core/x509/key-store/open-store-file.ts');
  const opened = await openStoreFile(host.crypto, read.value, password);
  if (opened.ok) {
    keepOpened(read.value, opened.value.objects);
    return view(opened.value);
  }
  return opened.error === 'wrong-password' ? { ...(await closed()), isWrongPassword: true } : closed();
}

function unreadable(code: 'too-large' | 'unreadable') {
  return code === 'too-large'
    ? message('This file is too large to be a certificate or a key store.')
    : message('This file cannot be read.');
}

function nothingIn({ length }: Uint8Array) {
  return length === 0
    ? message('This file is empty.')
    : message('No certificate, request, revocation list, key or key store could be found in this file.');
}

/** `binary`: the file, where it is one object. */
function page(
  objects: readonly PkiObject[],
  standings: ReadonlyMap<PkiObject, PageStanding>,
  now: Date,
  localize: Localize,
  binary?: Uint8Array,
) {
  const encodings = new EncodingViews(localize, binary);
  const store = objects[0]?.value;
  const hidden = objects.length - shownObjects;
  return {
    objects: objects.slice(0, shownObjects).map((object) => {
      const encoding = encodings.of(object);
      const standing = standings.get(object);
      return {
        ...viewed(object, now, localize),
        ...(standing ? { standing } : {}),
        ...(encoding ? { encoding } : {}),
      };
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
  const state = value?.kind === 'certificate-list' ? listStateText(value, now) : undefined;
  return {
    title: [title, ...(state ? [state] : [])].map(localize).join(' · '),
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
