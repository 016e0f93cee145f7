/** Addresses of databases with settings in them: URLs, JDBC's, libpq's `key=value`. */
import { type Span, span } from '../../base/span.ts';
import { type Effect, type FoundSwitch, nameUnchecked, unverified } from './effect.ts';

interface AddressSwitch {
  /** What the address looks like. */
  readonly of: RegExp;
  /** The setting; its value is the group. */
  readonly setting: RegExp;
  readonly secure: string;
  readonly effect?: Effect;
  /** With this in it the setting is safe. */
  readonly unless?: RegExp;
  /** Settings that name a CA, in the manner of the address. */
  readonly trust?: (path: string) => string;
}

const libpq =
  /^(?:jdbc:)?(?:postgres|postgresql|cockroachdb?)(?:\+\w+)?:\/\/|(?:^|\s)(?:host|dbname|user|sslmode|service)\s*=/;
const mongodb = /^mongodb(?:\+srv)?:\/\//;
const jdbcMysql = /^jdbc:(?:mysql|mariadb|aurora)(?::\w+)*:\/\//;
const sqlServer = /^jdbc:sqlserver:\/\/|(?:^|;)\s*(?:server|data source|addr|address)\s*=/i;

const switches: readonly AddressSwitch[] = [
  // `require` and less encrypt at most; with a root certificate `require` verifies the chain (PostgreSQL, 34.19).
  {
    of: libpq,
    setting: /(?:^|[\s?&])sslmode=(disable|allow|prefer|require)(?![\w-])/,
    secure: 'verify-full',
    unless: /\bsslrootcert=/,
    trust: (path) => `sslrootcert=${path}`,
  },
  { of: mongodb, setting: /[?&](?:tlsInsecure|tlsAllowInvalidCertificates|sslInsecure)=(true)(?!\w)/, secure: 'false' },
  { of: mongodb, setting: /[?&]tlsAllowInvalidHostnames=(true)(?!\w)/, secure: 'false', effect: nameUnchecked },
  { of: mongodb, setting: /[?&]ssl_cert_reqs=(CERT_NONE)(?!\w)/, secure: 'CERT_REQUIRED' },
  {
    of: jdbcMysql,
    setting: /[?&]sslMode=(DISABLED|PREFERRED|REQUIRED|disable|trust)(?!\w)/,
    secure: 'VERIFY_IDENTITY',
  },
  { of: jdbcMysql, setting: /[?&](?:useSSL|verifyServerCertificate)=(false)(?!\w)/, secure: 'true' },
  { of: jdbcMysql, setting: /[?&]trustServerCertificate=(true)(?!\w)/, secure: 'false' },
  {
    of: /^(?:mysql|mariadb):\/\//,
    setting: /[?&]ssl-mode=(DISABLED|PREFERRED|REQUIRED)(?!\w)/i,
    secure: 'VERIFY_IDENTITY',
  },
  // Go's driver: user:password@tcp(host)/db?tls=skip-verify
  { of: /@tcp\(/, setting: /[?&]tls=(skip-verify|preferred)(?![\w-])/, secure: 'true' },
  { of: sqlServer, setting: /;\s*trust\s?server\s?certificate\s*=\s*(true|yes)(?!\w)/i, secure: 'false' },
  { of: /^sqlserver:\/\//, setting: /[?&]trustservercertificate=(true)(?!\w)/i, secure: 'false' },
  { of: /^rediss:\/\//, setting: /[?&]ssl_cert_reqs=(none|CERT_NONE)(?!\w)/, secure: 'required' },
  { of: /^amqps:\/\//, setting: /[?&]verify=(verify_none)(?!\w)/, secure: 'verify_peer' },
];

/** Nobody stands between a machine and itself. */
const local = /(?:\/\/(?:[^@/?\s]*@)?|\bhost\s*=\s*'?)(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|%2F|\/|\?)/i;
const longest = 4_000;

/** The switches in an address; `verbatim` is where its characters stand as they are. */
export function readConnectionString(text: string, verbatim: Span | undefined, whole: Span): FoundSwitch[] {
  if (text.length > longest || !text.includes('=') || local.test(text)) return [];
  return switches.flatMap(({ of, setting, secure, effect = unverified, unless, trust }): FoundSwitch[] => {
    const match = of.test(text) ? setting.exec(text) : null;
    if (!match || unless?.test(text)) return [];
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    const value = verbatim && span(verbatim.start + start, verbatim.start + end);
    const setAt = match.index + (/^[\s?&;]+/.exec(match[0])?.[0].length ?? 0);
    const separator = /[?&]/.test(match[0]) ? '&' : ' ';
    return [
      {
        span: verbatim ? span(verbatim.start + setAt, verbatim.start + end) : whole,
        effect,
        isGlobal: false,
        undo: () => value && [{ span: value, text: secure }],
        ...(trust && {
          trust: (path) =>
            value && /^[\w./-]+$/.test(path)
              ? [{ span: value, text: `${secure}${separator}${trust(path)}` }]
              : undefined,
        }),
      },
    ];
  });
}
