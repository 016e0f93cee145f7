import { expect, test } from 'vitest';
import { readDocument } from '../../../server/core/analysis.ts';
import { certificateReferences } from '../../../server/core/tls/context.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { fixtures } from '../../support/fixtures.ts';
import { memoryHost } from '../../support/memory-host.ts';

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const uri = 'file:///w/ca.pem';

function start(stored: Record<string, string>): { workspace: Workspace; files: Map<string, string> } {
  const files = new Map(Object.entries(stored));
  const workspace = new Workspace(memoryHost(files));
  workspace.setFolders(['file:///w']);
  return { workspace, files };
}

const read = (text: string) => readDocument({ uri, languageId: 'pem', text });

function subjects({ certificates }: Workspace): (string | undefined)[] {
  return certificates.map(({ certificate }) => certificate.sha256);
}

async function digestOf(name: string): Promise<string | undefined> {
  const value = (await read(get(name))).pki.objects[0]?.value;
  return value?.kind === 'certificate' ? value.sha256 : undefined;
}

test('a text that is prepared after it was closed is not known of', async () => {
  const { workspace } = start({});
  const reading = await read(get('ca'));
  workspace.open(reading);
  expect(subjects(workspace)).toEqual([await digestOf('ca')]);
  await workspace.close(uri);
  await workspace.prepare(reading);
  expect(subjects(workspace)).toEqual([]);
});

test('nor is a version of it before the last', async () => {
  const { workspace } = start({});
  const before = await read(get('ca'));
  workspace.open(before);
  workspace.open(await read(get('other-ca')));
  await workspace.prepare(before);
  expect(subjects(workspace)).toEqual([await digestOf('other-ca')]);
});

test('a file that is read while its document is open is not what counts', async () => {
  const { workspace } = start({ [uri]: get('ca') });
  const stored = await read(get('ca'));
  workspace.open(await read(get('other-ca')));
  await workspace.prepare(stored);
  await workspace.scan();
  await workspace.filesChanged([uri]);
  expect(subjects(workspace)).toEqual([await digestOf('other-ca')]);
});

test('nor is one that was begun to be read before the document was opened again', async () => {
  const { workspace } = start({ [uri]: get('ca') });
  const reading = await read(get('other-ca'));
  workspace.open(reading);
  const closing = workspace.close(uri);
  workspace.open(reading);
  await closing;
  expect(subjects(workspace)).toEqual([await digestOf('other-ca')]);
});

test('an open document without an object is one that is referred to', async () => {
  const { workspace } = start({ [uri]: get('ca') });
  workspace.open(await read('nothing yet\n'));
  const text = 'server {\n    listen 443 ssl;\n    ssl_certificate ca.pem;\n}\n';
  const conf = await readDocument({ uri: 'file:///w/nginx.conf', languageId: 'nginx', text });
  await workspace.prepare(conf);
  const [reference] = conf.contexts.flatMap(certificateReferences);
  const target = reference && workspace.resolve(reference, conf.document.uri);
  expect(target).toMatchObject({ state: 'found', objects: [] });
});
