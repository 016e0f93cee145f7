import { protocolVersions } from '../../tls/protocol-version.ts';

/** What a library calls the options of `tls.connect`; the words are Node's unless it has its own. */
export interface OptionNames {
  readonly certificate: string;
  readonly privateKey: string;
  /** Absent where the CA goes elsewhere, as gRPC's does. */
  readonly trustAnchors?: string;
  readonly revocationList: string;
}

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

export const environmentSwitch = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** Keys that make any object literal one of TLS options, whoever receives it (the last three by their values). */
export const tellingKeys: ReadonlySet<string> = new Set([
  'rejectUnauthorized',
  'requestCert',
  'checkServerIdentity',
  environmentSwitch,
  'minVersion',
  'maxVersion',
  'secureProtocol',
  'ecdhCurve',
]);

/** Property names whose assignment may set a TLS option. */
export const assignedKeys: ReadonlySet<string> = new Set([
  ...tellingKeys,
  'ca',
  'cert',
  'key',
  'crl',
  'servername',
  'ciphers',
  'DEFAULT_MIN_VERSION',
  'DEFAULT_MAX_VERSION',
]);

export function isVersionName(value: unknown): boolean {
  return protocolVersions.some((version) => version === value);
}

/** OpenSSL's method names, the values of `secureProtocol`. */
export const secureProtocolName = /^(SSLv2|SSLv3|SSLv23|TLSv1|TLSv1_1|TLSv1_2|TLS)_(?:client_|server_)?method$/;
