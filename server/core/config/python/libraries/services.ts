/** Clients of message brokers, directories, search engines and cloud services. */
import type { Library } from '../place.ts';
import { type ClientLibrary, clientLibrary, type Option } from './client-library.ts';
import { isNotFalse, isNotFalsy, isNotNone, isNotTrue, trustByFile } from './options.ts';

const nothing = { sessions: [], methods: /^$/ };

/** https://elasticsearch-py.readthedocs.io/en/stable/api/elasticsearch.html */
const search: Omit<ClientLibrary, 'module'> = {
  ...nothing,
  functions: /^(?:Async)?(?:Elasticsearch|OpenSearch)$/,
  options: [
    { keyword: 'verify_certs', sets: 'verification', isOn: isNotFalse },
    { keyword: 'ssl_assert_hostname', sets: 'name-check', isOn: isNotFalse },
    { keyword: 'ca_certs', sets: 'trust-anchors' },
    { keyword: 'client_cert', sets: 'certificate' },
    { keyword: 'client_key', sets: 'private-key' },
  ],
  trust: trustByFile('ca_certs'),
};

/** https://python-hvac.org/en/stable/usage/index.html */
const hvac = clientLibrary({
  ...nothing,
  module: 'hvac',
  functions: /^Client$/,
  options: [
    { keyword: 'verify', sets: 'verification', takesPath: true, isOn: isNotFalsy },
    { keyword: 'cert', sets: 'certificate' },
  ],
  trust: trustByFile('verify'),
});

const awsOptions: readonly Option[] = [
  { keyword: 'verify', sets: 'verification', takesPath: true, isOn: isNotFalse },
  { keyword: 'use_ssl', sets: 'encryption', isOn: isNotFalse, host: { keyword: 'endpoint_url' } },
];

/** https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html */
const boto3 = clientLibrary({
  module: 'boto3',
  functions: /^(?:client|resource)$/,
  sessions: ['Session'],
  methods: /^(?:client|resource)$/,
  options: awsOptions,
  trust: trustByFile('verify'),
});

/** https://kafka-python.readthedocs.io/en/master/apidoc/KafkaProducer.html */
const kafka = clientLibrary({
  ...nothing,
  module: 'kafka',
  functions: /^Kafka(?:Producer|Consumer|AdminClient|Client)$/,
  options: [
    {
      keyword: 'security_protocol',
      sets: 'encryption',
      isOn: (value) => (value.kind === 'text' ? value.text !== 'SASL_PLAINTEXT' : 'unknown'),
      on: "'SASL_SSL'",
      host: { keyword: 'bootstrap_servers' },
    },
    { keyword: 'ssl_check_hostname', sets: 'name-check', isOn: isNotFalse },
    { keyword: 'ssl_cafile', sets: 'trust-anchors' },
    { keyword: 'ssl_certfile', sets: 'certificate' },
    { keyword: 'ssl_keyfile', sets: 'private-key' },
  ],
});

/** https://docker-py.readthedocs.io/en/stable/tls.html */
const docker = clientLibrary({
  ...nothing,
  module: 'docker',
  functions: /^TLSConfig$/,
  options: [
    { keyword: 'verify', sets: 'verification', isOn: isNotFalse, on: 'True' },
    { keyword: 'assert_hostname', sets: 'name-check', isOn: isNotFalse },
    { keyword: 'ca_cert', sets: 'trust-anchors' },
    { keyword: 'client_cert', sets: 'certificate' },
  ],
});

/** https://github.com/kubernetes-client/python/blob/master/kubernetes/docs/README.md */
const kubernetes = clientLibrary({
  ...nothing,
  module: 'kubernetes',
  functions: /^$/,
  sessions: ['Configuration', 'get_default_copy'],
  attributes: ['verify_ssl'],
  isOurs: (_, text) => /\bkubernetes\b/.test(text),
  options: [
    { keyword: 'verify_ssl', sets: 'verification', isOn: isNotFalse },
    { keyword: 'assert_hostname', sets: 'name-check', isOn: isNotFalse },
    { keyword: 'ssl_ca_cert', sets: 'trust-anchors' },
    { keyword: 'cert_file', sets: 'certificate' },
    { keyword: 'key_file', sets: 'private-key' },
  ],
});

/** https://eclipse.dev/paho/files/paho.mqtt.python/html/client.html */
const paho = clientLibrary({
  module: 'paho',
  functions: /^$/,
  sessions: ['Client'],
  methods: /^tls_(?:set|insecure_set)$/,
  options: [
    { keyword: 'value', of: 'tls_insecure_set', position: 0, sets: 'name-check', isOn: isNotTrue, on: 'False' },
    { keyword: 'ca_certs', of: 'tls_set', position: 0, sets: 'trust-anchors' },
    { keyword: 'certfile', of: 'tls_set', position: 1, sets: 'certificate' },
    { keyword: 'keyfile', of: 'tls_set', position: 2, sets: 'private-key' },
    {
      keyword: 'cert_reqs',
      of: 'tls_set',
      position: 3,
      sets: 'verification',
      isOn: isNotNone,
      on: { name: 'ssl.CERT_REQUIRED' },
    },
  ],
});

/** https://ldap3.readthedocs.io/en/latest/ssltls.html: nothing is verified unless it is asked for. */
const ldap3 = clientLibrary({
  ...nothing,
  module: 'ldap3',
  functions: /^Tls$/,
  options: [
    {
      keyword: 'validate',
      position: 2,
      sets: 'verification',
      isOn: isNotNone,
      on: { name: 'ssl.CERT_REQUIRED' },
      isOffByDefault: true,
    },
    { keyword: 'ca_certs_file', position: 4, sets: 'trust-anchors' },
  ],
});

/** https://www.pyopenssl.org/en/latest/api/ssl.html#OpenSSL.SSL.Context.set_verify */
const pyOpenSsl = clientLibrary({
  module: 'OpenSSL',
  functions: /^$/,
  sessions: ['Context'],
  methods: /^set_verify$/,
  options: [
    {
      keyword: 'mode',
      of: 'set_verify',
      position: 0,
      sets: 'verification',
      isOn(value) {
        if (value.kind === 'constant') return value.value !== 0;
        if (value.kind === 'flags') return true;
        return value.kind === 'name' && /\.VERIFY_/.test(value.name) ? !value.name.endsWith('.VERIFY_NONE') : 'unknown';
      },
      on: { name: 'OpenSSL.SSL.VERIFY_PEER' },
    },
  ],
});

export const services: readonly Library[] = [
  clientLibrary({ ...search, module: 'elasticsearch' }),
  clientLibrary({ ...search, module: 'opensearchpy' }),
  hvac,
  boto3,
  clientLibrary({
    ...nothing,
    module: 'botocore',
    functions: /^$/,
    sessions: ['get_session', 'Session'],
    methods: /^create_client$/,
    options: awsOptions,
    trust: trustByFile('verify'),
  }),
  kafka,
  docker,
  kubernetes,
  paho,
  ldap3,
  pyOpenSsl,
];
