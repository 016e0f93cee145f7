import type { ProgramSwitches } from './program.ts';

export const databases: readonly ProgramSwitches[] = [
  {
    programs: [
      'mysql',
      'mysqldump',
      'mysqladmin',
      'mysqlimport',
      'mysqlcheck',
      'mysqlpump',
      'mysqlsh',
      'mysqlshow',
      'mysqlslap',
      'mysqlbinlog',
    ],
    // PREFERRED and REQUIRED encrypt and verify nobody.
    values: { '--ssl-mode': /^(?:disabled|preferred|required)$/i },
    secureValue: 'VERIFY_IDENTITY',
    off: ['--skip-ssl', '--disable-ssl'],
    on: ['--ssl', '--ssl-verify-server-cert'],
    trust: (path) => [`--ssl-ca=${path}`],
  },
  {
    programs: ['mariadb', 'mariadb-dump', 'mariadb-admin', 'mariadb-import', 'mariadb-check'],
    off: ['--skip-ssl', '--disable-ssl', '--skip-ssl-verify-server-cert', '--disable-ssl-verify-server-cert'],
    on: ['--ssl', '--ssl-verify-server-cert'],
    trust: (path) => [`--ssl-ca=${path}`],
  },
  {
    programs: ['redis-cli', 'redis-benchmark', 'valkey-cli', 'valkey-benchmark'],
    off: ['--insecure'],
    trust: (path) => ['--cacert', path],
  },
  {
    programs: [
      'mongosh',
      'mongo',
      'mongodump',
      'mongorestore',
      'mongoexport',
      'mongoimport',
      'mongostat',
      'mongotop',
      'mongofiles',
    ],
    off: ['--tlsAllowInvalidCertificates', '--sslAllowInvalidCertificates', '--tlsInsecure'],
    unnamed: ['--tlsAllowInvalidHostnames', '--sslAllowInvalidHostnames'],
    trust: (path) => ['--tlsCAFile', path],
  },
  { programs: ['clickhouse-client'], off: ['--accept-invalid-certificate'] },
  { programs: ['sqlcmd', 'bcp'], off: ['-C'] },
  {
    programs: [
      'ldapsearch',
      'ldapmodify',
      'ldapadd',
      'ldapdelete',
      'ldapwhoami',
      'ldappasswd',
      'ldapcompare',
      'ldapmodrdn',
    ],
    clusters: true,
    valued: new Set([...'bsazlfFSDwyHhpPoOUReEcYX'].map((letter) => `-${letter}`)),
    pairs: [{ options: ['-o'], key: /^tls_reqcert$/i, off: /^(?:never|allow)$/i }],
  },
  { programs: ['mosquitto_pub', 'mosquitto_sub', 'mosquitto_rr'], off: [], unnamed: ['--insecure'] },
  {
    programs: ['kcat', 'kafkacat'],
    pairs: [
      { options: ['-X'], key: /^enable\.ssl\.certificate\.verification$/, off: /^false$/i },
      {
        options: ['-X'],
        key: /^ssl\.endpoint\.identification\.algorithm$/,
        off: /^(?:none|)$/i,
        effect: { kind: 'name-unchecked' },
      },
    ],
  },
];
