/** Clients of databases. */
import type { Unknown } from '../../../tls/context.ts';
import type { Library } from '../place.ts';
import type { Value } from '../value.ts';
import { type ClientLibrary, clientLibrary, type Option } from './client-library.ts';
import { isNotNone, isNotTrue, isTrue, trustByFile } from './options.ts';

const nothing = { sessions: [], methods: /^$/ };

/** https://redis.readthedocs.io/en/stable/connections.html */
const redis = clientLibrary({
  ...nothing,
  module: 'redis',
  functions: /^(?:Redis|StrictRedis|from_url|ConnectionPool|BlockingConnectionPool|RedisCluster|SSLConnection)$/,
  options: [
    {
      keyword: 'ssl_cert_reqs',
      sets: 'verification',
      takesNone: true,
      isOn: (value) => (value.kind === 'constant' && value.value === null ? false : isNotNone(value)),
    },
    { keyword: 'ssl_check_hostname', sets: 'name-check', isOn: isTrue, on: 'True' },
    { keyword: 'ssl_ca_certs', sets: 'trust-anchors' },
    { keyword: 'ssl_certfile', sets: 'certificate' },
    { keyword: 'ssl_keyfile', sets: 'private-key' },
  ],
  trust: trustByFile('ssl_ca_certs'),
});

/** https://pymongo.readthedocs.io/en/stable/examples/tls.html */
const mongoOptions: readonly Option[] = [
  { keyword: 'tlsInsecure', sets: 'verification', isOn: isNotTrue },
  { keyword: 'tlsAllowInvalidCertificates', sets: 'verification', isOn: isNotTrue },
  { keyword: 'tlsAllowInvalidHostnames', sets: 'name-check', isOn: isNotTrue },
  { keyword: 'tlsCAFile', sets: 'trust-anchors' },
  { keyword: 'tlsCertificateKeyFile', sets: 'certificate' },
];
const mongo: Omit<ClientLibrary, 'module'> = {
  ...nothing,
  functions: /^(?:Async)?(?:IOMotor|Motor)?(?:Mongo)?Client$/,
  options: mongoOptions,
  trust: trustByFile('tlsCAFile'),
};

/** https://pymysql.readthedocs.io/en/latest/modules/connections.html; mysql.connector has the same names. */
const mysqlOptions: readonly Option[] = [
  { keyword: 'ssl_verify_cert', sets: 'verification', isOn: isTrue, on: 'True' },
  { keyword: 'ssl_verify_identity', sets: 'name-check', isOn: isTrue, on: 'True' },
  { keyword: 'ssl_ca', sets: 'trust-anchors' },
  { keyword: 'ssl_cert', sets: 'certificate' },
  { keyword: 'ssl_key', sets: 'private-key' },
];
const mysql = { ...nothing, functions: /^(?:connect|Connect|Connection)$/, options: mysqlOptions };

/**
 * https://www.postgresql.org/docs/current/libpq-ssl.html: `require` and less verify nobody, unless a root certificate
 * is there; `verify-ca` checks no name.
 */
const postgresOptions: readonly Option[] = [
  { keyword: 'sslmode', sets: 'verification', isOn: isVerifying, on: "'verify-full'" },
  { keyword: 'sslrootcert', sets: 'trust-anchors' },
  { keyword: 'sslcert', sets: 'certificate' },
  { keyword: 'sslkey', sets: 'private-key' },
];
const postgres = {
  ...nothing,
  functions:
    /^(?:connect|Connection|AsyncConnection|ConnectionPool|AsyncConnectionPool|SimpleConnectionPool|ThreadedConnectionPool|create_pool)$/,
};

function isVerifying(value: Value): boolean | Unknown {
  if (value.kind !== 'text') return 'unknown';
  if (/^verify-/.test(value.text)) return true;
  return /^(?:disable|allow|prefer|require)$/.test(value.text) ? false : 'unknown';
}

/** https://magicstack.github.io/asyncpg/current/api/index.html#connection */
const asyncpg = clientLibrary({
  ...postgres,
  module: 'asyncpg',
  options: [
    {
      keyword: 'ssl',
      sets: 'verification',
      isOn: (value) => (value.kind === 'constant' && value.value === true ? true : isVerifying(value)),
      on: "'verify-full'",
    },
  ],
});

export const databases: readonly Library[] = [
  redis,
  clientLibrary({ ...mongo, module: 'pymongo' }),
  clientLibrary({ ...mongo, module: 'motor' }),
  clientLibrary({ ...mysql, module: 'pymysql' }),
  clientLibrary({ ...mysql, module: 'mysql' }),
  clientLibrary({ ...postgres, module: 'psycopg', options: postgresOptions }),
  clientLibrary({ ...postgres, module: 'psycopg2', options: postgresOptions }),
  clientLibrary({ ...postgres, module: 'psycopg_pool', options: postgresOptions }),
  asyncpg,
];
