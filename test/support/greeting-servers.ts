/** TLS servers on 127.0.0.1 that say hello to clients of several protocols, as little of each as its clients need. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createSecureServer } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';

export const greeting = 'hello from TLS';

/** `web`: HTTP/1.1, HTTP/2 and WebSocket. */
export type Protocol = 'web' | 'smtp' | 'redis' | 'postgres';

/** PEM texts. */
interface Identity {
  readonly cert: string;
  readonly key: string;
}

const servers: Readonly<Record<Protocol, (identity: Identity) => Server>> = {
  web: webServer,
  smtp: (identity) => createTlsServer(identity, speakSmtp),
  redis: (identity) => createTlsServer(identity, speakRedis),
  postgres: (identity) => createServer((socket) => speakPostgres(socket, identity)),
};

export interface GreetingServer {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startGreeting(protocol: Protocol, identity: Identity): Promise<GreetingServer> {
  const server = servers[protocol](identity);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Clients that refuse the certificate hang up.
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function webServer(identity: Identity): Server {
  const server = createSecureServer({ ...identity, allowHTTP1: true }, (request, response) => {
    if (request.httpVersionMajor === 1) response.setHeader('connection', 'close');
    response.end(greeting);
  });
  // RFC 6455, 4.2.2 and 5.2: the answer to the opening handshake, and one frame of text.
  server.on('upgrade', ({ headers }, socket: Socket) => {
    const accepted = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const proof = createHash('sha1').update(accepted).digest('base64');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${[...lines, `Sec-WebSocket-Accept: ${proof}`].join('\r\n')}\r\n\r\n`);
    socket.end(Buffer.from([0x81, greeting.length, ...Buffer.from(greeting)]));
  });
  return server;
}

/** RFC 5321: every command is fine. */
function speakSmtp(socket: TLSSocket): void {
  let inMessage = false;
  const answer = (line: string): string | undefined => {
    if (inMessage && line !== '.') return undefined;
    inMessage = line === 'DATA';
    if (inMessage) return '354 Go on';
    return line === 'QUIT' ? '221 Bye' : `250 ${greeting}`;
  };
  socket.on('error', () => {});
  socket.write('220 localhost ESMTP\r\n');
  onLines(socket, (line) => {
    const said = answer(line);
    if (said !== undefined) socket.write(`${said}\r\n`);
  });
}

/** https://redis.io/docs/latest/develop/reference/protocol-spec/: the same answer to each array of words. */
function speakRedis(socket: TLSSocket): void {
  socket.on('error', () => {});
  onLines(socket, (line) => {
    if (line.startsWith('*')) socket.write(`+${greeting}\r\n`);
  });
}

/** https://www.postgresql.org/docs/current/protocol-flow.html: SSLRequest in the clear, then a start-up with a notice. */
function speakPostgres(plain: Socket, identity: Identity): void {
  plain.once('data', () => {
    plain.write('S');
    const socket = new TLSSocket(plain, { ...identity, isServer: true });
    socket.on('error', () => {});
    socket.once('data', () => {
      const notice = `SNOTICE\0VNOTICE\0C00000\0M${greeting}\0\0`;
      socket.write(Buffer.concat([postgresMessage('R', '\0\0\0\0'), postgresMessage('N', notice)]));
      socket.write(postgresMessage('Z', 'I'));
    });
  });
}

function postgresMessage(type: string, content: string): Buffer {
  const message = Buffer.from(`${type}....${content}`, 'latin1');
  message.writeUInt32BE(message.length - 1, 1);
  return message;
}

function onLines(socket: TLSSocket, take: (line: string) => void): void {
  let waiting = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (waiting + text).split('\r\n');
    waiting = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
