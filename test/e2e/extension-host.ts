import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type * as vscode from 'vscode';

type VSCode = typeof vscode;

/** The extension host of one window. */
export interface ExtensionHost {
  /**
   * Runs a function inside the extension host with the whole `vscode` API. It travels as source text, so it sees its
   * arguments and nothing of the test around it; arguments and result travel as JSON.
   */
  run<A extends readonly unknown[], R>(body: (api: VSCode, ...args: A) => R | PromiseLike<R>, ...args: A): Promise<R>;
  /** Resolves when the host has started and asks for work. */
  readonly ready: Promise<void>;
}

/** A function on its way to an extension host. */
export interface Call {
  readonly id: number;
  readonly source: string;
  readonly args: readonly unknown[];
}

/** What came of it. */
export interface Outcome {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * The meeting point with host-agent.ts, the small extension that runs beside ours and asks here, over HTTP, for functions
 * to run: HTTP, because the web worker host has nothing else. Windows are told apart by the folder they have open.
 */
export interface Switchboard {
  readonly origin: string;
  host(folder: string): ExtensionHost;
  close(): void;
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

/** Starts the switchboard; a request that is not the agent's goes to `other`. */
export async function startSwitchboard(other: Handler): Promise<Switchboard> {
  const lines = new Map<string, Line>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // The web worker host is another origin.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method === 'OPTIONS') return void response.end();
    if (url.pathname !== '/agent') return other(request, response, url);
    const line = lines.get(url.searchParams.get('folder') ?? '');
    // A window whose test is over, or one without a test: its agent may stop asking.
    if (!line) return void response.writeHead(410).end();
    if (request.method === 'GET') return line.waiting(response);
    readBody(request).then(
      (body) => {
        line.finished(JSON.parse(body) as Outcome);
        response.end();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    host(folder) {
      const line = new Line();
      lines.set(folder, line);
      return line;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** One window's side of the switchboard. */
class Line implements ExtensionHost {
  readonly ready: Promise<void>;
  #started: () => void = () => {};
  #idle: ServerResponse | undefined;
  #lastId = 0;
  readonly #queue: Call[] = [];
  readonly #running = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  constructor() {
    this.ready = new Promise((resolve) => {
      this.#started = resolve;
    });
  }

  run<A extends readonly unknown[], R>(body: (api: VSCode, ...args: A) => R | PromiseLike<R>, ...args: A): Promise<R> {
    this.#lastId += 1;
    const call = { id: this.#lastId, source: body.toString(), args };
    return new Promise<R>((resolve, reject) => {
      this.#running.set(call.id, { resolve: (value) => resolve(value as R), reject });
      this.#queue.push(call);
      this.#send();
    });
  }

  waiting(response: ServerResponse): void {
    this.#started();
    this.#idle = response;
    response.on('close', () => {
      if (this.#idle === response) this.#idle = undefined;
    });
    this.#send();
  }

  finished({ id, value, error }: Outcome): void {
    const call = this.#running.get(id);
    this.#running.delete(id);
    if (error === undefined) call?.resolve(value);
    else call?.reject(new Error(`in the extension host: ${error}`));
  }

  #send(): void {
    if (!this.#idle) return;
    const call = this.#queue.shift();
    if (!call) return;
    const response = this.#idle;
    this.#idle = undefined;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(call));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the switchboard has no port');
  return address.port;
}
