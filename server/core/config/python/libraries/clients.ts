/** Clients with one switch or two, and no more to say of TLS. */
import type { Library } from '../place.ts';
import { type ClientLibrary, clientLibrary, type Option } from './client-library.ts';
import { isNotFalse, isNotNone, isNotTrue, trustByFile } from './options.ts';

const nothing = { sessions: [], methods: /^$/ };

function verify(keyword: string): Option {
  return { keyword, sets: 'verification', isOn: isNotFalse };
}
function insecure(keyword: string): Option {
  return { keyword, sets: 'verification', isOn: isNotTrue };
}
function names(keyword: string): Option {
  return { keyword, sets: 'name-check', isOn: isNotFalse };
}

/** By module: the functions and classes that take the options. */
const rows: readonly (readonly [module: string, functions: RegExp, options: readonly Option[], url: string])[] = [
  [
    'httplib2',
    /^Http$/,
    [insecure('disable_ssl_certificate_validation'), { keyword: 'ca_certs', sets: 'trust-anchors' }],
    'https://httplib2.readthedocs.io/en/latest/libhttplib2.html',
  ],
  [
    'gitlab',
    /^Gitlab$/,
    [verify('ssl_verify')],
    'https://python-gitlab.readthedocs.io/en/stable/api-usage-advanced.html',
  ],
  ['proxmoxer', /^ProxmoxAPI$/, [verify('verify_ssl')], 'https://proxmoxer.github.io/docs/latest/'],
  [
    'influxdb',
    /^(?:DataFrame)?InfluxDBClient$/,
    [verify('verify_ssl')],
    'https://influxdb-python.readthedocs.io/en/latest/api-documentation.html',
  ],
  [
    'influxdb_client',
    /^InfluxDBClient(?:Async)?$/,
    [verify('verify_ssl')],
    'https://influxdb-client.readthedocs.io/en/stable/api.html',
  ],
  ['consul', /^Consul$/, [verify('verify')], 'https://python-consul.readthedocs.io/en/latest/'],
  ['trino', /^(?:connect|Connection)$/, [verify('verify')], 'https://github.com/trinodb/trino-python-client'],
  [
    'clickhouse_connect',
    /^(?:get|create)_(?:async_)?client$/,
    [verify('verify')],
    'https://clickhouse.com/docs/integrations/python',
  ],
  [
    'clickhouse_driver',
    /^(?:Client|connect)$/,
    [verify('verify')],
    'https://clickhouse-driver.readthedocs.io/en/latest/',
  ],
  [
    'atlassian',
    /^(?:Jira|Confluence|Bitbucket|Bamboo|ServiceDesk|Xray|Insight)$/,
    [verify('verify_ssl')],
    'https://atlassian-python-api.readthedocs.io/',
  ],
  [
    'snowflake',
    /^connect$/,
    [insecure('insecure_mode')],
    'https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-api',
  ],
  ['pyVim', /^SmartConnect$/, [insecure('disableSslCertValidation')], 'https://github.com/vmware/pyvmomi'],
  [
    'azure',
    /Client$/,
    [verify('connection_verify')],
    'https://learn.microsoft.com/en-us/python/api/overview/azure/core-readme',
  ],
  ['keystoneauth1', /^Session$/, [verify('verify')], 'https://docs.openstack.org/keystoneauth/latest/'],
  ['openstack', /^connect$/, [verify('verify')], 'https://docs.openstack.org/openstacksdk/latest/'],
  ['aiosmtplib', /^(?:SMTP|send)$/, [verify('validate_certs')], 'https://aiosmtplib.readthedocs.io/en/stable/'],
  ['fastapi_mail', /^ConnectionConfig$/, [verify('VALIDATE_CERTS')], 'https://sabuhish.github.io/fastapi-mail/'],
  [
    'oracledb',
    /^(?:connect|create_pool|connect_async|create_pool_async)$/,
    [names('ssl_server_dn_match')],
    'https://python-oracledb.readthedocs.io/en/latest/',
  ],
  ['hdbcli', /^connect$/, [verify('sslValidateCertificate')], 'https://help.sap.com/docs/SAP_HANA_CLIENT'],
  ['pulsar', /^Client$/, [insecure('tls_allow_insecure_connection')], 'https://pulsar.apache.org/api/python/'],
  ['qdrant_client', /^(?:Async)?QdrantClient$/, [verify('verify')], 'https://python-client.qdrant.tech/'],
  ['cloudscraper', /^create_scraper$/, [verify('verify')], 'https://github.com/VeNoMouS/cloudscraper'],
  ['nomad', /^Nomad$/, [verify('verify')], 'https://python-nomad.readthedocs.io/'],
  ['pynetbox', /^api$/, [verify('ssl_verify')], 'https://pynetbox.readthedocs.io/'],
  ['splunklib', /^connect$/, [verify('verify')], 'https://docs.splunk.com/DocumentationStatic/PythonSDK/'],
  [
    'mongoengine',
    /^(?:connect|register_connection)$/,
    [
      insecure('tlsAllowInvalidCertificates'),
      insecure('tlsInsecure'),
      { keyword: 'ssl_cert_reqs', sets: 'verification', isOn: isNotNone },
    ],
    'https://docs.mongoengine.org/',
  ],
];

