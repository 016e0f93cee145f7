/** The one door to the network keeps its bounds whatever the other side does. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { FetchRequest } from '../../../server/core/base/host.ts';
import { fetch } from '../../../server/node/fetch.ts';

/** What is written to whoever connects, piece by piece with a pause between. */
async function serve(pieces: Iterable<string>, pauseMilliseconds = 5): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer(async (socket) => {
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('data', (data) => resolve(asked.push(String(data)))));
    for (const piece of pieces) {
      if (socket.destroyed) return;
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
    }
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/a`, asked };
}

function* forever(first: string, piece: string): Iterable<string> {
  yield first;
  for (;;) yield piece;
}

const asking = { accept: 'text/plain', limitBytes: 1000, limitMilliseconds: 400 } satisfies Omit<FetchRequest, 'url'>;
const head = 'HTTP/1.1 200 OK\r\n';

test('an answer, whole', async () => {
  const { url, asked } = await serve([`${head}Content-Length: 5\r\n\r\nhello`]);
  expect(await fetch({ url, ...asking })).toEqual({ ok: true, value: new TextEncoder().encode('hello') });
  expect(asked.join('')).toMatch(/^GET \/a HTTP\/1\.1\r\n/);
  expect(asked.join('').toLowerCase()).not.toContain('cookie');
});

test.each<[string, Iterable<string>, object]>([
  ['silence', forever('', ''), { code: 'too-slow' }],
  ['headers without end', forever(head, 'A: b\r\n'), { code: 'too-slow' }],
  ['a body that drips', forever(`${head}\r\n`, 'a'), { code: 'too-slow' }],
  ['a body without end', forever(`${head}\r\n`, 'a'.repeat(200)), { code: 'too-large' }],
  ['a body that says it is long', [`${head}Content-Length: 1001\r\n\r\n`], { code: 'too-large' }],
  ['a body that is cut off', [`${head}Content-Length: 100\r\n\r\nabc`], { code: 'failed', reason: 'ECONNRESET' }],
  ['no HTTP', ['SSH-2.0-OpenSSH\r\n'], { code: 'failed', reason: expect.stringMatching(/^HPE_/) }],
  ['nothing', [], { code: 'failed', reason: 'ECONNRESET' }],
  ['an error', ['HTTP/1.1 500 No\r\n\r\n'], { code: 'status', status: 500 }],
  ['no content', ['HTTP/1.1 204 No\r\n\r\n'], { code: 'status', status: 204 }],
  [
    'a way on',
    ['HTTP/1.1 307 No\r\nLocation: ../b\r\n\r\n'],
    { code: 'redirect', location: expect.stringMatching(/\/b$/) },
  ],
])('%s', async (_, pieces, error) => {
  const { url } = await serve(pieces);
  const start = performance.now();
  expect(await fetch({ url, ...asking })).toEqual({ ok: false, error });
  expect(performance.now() - start).toBeLessThan(2000);
});

test('it can be cancelled', async () => {
  const { url } = await serve(forever('', ''));
  const cancelling = new AbortController();
  const fetched = fetch({ url, ...asking, limitMilliseconds: 60_000, signal: cancelling.signal });
  cancelling.abort();
  expect(await fetched).toEqual({ ok: false, error: { code: 'cancelled' } });
});

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/a', 'data:text/plain,a', 'http://a:b@127.0.0.1:1/', 'nothing'])(
  '%s is not asked',
  async (url) => {
    expect(await fetch({ url, ...asking })).toMatchObject({ ok: false, error: { code: 'failed' } });
  },
);

test('nobody there', async () => {
  const { url } = await serve([]);
  const closed = url.replace(/:\d+\//, ':1/');
  expect(await fetch({ url: closed, ...asking })).toEqual({
    ok: false,
    error: { code: 'failed', reason: 'ECONNREFUSED' },
  });
});
