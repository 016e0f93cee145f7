/** What programs take from their settings files as "do not verify": measured where the program was at hand. */
import { type Effect, nameUnchecked } from '../effect.ts';
import { gitFalse } from '../programs/version-control.ts';
import type { LineSyntax } from './lines.ts';
import type { SettingsProgram } from './names.ts';

export interface SettingSwitch {
  readonly key: RegExp;
  readonly section?: RegExp;
  /** Held against the value; against '' where there is none. */
  readonly off: RegExp;
  /** What comes in the place of the value; absent: the line goes. */
  readonly secure?: string;
  readonly effect?: Effect;
  readonly role?: 'client' | 'server';
  /** What comes in the place of the whole setting, for one that names a version. */
  readonly rewritten?: string;
  /** The setting that names a CA, which can come in its place: `cafile=`. */
  readonly trust?: string;
}

export interface SettingsFormat {
  readonly syntax: LineSyntax;
  readonly switches: readonly SettingSwitch[];
  /** A setting whose value is the path of a CA file. */
  readonly ca?: RegExp;
}

const falsy = /^(?:false|no|off|0)$/i;
const truthy = /^(?:true|yes|on|1)$/i;
const ini: LineSyntax = { separators: '=', comments: '#;', hasSections: true };

const java: readonly SettingSwitch[] = [
  {
    key: /(?:^|\.|^-D)maven\.(?:wagon\.http\.ssl|resolver\.transport\.http\.connector)\.insecure$/,
    off: truthy,
    secure: 'false',
  },
  {
    key: /(?:^|\.|^-D)(?:maven\.wagon\.http\.ssl\.allowall|jdk\.internal\.httpclient\.disableHostnameVerification|com\.sun\.jndi\.ldap\.object\.disableEndpointIdentification)$/,
    off: /^(?:true)?$/,
    secure: 'false',
    effect: nameUnchecked,
  },
  // Kafka: an empty value switches the check off (KIP-294).
  { key: /(?:^|\.)ssl\.endpoint\.identification\.algorithm$/, off: /^$/, secure: 'https', effect: nameUnchecked },
  {
    key: /(?:^|\.|^-D)(?:jdk\.tls\.client|https)\.protocols$/,
    off: /^TLSv1$/,
    secure: 'TLSv1.2',
    effect: { kind: 'only', version: 'TLSv1' },
  },
];

const curlVersions = (
  [
    ['tlsv1', 'TLSv1'],
    ['tlsv1.0', 'TLSv1'],
    ['tlsv1.1', 'TLSv1.1'],
  ] as const
).map(
  ([name, version]): SettingSwitch => ({
    key: new RegExp(`^${name.replaceAll('.', '\\.')}$`, 'i'),
    off: /^/,
    effect: { kind: 'floor', version },
    rewritten: 'tlsv1.2',
  }),
);
const wgetVersions = (
  [
    ['SSLv3', 'SSLv3'],
    ['TLSv1', 'TLSv1'],
    ['TLSv1_1', 'TLSv1.1'],
  ] as const
).map(
  ([name, version]): SettingSwitch => ({
    key: /^secure[-_]?protocol$/i,
    off: new RegExp(`^${name}$`, 'i'),
    effect: { kind: 'only', version },
    secure: 'TLSv1_2',
  }),
);
const gitVersions = (
  [
    ['sslv3', 'SSLv3'],
    ['tlsv1', 'TLSv1'],
    ['tlsv1.0', 'TLSv1'],
    ['tlsv1.1', 'TLSv1.1'],
  ] as const
).map(
  ([name, version]): SettingSwitch => ({
    section: /^http\b/i,
    key: /^sslVersion$/i,
    off: new RegExp(`^${name.replaceAll('.', '\\.')}$`, 'i'),
    effect: { kind: 'floor', version },
    secure: 'tlsv1.2',
  }),
);
const mysqlClient = /^(?:client|mysql|mysqldump|mysqladmin|mariadb|mysqlimport|mysqlcheck|mysqlshow)/i;