/** https://www.tornadoweb.org/en/stable/httpclient.html#request-objects */
const tornado = clientLibrary({
  module: 'tornado',
  functions: /^HTTPRequest$/,
  sessions: ['AsyncHTTPClient', 'HTTPClient', 'SimpleAsyncHTTPClient'],
  methods: /^fetch$/,
  options: [verify('validate_cert'), { keyword: 'ca_certs', sets: 'trust-anchors' }],
  isOurs: (_, text) => /\btornado\b/.test(text),
  trust: trustByFile('ca_certs'),
});

const modes: readonly Option[] = [
  { keyword: 'cert_reqs', sets: 'verification', isOn: isNotNone, on: { name: 'ssl.CERT_REQUIRED' } },
  names('check_hostname'),
  { keyword: 'ca_certs', sets: 'trust-anchors' },
];

/** https://websocket-client.readthedocs.io/en/latest/faq.html#how-do-i-disable-hostname-verification */
const websocket = clientLibrary({
  module: 'websocket',
  functions: /^$/,
  sessions: ['WebSocketApp', 'WebSocket'],
  methods: /^$/,
  options: [],
  nested: { sslopt: modes },
});

/** https://docs.datastax.com/en/developer/python-driver/latest/security/ */
const cassandra = clientLibrary({
  ...nothing,
  module: 'cassandra',
  functions: /^$/,
  options: [],
  nested: { ssl_options: modes },
});

const redisModes: readonly Option[] = [
  {
    keyword: 'ssl_cert_reqs',
    sets: 'verification',
    takesNone: true,
    isOn: (value) => (value.kind === 'constant' && value.value === null ? false : isNotNone(value)),
    on: { name: 'ssl.CERT_REQUIRED' },
  },
];

/** https://docs.celeryq.dev/en/stable/userguide/configuration.html#broker-use-ssl; Django's caches have the same key. */
const celery = clientLibrary({
  ...nothing,
  module: 'celery',
  functions: /^$/,
  options: redisModes,
  nested: { broker_use_ssl: redisModes, redis_backend_use_ssl: redisModes },
  keys: ['ssl_cert_reqs'],
});

/** https://jira.readthedocs.io/api.html: the options of requests, in a dictionary of its own. */
const jira = clientLibrary({
  ...nothing,
  module: 'jira',
  functions: /^JIRA$/,
  options: [],
  nested: { options: [verify('verify')] },
});

/** https://eclipse.dev/paho/files/paho.mqtt.python/html/helpers.html */
const publish = clientLibrary({
  ...nothing,
  module: 'paho',
  functions: /^$/,
  options: [],
  nested: {
    tls: [
      { keyword: 'insecure', sets: 'name-check', isOn: isNotTrue },
      { keyword: 'cert_reqs', sets: 'verification', isOn: isNotNone, on: { name: 'ssl.CERT_REQUIRED' } },
    ],
  },
});

/** https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md: all by its keys. */
const librdkafka = clientLibrary({
  ...nothing,
  module: 'confluent_kafka',
  functions: /^$/,
  keys: ['enable.ssl.certificate.verification', 'ssl.endpoint.identification.algorithm', 'security.protocol'],
  options: [
    {
      keyword: 'enable.ssl.certificate.verification',
      sets: 'verification',
      isOn: (value) => (value.kind === 'text' ? !/^false$/i.test(value.text) : isNotFalse(value)),
    },
    {
      keyword: 'ssl.endpoint.identification.algorithm',
      sets: 'name-check',
      isOn: (value) => (value.kind === 'text' ? value.text !== 'none' && value.text !== '' : 'unknown'),
      on: "'https'",
    },
    {
      keyword: 'security.protocol',
      sets: 'encryption',
      isOn: (value) => (value.kind === 'text' ? !/^SASL_PLAINTEXT$/i.test(value.text) : 'unknown'),
      on: "'SASL_SSL'",
      host: { keyword: 'bootstrap.servers' },
    },
    { keyword: 'bootstrap.servers', sets: 'host' },
  ],
});

/** https://min.io/docs/minio/linux/developers/python/API.html */
const minio = clientLibrary({
  ...nothing,
  module: 'minio',
  functions: /^Minio$/,
  options: [
    verify('cert_check'),
    {
      keyword: 'secure',
      sets: 'encryption',
      isOn: isNotFalse,
      host: { keyword: 'endpoint', position: 0 },
      needsHost: true,
    },
  ],
});

/** Drivers of browsers, whoever made them. */
const browsers: Omit<ClientLibrary, 'module'> = {
  functions: /^(?:launch|Chrome|Firefox|connect)$/,
  sessions: [],
  methods: /^(?:new_context|new_page|launch|launch_persistent_context)$/,
  options: [insecure('ignore_https_errors'), insecure('ignoreHTTPSErrors'), insecure('accept_insecure_certs')],
  attributes: ['accept_insecure_certs'],
  isOurs: (_, text) => /\b(?:playwright|pyppeteer|selenium)\b/.test(text),
};

export const clients: readonly Library[] = [
  ...rows.map(([module, functions, options]) => clientLibrary({ ...nothing, module, functions, options })),
  tornado,
  websocket,
  cassandra,
  celery,
  jira,
  publish,
  librdkafka,
  minio,
  clientLibrary({ ...browsers, module: 'playwright' }),
  clientLibrary({
    ...browsers,
    module: 'selenium',
    sessions: ['ChromeOptions', 'FirefoxOptions', 'Options'],
    isOurs: () => false,
  }),
];
