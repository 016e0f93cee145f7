import { expect, test } from 'vitest';
import { type Reading, readDocument } from '../../../server/core/analysis.ts';
import type { Host } from '../../../server/core/base/host.ts';
import { failure, success } from '../../../server/core/base/result.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { lastNames } from '../../support/last-names.ts';

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const config = 'http {\n  server { listen 443 ssl; ssl_certificate server.pem; }\n}\n';

/** A workspace with files and a clock that can be changed. */
async function open(files: Record<string, string>) {
  let now = fixtureTime;
  const host: Host = {
    crypto,
    now: () => now,
    log: () => {},
    files: {
      read: async (uri) => {
        const text = files[uri.replace('file:///w/', '')];
        return text === undefined ? failure({ code: 'not-found' }) : success(new TextEncoder().encode(text));
      },
      list: async (_, accept) =>
        Object.keys(files)
          .map((name) => `file:///w/${name}`)
          .filter((uri) => accept(...lastNames(uri))),
      exists: async (uri) => uri.replace('file:///w/', '') in files,
    },
  };
  const workspace = new Workspace(host);
  workspace.setFolders(['file:///w']);
  await workspace.scan();
  return {
    workspace,
    async read(text: string, name = 'nginx.conf'): Promise<Reading> {
      return readDocument({ uri: `file:///w/${name}`, languageId: name.endsWith('.conf') ? 'nginx' : 'pem', text });
    },
    async write(name: string, text: string) {
      files[name] = text;
      await workspace.filesChanged([`file:///w/${name}`]);
    },
    tick(milliseconds: number) {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

test('a keystroke in the configuration and a change elsewhere validate nothing again', async () => {
  const { workspace, read, write, tick } = await open({ 'server.pem': get('issued-leaf'), 'ca.pem': get('ca') });
  await workspace.prepare(await read(config));
  const first = workspace.validations;
  expect(first).toBeGreaterThan(0);
  await workspace.prepare(await read(config.replace('443', '8443')));
  // Another CA, a certificate of it and an unrelated document.
  await write('other.pem', get('other-ca') + get('self-signed'));
  workspace.open(await read(get('wildcard'), 'open.pem'));
  await workspace.prepare(await read(config));
  expect(workspace.validations).toBe(first);
  // The issuer of this certificate: what depends on it is validated again, once.
  await write('intermediate.pem', get('intermediate'));
  await workspace.prepare(await read(config));
  const second = workspace.validations;
  expect(second).toBeGreaterThan(first);
  // Its list: the questions about revocation alone.
  await write('ca.crl', get('crl'));
  await workspace.prepare(await read(config));
  expect(workspace.validations).toBe(second + 1);
  tick(60_000);
  await workspace.prepare(await read(config));
  expect(workspace.validations).toBe(second + 1 + first);
});

test('a document of certificates alone validates nothing until it is asked', async () => {
  const { workspace, read } = await open({ 'ca.pem': get('ca') });
  await workspace.prepare(await read(get('server').repeat(50), 'bundle.pem'));
  expect(workspace.validations).toBe(0);
});

test('anchors that are given are what counts, and only self-signed ones', async () => {
  const { workspace, read } = await open({
    'all.pem': get('ca') + get('intermediate') + get('other-ca') + get('issued-leaf'),
  });
  const reading = await read(get('ca') + get('intermediate') + get('other-ca') + get('issued-leaf'), 'all.pem');
  await workspace.prepare(reading);
  const [ca, intermediate, other, leaf] = reading.pki.objects.map(({ value }) =>
    value?.kind === 'certificate' ? value : undefined,
  );
  if (!ca || !intermediate || !other || !leaf) throw new Error('four certificates');
  const verdict = async (anchors?: readonly (typeof ca)[]): Promise<string | undefined> => {
    const question = {
      certificate: leaf,
      purpose: 'server',
      revocation: false,
      ...(anchors ? { anchors } : {}),
    } as const;
    await workspace.validate([question]);
    return workspace.pathReport(question)?.verdict;
  };
  expect(await verdict()).toBe('trusted');
  expect(await verdict([ca])).toBe('trusted');
  expect(await verdict([other])).toBe('untrusted');
  expect(await verdict([intermediate])).toBe('untrusted');
});
