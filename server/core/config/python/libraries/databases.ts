/** Clients of databases. */
import type { Unknown } from '../../../tls/context.ts';
import { argument, hasUnpacked, isNone, type Library } from '../place.ts';
import { addArgument } from '../text-edits.ts';
import type { Value } from '../value.ts';
import { type ClientLibrary, clientLibrary, type Option } from './client-library.ts';
import { placeFound, unverified } from './found.ts';
import { isNotFalse, isNotNone, isNotTrue, isTrue, trustByFile } from './options.ts';

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
  // Names of versions before 4.0.
  { keyword: 'ssl_cert_reqs', sets: 'verification', isOn: isNotNone },
  { keyword: 'ssl_match_hostname', sets: 'name-check', isOn: isNotFalse },
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
  { keyword: 'ssl_disabled', sets: 'encryption', isOn: isNotTrue, host: { keyword: 'host', position: 0 } },
  { keyword: 'ssl_ca', sets: 'trust-anchors' },
  { keyword: 'ssl_cert', sets: 'certificate' },
  { keyword: 'ssl_key', sets: 'private-key' },
];
/** https://dev.mysql.com/doc/c-api/8.4/en/c-api-encrypted-connections.html: VERIFY_CA checks no name. */
const modes: readonly Option[] = [
  {
    keyword: 'ssl_mode',
    sets: 'verification',
    isOn(value) {
      if (value.kind !== 'text') return 'unknown';
      return /^VERIFY_/.test(value.text)
        ? true
        : /^(?:DISABLED|PREFERRED|REQUIRED)$/.test(value.text)
          ? false
          : 'unknown';
    },
    on: "'VERIFY_IDENTITY'",
  },
];
/** https://github.com/PyMySQL/PyMySQL/blob/main/pymysql/connections.py */
const pymysqlDictionary: readonly Option[] = [
  {
    keyword: 'verify_mode',
    sets: 'verification',
    isOn(value) {
      if (value.kind === 'constant' && value.value !== null) return Boolean(value.value);
      return value.kind === 'text' ? !/^(?:none|0|false|no)$/i.test(value.text) : isNotNone(value);
    },
    on: 'True',
  },
  { keyword: 'check_hostname', sets: 'name-check', isOn: isNotFalse },
  { keyword: 'ca', sets: 'trust-anchors' },
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

/** A CA alone switches nothing on: `ssl_verify_cert` is off unless it is given. */
const pymysqlDefaults: Library = {
  module: 'pymysql',
  classes: [],
  attributes: [],
  readPlaces({ origin, call }) {
    if (!call || !/^pymysql\.(?:connect|Connect|Connection|connections\.Connection)$/.test(origin ?? '')) return [];
    const tells = ['ssl_ca', 'ssl_cert', 'ssl_key'].flatMap((keyword) => argument(call, keyword) ?? []);
    const [given] = tells.filter(({ value }) => !isNone(value));
    if (!given || hasUnpacked(call)) return [];
    if (['ssl_verify_cert', 'ssl', 'ssl_disabled', 'read_default_file'].some((keyword) => argument(call, keyword)))
      return [];
    const repair = () => {
      const edit = addArgument(call, 'ssl_verify_cert=True, ssl_verify_identity=True');
      return edit && [edit];
    };
    return [placeFound(given.span, unverified(given.span), repair)];
  },
};

/** https://docs.sqlalchemy.org/en/20/core/engines.html: the driver's own options in a dictionary, as Django has them. */
const engines = clientLibrary({
  ...nothing,
  module: 'sqlalchemy',
  functions: /^$/,
  options: postgresOptions,
  nested: { connect_args: postgresOptions },
  keys: ['sslmode'],
});

export const databases: readonly Library[] = [
  redis,
  clientLibrary({ ...mongo, module: 'pymongo' }),
  clientLibrary({ ...mongo, module: 'motor' }),
  clientLibrary({ ...mysql, module: 'pymysql', nested: { ssl: pymysqlDictionary } }),
  pymysqlDefaults,
  clientLibrary({ ...mysql, module: 'MySQLdb', options: modes }),
  clientLibrary({ ...mysql, module: 'mysql' }),
  clientLibrary({ ...postgres, module: 'psycopg', options: postgresOptions }),
  clientLibrary({ ...postgres, module: 'psycopg2', options: postgresOptions }),
  clientLibrary({ ...postgres, module: 'psycopg_pool', options: postgresOptions }),
  asyncpg,
  engines,
];
