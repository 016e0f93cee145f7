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
          worker = await startWorker(Uri.joinPath(context.extensionUri, 'dist/web/server.js'));
          return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
        },
        options,
      ),
  );
}

async function startWorker(script: Uri): Promise<Worker> {
  try {
    return new Worker(script.toString(true));
  } catch {
    // Refused where the extension itself comes from a remote machine: a copy of the script is not remote.
    const source = await workspace.fs.readFile(script);
    const url = URL.createObjectURL(new Blob([Uint8Array.from(source)], { type: 'text/javascript' }));
    try {
      return new Worker(url);
    } finally {
      // The worker has its own copy once it runs.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    }
  }
}
