/**
 * Real TLS servers that ask for a client certificate: nginx, Node, Python and OpenSSL. Each answers a request with the common
 * name of the client it saw, listens on 127.0.0.1 alone, and ends when it is stopped or when this process ends.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpsServer, request } from 'node:https';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

/** Absolute paths. */
export interface ServerFiles {
  readonly certificate: string;
  readonly privateKey: string;
  /** The CA that clients have to come from. */
  readonly clientCa: string;
  /** The list of what that CA revoked; without it, nobody is asked. */
  readonly revocationList?: string;
}

export interface Peer {
  readonly port: number;
  /** What the server has said so far about clients that it refused. */
  refusals(): string;
  stop(): Promise<void>;
}

export type PeerName = 'nginx' | 'node' | 'python' | 'openssl';
export const peerNames: readonly PeerName[] = ['nginx', 'node', 'python', 'openssl'];

export function startPeer(name: PeerName, files: ServerFiles): Promise<Peer> {
  switch (name) {
    case 'nginx':
      return startNginx(
        (port) => `
          map $ssl_client_s_dn $client_name { ~CN=(?<name>[^,]+) $name; }
          server {
            listen 127.0.0.1:${port} ssl;
            ssl_certificate ${files.certificate};
            ssl_certificate_key ${files.privateKey};
            ssl_client_certificate ${files.clientCa};
            ssl_verify_client on;
            ${files.revocationList === undefined ? '' : `ssl_crl ${files.revocationList};`}
            ssl_protocols TLSv1.2 TLSv1.3;
            location / { return 200 $client_name; }
          }`,
      );
    case 'node':
      return startNode(files);
    case 'python':
      return startPython(files);
    case 'openssl':
      return startOpenssl(files);
  }
}

/** Starts nginx with these blocks of `http`; the port is free a moment before. */
export async function startNginx(blocks: (port: number) => string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const settings = `
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr info;
    events {}
    http {
      access_log off;
      default_type text/plain;
      ${temporary.map((name) => `${name}_temp_path ${name};`).join(' ')}
      ${blocks(port)}
    }`;
  writeFileSync(join(folder, 'nginx.conf'), settings);
  const child = start('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr']);
  const stop = async () => {
    await end(child.process);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, refusals: () => child.output(), stop };
}