export const formats: Readonly<Record<Exclude<SettingsProgram, 'json' | 'config'>, SettingsFormat>> = {
  // npm takes the word `false` alone.
  npm: {
    syntax: { ...ini, hasSections: false },
    switches: [{ key: /^strict-ssl$/, off: /^false$/, secure: 'true', trust: 'cafile' }],
    ca: /^cafile$/,
  },
  yarn: {
    syntax: { separators: ' ', comments: '#' },
    switches: [{ key: /^strict-ssl$/, off: /^false$/, secure: 'true' }],
    ca: /^cafile$/,
  },
  git: {
    syntax: ini,
    switches: [
      { section: /^http\b/i, key: /^sslVerify$/i, off: gitFalse, secure: 'true', trust: 'sslCAInfo' },
      ...gitVersions,
    ],
    ca: /^sslCAInfo$/i,
  },
  // A value changes nothing: `insecure=false` switches off (curl 7.88). Names may be cut off.
  curl: {
    syntax: { separators: '=: ', comments: '#' },
    switches: [
      { key: /^(?:insecu(?:r|re)?|proxy-insecure|doh-insecure)$/i, off: /^/, trust: 'cacert' },
      { key: /^-(?=[a-zA-Z#]*k)[a-zA-Z#]+$/, off: /^/ },
      ...curlVersions,
    ],
    ca: /^cacert$/,
  },
  // Names go without case, `-` and `_`; `false` is refused (wget 1.21).
  wget: {
    syntax: { separators: '=', comments: '#' },
    switches: [
      { key: /^check[-_]?certificate$/i, off: /^(?:off|no|0|quiet)$/i, secure: 'on', trust: 'ca_certificate' },
      { key: /^check[-_]?hostname$/i, off: /^(?:off|no|0)$/i, secure: 'on', effect: nameUnchecked },
      ...wgetVersions,
    ],
    ca: /^ca[-_]?certificate$/i,
  },
  pip: {
    syntax: { separators: '=:', comments: '#;', hasSections: true, isContinued: true },
    switches: [{ key: /^trusted[-_]host$/, off: /\S/, trust: 'cert' }],
    ca: /^cert$/,
  },
  requirements: { syntax: { separators: '=: ', comments: '#' }, switches: [{ key: /^trusted-host$/, off: /\S/ }] },
  pipfile: { syntax: ini, switches: [{ key: /^verify_ssl$/, off: /^false$/, secure: 'true' }] },
  mysql: {
    syntax: ini,
    switches: [
      {
        section: mysqlClient,
        key: /^(?:loose[-_])?ssl[-_]mode$/i,
        off: /^(?:disabled|preferred|required)$/i,
        secure: 'VERIFY_IDENTITY',
      },
      { section: mysqlClient, key: /^(?:skip|disable)[-_]ssl$/i, off: /^(?:1|true|on)?$/i },
      { section: mysqlClient, key: /^ssl$/i, off: falsy, secure: '1' },
      { section: mysqlClient, key: /^ssl[-_]verify[-_]server[-_]cert$/i, off: falsy, secure: '1' },
      { section: mysqlClient, key: /^(?:skip|disable)[-_]ssl[-_]verify[-_]server[-_]cert$/i, off: /^(?:1|true|on)?$/i },
      {
        section: /^(?:mysqld|mariadbd?|server)/i,
        key: /^tls[-_]version$/i,
        off: /(?:^|,)\s*TLSv1(?:\.0)?\s*(?:,|$)/i,
        secure: 'TLSv1.2,TLSv1.3',
        effect: { kind: 'floor', version: 'TLSv1' },
        role: 'server',
      },
      {
        section: /^(?:mysqld|mariadbd?|server)/i,
        key: /^tls[-_]version$/i,
        off: /^\s*TLSv1\.1\s*(?:,|$)/i,
        secure: 'TLSv1.2,TLSv1.3',
        effect: { kind: 'floor', version: 'TLSv1.1' },
        role: 'server',
      },
    ],
    ca: /^ssl[-_]ca$/i,
  },
  yum: { syntax: ini, switches: [{ key: /^(?:proxy_)?sslverify$/i, off: falsy, secure: '1' }], ca: /^sslcacert$/ },
  ldap: {
    syntax: { separators: ' ', comments: '#' },
    switches: [{ key: /^TLS_REQCERT$/i, off: /^(?:never|allow)$/i, secure: 'demand' }],
    ca: /^TLS_CACERT$/i,
  },
  apt: {
    syntax: { separators: ' ', comments: '#/' },
    switches: [
      {
        key: /^Acquire::https::(?:[\w.-]+::)?Verify-Peer$/i,
        off: /^(?:false|no|off|0|without|disable)$/i,
        secure: 'true',
      },
      {
        key: /^Acquire::https::(?:[\w.-]+::)?Verify-Host$/i,
        off: /^(?:false|no|off|0|without|disable)$/i,
        secure: 'true',
        effect: nameUnchecked,
      },
    ],
  },
  properties: { syntax: { separators: '=: ', comments: '#!' }, switches: java },
  postgres: {
    syntax: ini,
    switches: [{ key: /^sslmode$/, off: /^(?:disable|allow|prefer|require)$/, secure: 'verify-full' }],
    ca: /^sslrootcert$/,
  },
  s3cmd: {
    syntax: ini,
    switches: [
      { key: /^check_ssl_certificate$/, off: falsy, secure: 'True' },
      { key: /^check_ssl_hostname$/, off: falsy, secure: 'True', effect: nameUnchecked },
    ],
  },
  boto: { syntax: ini, switches: [{ key: /^https_validate_certificates$/, off: falsy, secure: 'True' }] },
  aria2: {
    syntax: { separators: '=', comments: '#' },
    switches: [{ key: /^check-certificate$/, off: /^false$/, secure: 'true' }],
  },
  ansible: { syntax: ini, switches: [{ key: /^ignore_certs$/, off: truthy, secure: 'False' }] },
  msmtp: {
    syntax: { separators: ' ', comments: '#' },
    switches: [{ key: /^tls_certcheck$/, off: /^off$/, secure: 'on' }],
  },
  toml: {
    syntax: ini,
    switches: [
      {
        key: /^(?:insecure_?skip_?verify|insecureSkipVerify|tls_insecure_skip_verify)$/,
        off: /^true$/,
        secure: 'false',
      },
      { section: /^\[?registry/, key: /^insecure$/, off: /^true$/, secure: 'false' },
      { key: /^allow-insecure-host$/, off: /^\[\s*["']/ },
    ],
  },
  ini: {
    syntax: ini,
    switches: [{ key: /^(?:tls_)?skip_(?:tls_)?verify(?:_insecure)?$/, off: /^true$/, secure: 'false' }],
  },
};
