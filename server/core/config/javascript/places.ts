import { type ReadEncryption, readAws, readKafka, readMail, readMinio } from './encryption.ts';
import { gotNames, grpcNames, mysqlNames, nodeNames, type OptionNames, proxyNames } from './option-names.ts';

/** A function that takes TLS options, and how it treats them. */
export interface Place {
  readonly role: 'client' | 'server';
  readonly names: OptionNames;
  /** Keys from the argument to the options; `[]` for the argument itself. */
  readonly paths: readonly (readonly string[])[];
  /** TLS options in the argument itself have no effect. */
  readonly ignoresArgument?: true;
  /** Whether connections with the argument's options are encrypted at all. */
  readonly encryption?: ReadEncryption;
  /** False where the function only holds key material and cannot verify anybody. */
  readonly verifies: boolean;
}

const client: Place = { role: 'client', names: nodeNames, paths: [[]], verifies: true };
const server: Place = { role: 'server', names: nodeNames, paths: [[]], verifies: true };
const keyMaterial: Place = { ...client, verifies: false };
/** undici's own options stand beside `connect`, which goes to `tls.connect`. */
const connector: Place = { ...client, paths: [['connect']], ignoresArgument: true };
const proxyConnector: Place = { ...connector, paths: [['connect'], ['requestTls'], ['proxyTls']] };
const got: Place = { ...client, names: gotNames, paths: [['https']], ignoresArgument: true };
/** fetch and axios take an agent or dispatcher and drop TLS options of their own without a word (FACTS 4.1, 4.2). */
const ignored: Place = { ...client, paths: [], ignoresArgument: true };

const https = { request: client, get: client, Agent: client, createServer: server, Server: server };
const httpMethods = ['get', 'delete', 'head', 'options', 'post', 'put', 'patch', 'request'];

const proxy: Place = { ...client, names: proxyNames };

/** Only tells whether anything is encrypted; options of TLS stand in a part of it, and are found there. */
function about(encryption: ReadEncryption): Place {
  return { ...client, encryption, verifies: false };
}
const mysql: Place = { ...client, names: mysqlNames, paths: [['ssl']] };
const mysqlFunctions = each(['createConnection', 'createPool'], mysql);

function each(names: readonly string[], place: Place): Record<string, Place> {
  return Object.fromEntries(names.map((name) => [name, place]));
}

/** By module, then by the export's name; `` is the module itself being called. */
const places: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  https,
  'follow-redirects': { 'https.request': client, 'https.get': client },
  tls: {
    connect: client,
    createServer: server,
    Server: server,
    TLSSocket: client,
    createSecureContext: keyMaterial,
    SecureContext: keyMaterial,
  },
  http2: { connect: client, createSecureServer: server },
  undici: {
    ...each(['Agent', 'Client', 'Pool', 'BalancedPool', 'RoundRobinPool', 'EnvHttpProxyAgent'], connector),
    ProxyAgent: proxyConnector,
    buildConnector: client,
    fetch: ignored,
  },
  got: { '': got, extend: got, stream: got, paginate: got, ...each(httpMethods, got) },
  '@grpc/grpc-js': { 'credentials.createSsl': { ...client, names: grpcNames } },
  mysql2: mysqlFunctions,
  'mysql2/promise': mysqlFunctions,
  kafkajs: { Kafka: about(readKafka) },
  nodemailer: { createTransport: about(readMail), createTransporter: about(readMail) },
  minio: { Client: about(readMinio) },
  'aws-sdk': {
    ...each(['S3', 'DynamoDB', 'SQS', 'SNS', 'SES', 'Lambda', 'Config', 'DynamoDB.DocumentClient'], about(readAws)),
    'config.update': about(readAws),
  },
  axios: { '': ignored, create: ignored, ...each(httpMethods, ignored) },
  'node-fetch': { '': ignored },
  fetch: { '': ignored },
  'http-proxy': each(['createProxyServer', 'createServer', 'createProxy'], proxy),
  'http-proxy-middleware': each(['createProxyMiddleware', 'legacyCreateProxyMiddleware', ''], proxy),
};

/** The place that a function of a module is. Modules that the text does not bind go by their usual names. */
export function findPlace(module: string, path: readonly string[]): Place | undefined {
  const exports = Object.hasOwn(places, module) ? places[module] : undefined;
  const name = path.join('.');
  return exports && Object.hasOwn(exports, name) ? exports[name] : undefined;
}

/** The last name of every function above. */
export const calledNames: ReadonlySet<string> = new Set(
  Object.entries(places).flatMap(([module, exports]) =>
    Object.keys(exports).map((name) => (name === '' ? module : (name.split('.').at(-1) ?? name))),
  ),
);
