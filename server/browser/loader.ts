/**
 * The worker that the web extension host starts: it loads the server, file by file, as the server asks for them.
 *
 * The host starts classic scripts alone, and for an extension that a remote machine serves from a Blob URL alone, where no
 * file could be found beside it. So the client, which can read the extension's files, sends their texts; each becomes a
 * module at a Blob URL, with the URLs of what it imports.
 */

/** The worker's own scope; `self` is typed as the wider WorkerGlobalScope. */
declare const self: DedicatedWorkerGlobalScope & { tlsenseImport(name: string): Promise<unknown> };

/** What the client answers with: a file's text, or why there is none. */
type Answer = { readonly name: string; readonly text: string } | { readonly name: string; readonly error: string };

/** Imports as esbuild writes them into bundles of this project, all of one folder. */
const staticImport = /\b(from|import)\s*"\.\/([\w.-]+\.js)"/g;
const dynamicImport = /\bimport\(\s*"\.\/([\w.-]+\.js)"\s*\)/g;

/** Chunks take what is loaded at start from the file that Node.js starts; here another one gives the same. */
const starts: Readonly<Record<string, string>> = { 'start.js': 'web.js' };

self.addEventListener('message', ({ data, ports: [port] }) => port && start(port, String(data)), { once: true });

async function start(port: MessagePort, entry: string): Promise<void> {
  const asked = new Map<string, (answer: Answer) => void>();
  port.onmessage = ({ data }: MessageEvent<Answer>) => asked.get(data.name)?.(data);
  const urls = new Map<string, Promise<string>>();

  function urlOf(name: string): Promise<string> {
    const file = starts[name] ?? name;
    const known = urls.get(file);
    if (known !== undefined) return known;
    const url = load(file);
    urls.set(file, url);
    return url;
  }

  async function load(name: string): Promise<string> {
    const answer = await new Promise<Answer>((resolve) => {
      asked.set(name, resolve);
      port.postMessage({ name });
    });
    asked.delete(name);
    if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
    const imported = new Map<string, string>();
    for (const [, , other = ''] of answer.text.matchAll(staticImport)) imported.set(other, await urlOf(other));
    const text = answer.text
      .replace(staticImport, (_, word, other) => `${word}"${imported.get(other)}"`)
      .replace(dynamicImport, 'self.tlsenseImport("$1")');
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  }

  self.tlsenseImport = async (name) => import(await urlOf(name));
  try {
    await self.tlsenseImport(entry);
    port.postMessage({ started: true });
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
}

export {};
