/** Whether clients of brokers, mail servers and databases encrypt, after the options of each. */
import type { TextEdit } from '../../base/edit.ts';
import type { Encryption, Setting } from '../../tls/context.ts';
import { hostOf, isLoopback, isRemote } from '../../tls/host.ts';
import { evaluate } from './constants.ts';
import { addProperty } from './layout.ts';
import { type Entry, effective, type Options } from './options.ts';
import type { Program } from './program.ts';
import { children, spanOf, unwrap } from './syntax.ts';

export interface EncryptionFound {
  readonly setting: Setting<Encryption>;
  /** What makes the connection encrypted. */
  repair(): readonly TextEdit[] | undefined;
}

export type ReadEncryption = (program: Program, options: Options) => EncryptionFound | undefined;

/** The value of an option that the text decides; `absent` where it is not there, `unknown` where it cannot be followed. */
export function optionValue(program: Program, options: Options, key: string): unknown {
  const entry = effective(options, key);
  if (!entry) return options.open || options.changed ? unknown : absent;
  const constant = entry.value && evaluate(program, entry.value);
  return constant ? constant.value : unknown;
}
const absent = Symbol('absent');
const unknown = Symbol('unknown');

function found(entry: Entry, value: Encryption, repair: EncryptionFound['repair']): EncryptionFound {
  return { setting: { value, span: spanOf(entry.node), origin: entry.inherited ? 'inherited' : 'explicit' }, repair };
}

function replaced(entry: Entry, written: string): () => readonly TextEdit[] | undefined {
  return () => (entry.form === 'property' ? [{ span: spanOf(entry.node), text: written }] : undefined);
}

/** Encryption of a service is off on purpose where its host is here. */
export function isHere(program: Program, options: Options, key: string): boolean {
  const host = optionValue(program, options, key);
  return typeof host === 'string' && isLoopback(hostOf(host));
}

/**
 * https://nodemailer.com/smtp/: without `secure` the connection starts in the clear, and goes on so where STARTTLS is
 * not offered, unless `requireTLS` says otherwise (which also beats `ignoreTLS`).
 */
export const readMail: ReadEncryption = (program, options) => {
  const has = (key: string): boolean => effective(options, key) !== undefined;
  const value = (key: string): unknown => optionValue(program, options, key);
  // Another transport, or a service that is known to have its own settings.
  if (['service', 'jsonTransport', 'streamTransport', 'sendmail', 'SES', 'url', 'socket'].some(has)) return undefined;
  const [host, port, secure, required] = [value('host'), value('port'), value('secure'), value('requireTLS')];
  if (required === unknown || (required !== absent && required)) return undefined;
  if (secure === unknown || (secure !== absent && secure)) return undefined;
  if (typeof host === 'string' ? !isRemote(host) && !host.includes('.') : host === absent) return undefined;
  // 465 speaks TLS from the start; 1025 is that of the mail catchers of developers.
  if ((secure === absent && String(port) === '465') || String(port) === '1025') return undefined;
  const ignored = effective(options, 'ignoreTLS');
  if (ignored && value('ignoreTLS') === true) return found(ignored, 'none', replaced(ignored, 'requireTLS: true'));
  const opportunistic = effective(options, 'opportunisticTLS');
  if (opportunistic && value('opportunisticTLS') === true) {
    return found(opportunistic, 'opportunistic', replaced(opportunistic, 'requireTLS: true'));
  }
  const explicit = effective(options, 'secure');
  if (explicit) {
    return found(explicit, 'opportunistic', () =>
      explicit.form === 'property'
        ? addProperty(program.text, options.node, 'requireTLS: true', explicit.node)
        : undefined,
    );
  }
  // Nothing is written about TLS: then the host and the port must be known to be another's.
  const isKnown = typeof host === 'string' && isRemote(host) && (port === absent || typeof port === 'number');
  const at = effective(options, 'port') ?? effective(options, 'host');
  if (!isKnown || !at || options.node.name !== 'ObjectExpression') return undefined;
  return found(at, 'opportunistic', () => addProperty(program.text, options.node, 'requireTLS: true', at.node));
};

/** https://kafka.js.org/docs/configuration */
export const readKafka: ReadEncryption = (program, options) => {
  const sasl = effective(options, 'sasl');
  const ssl = effective(options, 'ssl');
  const value = optionValue(program, options, 'ssl');
  if (value === unknown || (value !== absent && value)) return undefined;
  const brokers = brokersOf(program, options);
  const isAway = brokers?.some(isRemote) ?? false;
  // Brokers that are all here are somebody's own; of those that are not known, a password decides.
  if (brokers ? !isAway : !sasl) return undefined;
  if (ssl) return found(ssl, 'none', replaced(ssl, 'ssl: true'));
  if (!sasl || (sasl.value && isNothing(program, sasl))) return undefined;
  return found(sasl, 'none', () => [{ span: { start: sasl.node.from, end: sasl.node.from }, text: 'ssl: true, ' }]);
};

function isNothing(program: Program, { value }: Entry): boolean {
  const constant = value && evaluate(program, value);
  return constant !== undefined && !constant.value;
}

/** The hosts of the brokers, where all of them are written in the text. */
function brokersOf(program: Program, options: Options): string[] | undefined {
  const list = effective(options, 'brokers')?.value;
  const node = list && unwrap(list);
  if (node?.name !== 'ArrayExpression') return undefined;
  const values = children(node)
    .filter(({ name }) => !/^[[\],]$/.test(name))
    .map((item) => (item.name === 'Spread' ? undefined : evaluate(program, item)?.value));
  return values.every((value) => typeof value === 'string') ? values.map(hostOf) : undefined;
}

/** https://min.io/docs/minio/linux/developers/javascript/API.html */
export const readMinio: ReadEncryption = (program, options) => {
  const host = optionValue(program, options, 'endPoint');
  const use = effective(options, 'useSSL');
  if (!use || optionValue(program, options, 'useSSL') !== false || typeof host !== 'string' || !isRemote(host))
    return undefined;
  return found(use, 'none', replaced(use, 'useSSL: true'));
};

/** https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Config.html */
export const readAws: ReadEncryption = (program, options) => {
  const enabled = effective(options, 'sslEnabled');
  if (!enabled || optionValue(program, options, 'sslEnabled') !== false || isHere(program, options, 'endpoint'))
    return undefined;
  const address = optionValue(program, options, 'endpoint');
  if (typeof address === 'string' && /^http:\/\/(?:localhost|127\.)/.test(address)) return undefined;
  return found(enabled, 'none', replaced(enabled, 'sslEnabled: true'));
};
