import { protocolVersions } from '../../tls/protocol-version.ts';

/** What a library calls the options of `tls.connect`; the words are Node's unless it has its own. */
export interface OptionNames {
  readonly certificate: string;
  readonly privateKey: string;
  /** Absent where the CA goes elsewhere, as gRPC's does. */
  readonly trustAnchors?: string;
  readonly revocationList: string;
  /** Options of the library's own that switch verification or the name check off. */
  readonly switches?: readonly Switch[];
  /** The option without which names are not checked. */
  readonly nameCheck?: string;
}

export interface Switch {
  readonly key: string;
  /** The value that switches it off; all others leave it on. */
  readonly off: boolean | string;
  readonly of: 'verification' | 'name-check';
}

const byFile = { certificate: '', privateKey: '', revocationList: '' };

/** `request`, which is dead and still everywhere. */
const requestNames: OptionNames = {
  certificate: 'cert',
  privateKey: 'key',
  trustAnchors: 'ca',
  revocationList: 'crl',
  switches: [{ key: 'strictSSL', off: false, of: 'verification' }],
};

/** https://www.mongodb.com/docs/drivers/node/current/security/tls/: files go by their paths. */
const mongoNames: OptionNames = {
  ...byFile,
  switches: [
    { key: 'tlsInsecure', off: true, of: 'verification' },
    { key: 'tlsAllowInvalidCertificates', off: true, of: 'verification' },
    { key: 'sslValidate', off: false, of: 'verification' },
    { key: 'tlsAllowInvalidHostnames', off: true, of: 'name-check' },
  ],
};

/** https://tediousjs.github.io/tedious/api-connection.html */
const tediousNames: OptionNames = {
  ...byFile,
  switches: [{ key: 'trustServerCertificate', off: true, of: 'verification' }],
};

/** https://sidorares.github.io/node-mysql2/docs/documentation/ssl: certificates are verified, names are not. */
export const mysqlNames: OptionNames = {
  certificate: 'cert',
  privateKey: 'key',
  trustAnchors: 'ca',
  revocationList: 'crl',
  nameCheck: 'verifyIdentity',
};

/** https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md */
const librdkafkaNames: OptionNames = {
  ...byFile,
  switches: [
    { key: 'enable.ssl.certificate.verification', off: false, of: 'verification' },
    { key: 'ssl.endpoint.identification.algorithm', off: 'none', of: 'name-check' },
  ],
};

/** https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-options */
const snowflakeNames: OptionNames = {
  ...byFile,
  switches: [{ key: 'insecureConnect', off: true, of: 'verification' }],
};

/** https://node-oracledb.readthedocs.io/en/latest/api_manual/oracledb.html */
const oracleNames: OptionNames = {
  ...byFile,
  switches: [{ key: 'sslServerDNMatch', off: false, of: 'name-check' }],
};

/** https://github.com/kubernetes-client/javascript: a cluster of a kubeconfig. */
const kubernetesNames: OptionNames = {
  ...byFile,
  switches: [{ key: 'skipTLSVerify', off: true, of: 'verification' }],
};

/** https://github.com/http-party/node-http-proxy#options */
export const proxyNames: OptionNames = {
  ...byFile,
  switches: [{ key: 'secure', off: false, of: 'verification' }],
};

/** Playwright, Puppeteer and their relatives. */
const browserNames: OptionNames = {
  ...byFile,
  switches: [
    { key: 'ignoreHTTPSErrors', off: true, of: 'verification' },
    { key: 'acceptInsecureCerts', off: true, of: 'verification' },
    // Nightmare's and nw.js's switches.
    { key: 'ignore-certificate-errors', off: true, of: 'verification' },
  ],
};

export const nodeNames: OptionNames = {
  certificate: 'cert',
  privateKey: 'key',
  trustAnchors: 'ca',
  revocationList: 'crl',
};

/** got 12 and later, under `https` (FACTS: got refuses options it does not know there). */
export const gotNames: OptionNames = {
  certificate: 'certificate',
  privateKey: 'key',
  trustAnchors: 'certificateAuthority',
  revocationList: 'crl',
};

/** The verify options of @grpc/grpc-js: the CA is `createSsl`'s first argument. */
export const grpcNames: OptionNames = { certificate: 'cert', privateKey: 'key', revocationList: 'crl' };

/** The names of libraries whose switches nobody else has: an object with one of them is theirs, whoever takes it. */
export const ownNames: readonly OptionNames[] = [
  requestNames,
  mongoNames,
  tediousNames,
  browserNames,
  librdkafkaNames,
  snowflakeNames,
  oracleNames,
  kubernetesNames,
];

const ownSwitches: readonly Switch[] = ownNames.flatMap(({ switches = [] }) => switches);
/** Every key that switches something off. */
export const switchKeys: ReadonlySet<string> = new Set([
  'rejectUnauthorized',
  'checkServerIdentity',
  'secure',
  ...ownSwitches.map(({ key }) => key),
]);

/** Whether a library's own switch is off with this value. */
export function isSwitchedOff(key: string, value: unknown): boolean {
  return ownSwitches.some((one) => one.key === key && one.off === value);
}

export const environmentSwitch = 'NODE_TLS_REJECT_UNAUTHORIZED';
/** CAs that are trusted besides Node.js's own, from a file. */
export const extraCertificates = 'NODE_EXTRA_CA_CERTS';

/** Variables that switch verification off for the process or for those it starts, and the values that do. */
const environmentSwitches: Readonly<Record<string, RegExp>> = {
  // Only this (FACTS 4.1).
  [environmentSwitch]: /^0$/,
  // https://github.com/brianc/node-postgres
  PGSSLMODE: /^no-verify$/,
  // git takes any value.
  GIT_SSL_NO_VERIFY: /^/,
};

export function isEnvironmentSwitch(key: string): boolean {
  return Object.hasOwn(environmentSwitches, key);
}

/** Whether a variable with this value switches verification off. */
export function isEnvironmentOff(key: string, value: unknown): boolean {
  return environmentSwitches[key]?.test(String(value)) ?? false;
}

/** Keys that make any object literal one of TLS options, whoever receives it (the last three by their values). */
export const tellingKeys: ReadonlySet<string> = new Set([
  'rejectUnauthorized',
  'requestCert',
  'checkServerIdentity',
  ...Object.keys(environmentSwitches),
  'minVersion',
  'maxVersion',
  'secureProtocol',
  'ecdhCurve',
  'ciphers',
  ...switchKeys,
]);

/** Property names whose assignment may set a TLS option. */
export const assignedKeys: ReadonlySet<string> = new Set([
  ...tellingKeys,
  extraCertificates,
  'ca',
  'cert',
  'key',
  'crl',
  'servername',
  'ciphers',
  'DEFAULT_MIN_VERSION',
  'DEFAULT_MAX_VERSION',
  'DEFAULT_CIPHERS',
  // Of clients that encrypt only where they are told to.
  'ssl',
  'requireTLS',
  'verifyIdentity',
]);

export function isVersionName(value: unknown): boolean {
  return protocolVersions.some((version) => version === value);
}

/** OpenSSL's method names, the values of `secureProtocol`. */
export const secureProtocolName = /^(SSLv2|SSLv3|SSLv23|TLSv1|TLSv1_1|TLSv1_2|TLS)_(?:client_|server_)?method$/;
