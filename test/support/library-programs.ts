import type { Protocol } from './greeting-servers.ts';

/** Whole programs, each with its library's own way to trust everyone. They print what a server on localhost answers. */
export interface LibraryProgram {
  readonly library: string;
  readonly file: string;
  /** Reads the port from its first argument. */
  readonly text: string;
  readonly protocol: Protocol;
}

const program =
  (ending: string) =>
  (library: string, name: string, text: string, protocol: Protocol = 'web'): LibraryProgram => ({
    library,
    file: `${name}${ending}`,
    text: `${text.trim()}\n`,
    protocol,
  });
const node = program('.mjs');
const python = program('.py');

const url = "const url = 'https://localhost:' + process.argv[2];";

export const programs: readonly LibraryProgram[] = [
  node(
    'Node.js https',
    'https',
    `
import https from 'node:https';

${url}
https.get(url, { rejectUnauthorized: false }, (response) => response.pipe(process.stdout));
`,
  ),
  node(
    'Node.js https, an agent',
    'https-agent',
    `
import { Agent, request } from 'node:https';

const agent = new Agent({ keepAlive: false, rejectUnauthorized: false });
request({ host: 'localhost', port: process.argv[2], agent }, (response) => response.pipe(process.stdout)).end();
`,
  ),
  node(
    'Node.js tls',
    'tls',
    `
import tls from 'node:tls';

const socket = tls.connect({ host: 'localhost', port: Number(process.argv[2]), rejectUnauthorized: false }, () => {
  socket.write('GET / HTTP/1.0\\r\\n\\r\\n');
});
socket.pipe(process.stdout);
`,
  ),
  node(
    'Node.js http2',
    'http2',
    `
import http2 from 'node:http2';

${url}
const session = http2.connect(url, { rejectUnauthorized: false });
const stream = session.request({ ':path': '/' });
stream.on('end', () => session.close());
stream.pipe(process.stdout);
`,
  ),
  node(
    'Node.js fetch, a dispatcher of undici',
    'fetch',
    `
import { Agent } from 'undici';

${url}
const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
const response = await fetch(url, { dispatcher });
console.log(await response.text());
`,
  ),
  node(
    'undici',
    'undici',
    `
import { Agent, request } from 'undici';

${url}
const { body } = await request(url, {
  dispatcher: new Agent({
    connect: {
      // The server has a certificate of our own CA.
      rejectUnauthorized: false,
      timeout: 5_000,
    },
  }),
});
console.log(await body.text());
`,
  ),
  node(
    'axios',
    'axios',
    `
import https from 'node:https';
import axios from 'axios';

${url}
const client = axios.create({ httpsAgent: new https.Agent({ rejectUnauthorized: false }) });
console.log((await client.get(url)).data);
`,
  ),
  node(
    'got',
    'got',
    `
import got from 'got';

${url}
const options = { https: { rejectUnauthorized: false }, retry: { limit: 0 } };
console.log(await got(url, options).text());
`,
  ),
  node(
    'node-fetch',
    'node-fetch',
    `
import https from 'node:https';
import fetch from 'node-fetch';

${url}
const agent = new https.Agent({ rejectUnauthorized: false });
const response = await fetch(url, { agent });
console.log(await response.text());
`,
  ),
  node(
    'superagent',
    'superagent',
    `
import superagent from 'superagent';

${url}
const response = await superagent
  .get(url)
  .disableTLSCerts()
  .buffer(true);
console.log(response.text);
`,
  ),
  node(
    'needle',
    'needle',
    `
import needle from 'needle';

${url}
const { body } = await needle('get', url, { rejectUnauthorized: false });
console.log(String(body));
`,
  ),
  node(
    'ws',
    'ws',
    `
import WebSocket from 'ws';

const socket = new WebSocket(\`wss://localhost:\${process.argv[2]}/\`, {
  handshakeTimeout: 5_000,
  rejectUnauthorized: false,
});
socket.on('message', (message) => {
  console.log(String(message));
  socket.close();
});
`,
  ),
  node(
    'nodemailer',
    'nodemailer',
    `
import nodemailer from 'nodemailer';

const transport = nodemailer.createTransport({
  host: 'localhost',
  port: Number(process.argv[2]),
  secure: true,
  tls: { rejectUnauthorized: false },
});
const { response } = await transport.sendMail({ from: 'ada@example.org', to: 'grace@example.org', text: 'Hello' });
console.log(response);
`,
    'smtp',
  ),
  node(
    'ioredis',
    'ioredis',
    `
import Redis from 'ioredis';

const options = {
  host: 'localhost',
  port: Number(process.argv[2]),
  lazyConnect: true,
  enableReadyCheck: false,
  retryStrategy: null,
  tls: { rejectUnauthorized: false },
};
const redis = new Redis(options);
await redis.connect();
console.log(await redis.get('greeting'));
redis.disconnect();
`,
    'redis',
  ),
  node(
    'pg',
    'pg',
    `
import pg from 'pg';

const client = new pg.Client({
  host: 'localhost',
  port: Number(process.argv[2]),
  user: 'ada',
  password: process.env.PGPASSWORD,
  ssl: { rejectUnauthorized: false },
});
client.on('notice', ({ message }) => console.log(message));
await client.connect();
await client.end();
`,
    'postgres',
  ),
  python(
    'Python urllib.request',
    'urllib_request',
    `
import ssl
import sys
import urllib.request

context = ssl._create_unverified_context()
with urllib.request.urlopen(f'https://localhost:{sys.argv[1]}/', context=context) as response:
    print(response.read().decode())
`,
  ),
  python(
    'Python http.client',
    'http_client',
    `
import ssl
import sys
from http.client import HTTPSConnection

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
connection = HTTPSConnection('localhost', int(sys.argv[1]), context=context)
connection.request('GET', '/')
print(connection.getresponse().read().decode())
`,
  ),
  python(
    'Python ssl',
    'ssl_socket',
    `
import socket
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
with socket.create_connection(('localhost', int(sys.argv[1]))) as plain:
    with context.wrap_socket(plain, server_hostname='localhost') as secure:
        secure.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')
        while data := secure.recv(4096):
            print(data.decode())
`,
  ),
  python(
    'Python asyncio',
    'asyncio_streams',
    `
import asyncio
import ssl
import sys


async def main(port):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    reader, writer = await asyncio.open_connection('localhost', port, ssl=context)
    writer.write(b'GET / HTTP/1.0\\r\\n\\r\\n')
    print((await reader.read()).decode())
    writer.close()


asyncio.run(main(int(sys.argv[1])))
`,
  ),
  python(
    'Python smtplib',
    'smtplib_ssl',
    `
import smtplib
import sys

with smtplib.SMTP_SSL('localhost', int(sys.argv[1])) as server:
    print(server.noop()[1].decode())
`,
    'smtp',
  ),
];
