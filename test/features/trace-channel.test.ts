import { createRequire } from 'node:module';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient, Message, MessageTransports, Trace } from 'vscode-languageclient';
import type { activateExtension } from '../../client/extension.ts';
import { fakeVscode } from '../support/fake-vscode.ts';

const key =
  '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIHJ1bm5pbmcgb3V0IG9mIHRlc3Qga2V5cyBhZ2Fp\n-----END PRIVATE KEY-----\n';
const secret = 'MC4CAQAwBQYDK2Vw';

/** `Trace.Verbose`; the library itself can only be loaded in an editor. */
const verbose: Trace = 3;

/** The client of a host, with the library as it is bundled for it. */
const bundles = Object.fromEntries(
  (['node', 'browser'] as const).map((host) => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `export { activateExtension } from './client/extension.ts';
                   export { LanguageClient } from 'vscode-languageclient/${host}';`,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      platform: host,
      bundle: true,
      write: false,
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'silent',
    });
    return [host, outputFiles[0]?.text ?? ''];
  }),
);

interface ClientModule {
  readonly activateExtension: typeof activateExtension;
  readonly LanguageClient: new (
    id: string,
    name: string,
    server: () => Promise<MessageTransports>,
    options: object,
  ) => BaseLanguageClient;
}

/** Starts the extension with these settings, and exchanges messages that hold a key. Gives all output. */
async function outputOf(
  host: string,
  settings: Record<string, unknown>,
  options: { own: boolean; trace?: Trace },
): Promise<string> {
  const lines: string[] = [];
  const write = (line: unknown) => lines.push(String(line));
  const output = {
    trace: write,
    debug: write,
    info: write,
    warn: write,
    error: write,
    append: write,
    appendLine: write,
  };
  const channel = Object.freeze({ ...output, logLevel: 1, onDidChangeLogLevel: () => ({ dispose() {} }) });
  const vscode = fakeVscode({ channel, settings });
  const require = createRequire(import.meta.url);
  const module: { exports: Partial<ClientModule> } = { exports: {} };
  new Function('require', 'module', 'exports', 'Worker', bundles[host] as string)(
    (id: string) => (id === 'vscode' ? vscode : require(id)),
    module,
    module.exports,
    class {},
  );
  const { activateExtension, LanguageClient } = module.exports as ClientModule;
  const clients: BaseLanguageClient[] = [];
  activateExtension({ subscriptions: [] } as unknown as ExtensionContext, (given) => {
    const wanted = options.own ? given : { ...given, traceOutputChannel: undefined };
    clients.push(new LanguageClient('tlsense', 'TLSense', async () => echoingServer(), wanted));
    return clients[0] as BaseLanguageClient;
  });
  const client = clients[0] as BaseLanguageClient;
  client.onNotification('tlsense/told', () => {});
  await client.start();
  if (options.trace !== undefined) await client.setTrace(options.trace);
  await client.sendNotification('textDocument/didOpen', { textDocument: { text: key } });
  expect(await client.sendRequest('tlsense/issueClient', { key })).toEqual({ key });
  await expect(client.sendRequest('fails', { key })).rejects.toThrow('PRIVATE KEY');
  return lines.join('\n');
}

/** Answers each request with what it was asked, tells the same in a notification and a request, and refuses `fails`. */
function echoingServer(): MessageTransports {
  let give: (message: Message) => void = () => {};
  const event = () => ({ dispose() {} });
  const reply = (message: Message) => {
    const { id, method, params } = message as { id?: number; method?: string; params?: unknown };
    if (id === undefined || method === undefined) return;
    const echo = (message: object) => give({ jsonrpc: '2.0', ...message } as Message);
    if (method === 'initialize') return echo({ id, result: { capabilities: {} } });
    echo({ method: '$/logTrace', params: { message: `Looked at '${key}'`, verbose: key } });
    echo({ method: 'tlsense/told', params });
    echo({ id: 100 + id, method: 'tlsense/asked', params });
    echo(method === 'fails' ? { id, error: { code: 1, message: key, data: key } } : { id, result: params });
  };
  return {
    reader: {
      onError: event,
      onClose: event,
      onPartialMessage: event,
      dispose() {},
      listen(callback) {
        give = callback;
        return { dispose() {} };
      },
    },
    writer: {
      onError: event,
      onClose: event,
      dispose() {},
      end() {},
      async write(message) {
        setImmediate(reply, message);
      },
    },
  };
}

describe.each(Object.keys(bundles))('the client in %s', (host) => {
  test.each([
    { 'trace.server': 'verbose' },
    { 'trace.server': 'compact' },
    { 'trace.server': {}, 'trace.server.verbosity': 'verbose' },
    { 'trace.server': {}, 'trace.server.verbosity': 'messages', 'trace.server.format': 'json' },
  ])('traces names alone, whatever the trace is set to: %j', async (settings) => {
    const output = await outputOf(host, settings, { own: true });
    expect(output).not.toContain(secret);
    expect(output).not.toContain('PRIVATE KEY');
    expect(output).not.toContain('Params');
  });

  test('traces names alone where the trace is set by code', async () => {
    const output = await outputOf(host, { 'trace.server': 'messages' }, { own: true, trace: verbose });
    expect(output).not.toContain('PRIVATE KEY');
    expect(output.replace(/\d+ms/g, 'Nms').split('\n')).toEqual(
      expect.arrayContaining([
        "Sending notification 'textDocument/didOpen'.",
        "Sending request 'tlsense/issueClient - (1)'.",
        "Received response 'tlsense/issueClient - (1)' in Nms.",
        "Received response 'fails - (2)' in Nms.",
        "Received notification 'tlsense/told'.",
        "Received request 'tlsense/asked - (101)'.",
      ]),
    );
  });

  test('would write the key if the channel of the trace were not its own', async () => {
    expect(await outputOf(host, { 'trace.server': 'verbose' }, { own: false })).toContain(secret);
  });
});
