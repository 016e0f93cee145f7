import { type ExtensionContext, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateExtension } from './extension.ts';

/** The extension host of the browser: the server is a worker. */
export function activate(context: ExtensionContext): void {
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  activateExtension(
    context,
    (options) =>
      new LanguageClient(
        'tlsense',
        'TLSense',
        async () => {
          worker?.terminate();
          const dist = Uri.joinPath(context.extensionUri, 'dist');
          worker = await createWorker(Uri.joinPath(dist, 'web/server.js'));
          await startServer(worker, Uri.joinPath(dist, 'server'));
          return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
        },
        options,
      ),
  );
}

async function createWorker(script: Uri): Promise<Worker> {
  try {
    return new Worker(script.toString(true));
  } catch {
    // Refused where the extension itself comes from a remote machine: a copy of the script is not remote.
    const url = URL.createObjectURL(new Blob([await readText(script)], { type: 'text/javascript' }));
    try {
      return new Worker(url);
    } finally {
      // The worker has its own copy once it runs.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    }
  }
}

/** Has the worker load the server, whose files it asks for: now, and later those that are loaded on demand. */
function startServer(worker: Worker, folder: Uri): Promise<void> {
  const { port1: port, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    port.onmessage = async ({ data }: MessageEvent<LoaderMessage>) => {
      if ('started' in data) resolve();
      else if ('error' in data) reject(new Error(data.error));
      else port.postMessage({ name: data.name, ...(await readModule(Uri.joinPath(folder, data.name))) });
    };
    worker.postMessage('web.js', [port2]);
  });
}

/** What server/browser/loader.ts says. */
type LoaderMessage = { readonly name: string } | { readonly started: true } | { readonly error: string };

async function readModule(file: Uri): Promise<{ readonly text: string } | { readonly error: string }> {
  try {
    return { text: await readText(file) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function readText(file: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(file));
}
