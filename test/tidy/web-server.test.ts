import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, test } from 'vitest';
import { folderWith } from '../support/run-cli.ts';

beforeAll(() => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
}, 120_000);

const folder = 'dist/server';

/**
 * A thread with what a worker has of the web platform. What is at Blob URLs there are files here, from which what is
 * Node.js's own is hidden.
 */
const scope = `
  const { parentPort, workerData } = require('node:worker_threads');
  const listeners = [];
  globalThis.self = globalThis;
  self.addEventListener = (type, listener) => listeners.push(listener);
  self.postMessage = (data) => parentPort.postMessage({ data });
  self.location = { href: 'blob:worker' };
  class Texts { constructor([text]) { this.text = text; } }
  self.Blob = Texts;
  let made = 0;
  URL.createObjectURL = ({ text }) => {
    const file = workerData + '/' + ++made + '.mjs';
    require('node:fs').writeFileSync(file, text);
    return 'file://' + file;
  };
  parentPort.on('message', ({ data, port, load }) => {
    if (load) self.tlsenseImport(load).then(() => parentPort.postMessage({ loaded: load }), (error) => parentPort.postMessage({ loaded: load, error: String(error) }));
    else if (port) listeners.splice(0).forEach((listener) => listener({ data, ports: [port] }));
    else self.onmessage({ data });
  });
`;

const hidden =
  'const require = undefined, process = undefined, Buffer = undefined, module = undefined, global = undefined;';

interface Thread {
  readonly worker: Worker;
  next<T>(isMeant: (message: { data?: unknown; loaded?: string; error?: string }) => boolean): Promise<T>;
}

function startThread(): Thread {
  const loader = readFileSync('dist/web/server.js', 'utf8');
  const worker = new Worker(`{${scope}}\n(0, eval)(${JSON.stringify(loader)});`, {
    eval: true,
    workerData: folderWith({}),
  });
  return {
    worker,
    next: (isMeant) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject);
        worker.on('message', function listen(message) {
          if (!isMeant(message)) return;
          worker.off('message', listen).off('error', reject);
          resolve(message);
        });
      }),
  };
}

test('the web server answers where there is nothing of Node.js, and every file that it may load is one', async () => {
  const { worker, next } = startThread();
  try {
    const { port1, port2 } = new MessageChannel();
    const asked = new Set<string>();
    const started = new Promise<unknown>((resolve) => {
      port1.onmessage = ({ data }) => {
        if (!('name' in data)) return resolve(data);
        asked.add(data.name);
        port1.postMessage({ name: data.name, text: hidden + readFileSync(`${folder}/${data.name}`, 'utf8') });
      };
    });
    worker.postMessage({ data: 'web.js', port: port2 }, [port2 as never]);
    expect(await started).toEqual({ started: true });
    // All that the start needs is in one file.
    expect([...asked]).toEqual(['web.js']);

    const params = { processId: null, rootUri: null, capabilities: {} };
    const answer = next<{ data: unknown }>(({ data }) => (data as { id?: number })?.id === 1);
    worker.postMessage({ data: { jsonrpc: '2.0', id: 1, method: 'initialize', params } });
    expect((await answer).data).toMatchObject({ result: { capabilities: { hoverProvider: expect.anything() } } });

    const names = [...readFileSync(`${folder}/web.js`, 'utf8').matchAll(/import\("\.\/([\w.-]+)"\)/g)].map(
      ([, name = '']) => name,
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of new Set(names)) {
      const loaded = next<{ error?: string }>((message) => message.loaded === name);
      worker.postMessage({ load: name });
      expect([name, (await loaded).error]).toEqual([name, undefined]);
    }
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([...asked]));
    expect(asked).not.toContain('start.js');
    port1.close();
  } finally {
    await worker.terminate();
  }
}, 60_000);
