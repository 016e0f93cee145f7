import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';

beforeAll(() => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
}, 120_000);

/** What a worker has of the web platform, and nothing of Node.js: no require, process, Buffer, module. */
function workerScope(answer: (message: { readonly id?: number; readonly result?: unknown }) => void) {
  const scope: Record<string, unknown> = {
    AbortController,
    Blob,
    URL,
    TextDecoder,
    TextEncoder,
    clearInterval,
    clearTimeout,
    console,
    crypto,
    performance,
    queueMicrotask,
    setInterval,
    setTimeout,
    atob,
    btoa,
    addEventListener() {},
    postMessage: answer,
  };
  scope['self'] = scope;
  return scope;
}

test('the web server answers where there is nothing of Node.js', async () => {
  let answered: (result: unknown) => void = () => {};
  const result = new Promise((done) => {
    answered = done;
  });
  const scope = createContext(workerScope(({ id, result }) => id === 1 && answered(result)));
  runInContext(readFileSync('dist/web/server.js', 'utf8'), scope);
  const params = { processId: null, rootUri: null, capabilities: {} };
  runInContext(
    'self.onmessage ?? onmessage',
    scope,
  )({
    data: { jsonrpc: '2.0', id: 1, method: 'initialize', params },
  });
  expect(await result).toMatchObject({ capabilities: { hoverProvider: expect.anything() } });
});