async function startNode({ certificate, privateKey, clientCa, revocationList }: ServerFiles): Promise<Peer> {
  let refusals = '';
  const server = createHttpsServer(
    {
      cert: readFileSync(certificate),
      key: readFileSync(privateKey),
      ca: readFileSync(clientCa),
      ...(revocationList !== undefined && { crl: readFileSync(revocationList) }),
      requestCert: true,
      rejectUnauthorized: true,
    },
    ({ socket }, response) => response.end((socket as TLSSocket).getPeerCertificate().subject.CN),
  );
  server.on('tlsClientError', (error, { authorizationError }) => {
    refusals += `${'code' in error ? error.code : ''} ${error.message} ${authorizationError ?? ''}\n`;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    refusals: () => refusals,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const pythonServer = `
import http.server, os, ssl, sys, threading

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        subject = dict(item for rdn in self.connection.getpeercert()['subject'] for item in rdn)
        body = subject['commonName'].encode()
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args):
        pass

class Server(http.server.ThreadingHTTPServer):
    def get_request(self):
        connection, address = self.socket.accept()
        connection.settimeout(10)
        try:
            return context.wrap_socket(connection, server_side=True), address
        except OSError as error:
            print(error, file=sys.stderr, flush=True)
            raise

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=sys.argv[3])
context.verify_mode = ssl.CERT_REQUIRED
# Python 3.13 and newer set this by themselves.
context.verify_flags |= ssl.VERIFY_X509_STRICT
context.load_cert_chain(sys.argv[1], sys.argv[2])
if len(sys.argv) > 4:
    context.load_verify_locations(cafile=sys.argv[4])
    context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
server = Server(('127.0.0.1', 0), Handler)
# The end of stdin is the end of whoever started this.
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
`;

async function startPython({ certificate, privateKey, clientCa, revocationList }: ServerFiles): Promise<Peer> {
  const child = start('python3', [
    ...['-c', pythonServer, certificate, privateKey, clientCa],
    ...(revocationList === undefined ? [] : [revocationList]),
  ]);
  const stop = () => end(child.process);
  try {
    const port = Number(await child.firstLine());
    return { port, refusals: () => child.output(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `openssl s_server -www`, whose page has the client's certificate in it. */
async function startOpenssl({ certificate, privateKey, clientCa, revocationList }: ServerFiles): Promise<Peer> {
  const port = await freePort();
  const own = ['-accept', `127.0.0.1:${port}`, '-cert', certificate, '-key', privateKey, '-www'];
  const asking = ['-CAfile', clientCa, '-Verify', '1', '-verify_return_error'];
  const lists = revocationList === undefined ? [] : ['-CRL', revocationList, '-crl_check'];
  const child = start('openssl', ['s_server', ...own, ...asking, ...lists]);
  const stop = () => end(child.process);
  try {
    await listening(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, refusals: () => child.output(), stop };
}

interface Child {
  readonly process: ChildProcess;
  /** Everything written to stderr. */
  output(): string;
  /** The first line of stdout. Fails with a plain reason where the program ends before. */
  firstLine(): Promise<string>;
  /** Rejects when the program ends, or cannot be started. */
  readonly ended: Promise<never>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function start(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = new Promise<never>((_, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      running.delete(child);
      const missing = error.code === 'ENOENT';
      reject(new Error(missing ? `${command} is not installed, and this test needs it` : String(error)));
    });
    child.on('exit', (code, signal) => {
      running.delete(child);
      reject(new Error(`${command} ended (${code ?? signal}):\n${output}`));
    });
  });
  // Only those who wait for the start want to know.
  ended.catch(() => {});
  const firstLine = async () => {
    const line = new Promise<string>((resolve) => {
      const look = () => {
        const end = printed.indexOf('\n');
        if (end >= 0) resolve(printed.slice(0, end));
      };
      child.stdout.on('data', look);
      look();
    });
    return Promise.race([line, ended]);
  };
  return { process: child, output: () => output, firstLine, ended };
}

/** SIGKILL where SIGTERM is not heeded within five seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(impatience);
}

async function listening(child: Child, port: number): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const attempt = new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (await Promise.race([attempt, child.ended])) return;
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), child.ended]);
  }
  throw new Error(`nothing listens on port ${port} after 15 seconds:\n${child.output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Absolute paths; without `certificate` the client has none. */
export interface ClientFiles {
  readonly serverCa: string;
  readonly certificate?: string;
  readonly privateKey?: string;
  /** Of a private key that is encrypted. */
  readonly passphrase?: string;
}

export type Visit = { readonly accepted: string } | { readonly refused: string };

/** One request to https://localhost:PORT/ by Node's client, which verifies the server. */
export async function visit(port: number, files: ClientFiles): Promise<Visit> {
  const { serverCa, certificate, privateKey, passphrase } = files;
  return new Promise((resolve) => {
    const call = request(
      {
        host: '127.0.0.1',
        servername: 'localhost',
        headers: { host: 'localhost', connection: 'close' },
        port,
        agent: false,
        timeout: 10_000,
        ca: readFileSync(serverCa),
        ...(certificate !== undefined && { cert: readFileSync(certificate) }),
        ...(privateKey !== undefined && { key: readFileSync(privateKey), passphrase }),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve(response.statusCode === 200 ? { accepted: clientNamed(body) } : { refused: body }),
        );
        response.on('error', (error) => resolve({ refused: error.message }));
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer within 10 seconds')));
    call.on('error', (error) => resolve({ refused: `${'code' in error ? error.code : ''} ${error.message}` }));
    call.end();
  });
}

/** The common name that a server answered with: alone, or in the page of `openssl s_server`. */
export function clientNamed(body: string): string {
  return /Subject:.*?CN ?= ?([^,<\n]+)/.exec(body)?.[1] ?? body.trim();
}
