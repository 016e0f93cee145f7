import type { ProgramSwitches, VersionOption } from './program.ts';

const npmSetters = ['config set', 'set', 'c set', 'config --global set'];
const falsy = /^(?:false|no|off|0|n)$/i;
const truthy = /^(?:true|yes|on|1)$/i;

const javaUnnamed = [
  '-Dmaven.wagon.http.ssl.allowall',
  '-Djdk.internal.httpclient.disableHostnameVerification',
  '-Dcom.sun.jndi.ldap.object.disableEndpointIdentification',
];
const javaVersions = ['-Djdk.tls.client.protocols', '-Dhttps.protocols'].flatMap((option): VersionOption[] => [
  { option, value: /^TLSv1$/, effect: { kind: 'only', version: 'TLSv1' }, write: () => 'TLSv1.2' },
  { option, value: /^TLSv1\.1$/, effect: { kind: 'only', version: 'TLSv1.1' }, write: () => 'TLSv1.2' },
  { option, value: /^SSLv3$/, effect: { kind: 'only', version: 'SSLv3' }, write: () => 'TLSv1.2' },
]);

export const packages: readonly ProgramSwitches[] = [
  {
    programs: ['npm', 'pnpm', 'cnpm', 'yarn', 'lerna', 'bun'],
    off: ['--no-strict-ssl'],
    on: ['--strict-ssl', '--config.strict-ssl', '--enableStrictSsl'],
    // npm takes the word `false` alone (nopt).
    no: /^false$/,
    spaced: true,
    settings: [
      {
        verbs: npmSetters,
        key: /^strict-ssl$/,
        off: /^false$/,
        secure: 'true',
      },
      { verbs: npmSetters, key: /^enableStrictSsl$/, off: /^(?:false|0)$/, secure: 'true' },
    ],
  },
  { programs: ['bower'], on: ['--config.strict-ssl', '--strict-ssl'] },
  {
    programs: ['pip', 'pip2', 'pip3', 'pipx', 'pipenv'],
    values: { '--trusted-host': /./ },
    settings: [{ verbs: ['config set'], key: /^\w+\.trusted-host$/, off: /./, unset: 'unset' }],
  },
  { programs: ['uv', 'uvx'], values: { '--allow-insecure-host': /./, '--trusted-host': /./ } },
  {
    programs: ['conda', 'mamba', 'micromamba'],
    off: ['--insecure', '-k'],
    settings: [{ verbs: ['config'], key: /^ssl_verify$/, off: falsy, secure: 'true', unless: ['--get', '--remove'] }],
  },
  {
    programs: ['poetry'],
    settings: [{ verbs: ['config'], key: /^certificates\.[\w-]+\.cert$/, off: falsy, secure: 'true' }],
  },
  {
    programs: ['composer'],
    settings: [
      { verbs: ['config', 'global config'], key: /^disable-tls$/, off: truthy, secure: 'false' },
      { verbs: ['config', 'global config'], key: /^secure-http$/, off: falsy, secure: 'true' },
    ],
  },
  {
    programs: ['bundle', 'bundler'],
    settings: [
      { verbs: ['config set', 'config', 'config set --global'], key: /^ssl_verify_mode$/i, off: /^0$/, secure: '1' },
    ],
  },
  {
    programs: ['apt', 'apt-get', 'aptitude', 'apt-cache', 'apt-mark'],
    pairs: [
      { options: ['-o', '--option'], key: /^Acquire::https::(?:[\w.-]+::)?Verify-Peer$/i, off: falsy },
      {
        options: ['-o', '--option'],
        key: /^Acquire::https::(?:[\w.-]+::)?Verify-Host$/i,
        off: falsy,
        effect: { kind: 'name-unchecked' },
      },
    ],
  },
  {
    programs: ['yum', 'dnf', 'microdnf', 'yum-config-manager', 'tdnf'],
    pairs: [{ options: ['--setopt'], key: /^(?:[\w*.-]+\.)?sslverify$/, off: falsy }],
  },
  { programs: ['apk', 'xbps-install'], off: ['--no-check-certificate'] },
  { programs: ['ansible-galaxy'], off: ['--ignore-certs', '-c'] },
  { programs: ['certbot'], off: ['--no-verify-ssl'] },
  { programs: ['acme.sh'], off: ['--insecure'] },
  {
    programs: ['go'],
    off: ['-insecure', '--insecure'],
    settings: [{ verbs: ['env'], key: /^GOINSECURE$/, off: /./ }],
  },
  {
    programs: ['mvn', 'mvnw', 'java', 'gradle', 'gradlew', 'sbt'],
    off: ['-Dmaven.wagon.http.ssl.insecure', '-Dmaven.resolver.transport.http.connector.insecure'],
    unnamed: javaUnnamed,
    versions: javaVersions,
  },
  {
    programs: ['node', 'nodejs', 'ts-node', 'tsx'],
    versions: [
      { option: '--tls-min-v1.0', effect: { kind: 'floor', version: 'TLSv1' }, write: () => '--tls-min-v1.2' },
      { option: '--tls-min-v1.1', effect: { kind: 'floor', version: 'TLSv1.1' }, write: () => '--tls-min-v1.2' },
    ],
  },
];
