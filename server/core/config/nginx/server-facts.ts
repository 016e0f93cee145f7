/** What a server does besides the handshake's own settings: early data, and OCSP responses that it staples. */
import type { NamedFile, Setting, TlsContext } from '../../tls/context.ts';
import { blockMark } from './changed-names.ts';
import { type Found, find, type Level, levelsOf, subsystemOf } from './level.ts';
import { includesOnlyTables, mentions } from './mentions.ts';
import { headSpan } from './tree.ts';
import { isOff, isOn, readFile } from './values.ts';

type ServerFacts = Pick<TlsContext, 'earlyData' | 'guardsEarlyData' | 'stapling' | 'stapledCertificates'>;

/** What facts of one server depend on in blocks beside it. */
export interface Beside {
  /** Names of directives of other servers, and of blocks. */
  readonly names: Set<string>;
  /** Whether blocks that are no servers matter: a `map` may make use of a variable. */
  blocks: boolean;
}

/** In these an application answers. */
export const passes: readonly string[] = ['proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass'];

/** A directive that more servers share is no longer looked at for each of them. */
const mostCertificates = 100;

/** What was found out of a directive that servers share. */
export type Stapled = Map<Found['directives'], readonly NamedFile[] | undefined>;

export function readServerFacts(level: Level, beside: Beside, stapled: Stapled): ServerFacts {
  return { ...readEarlyData(level, beside), ...readStapling(level, beside, stapled) };
}

function readEarlyData(level: Level, beside: Beside): ServerFacts {
  const earlyData = readSwitch(level, 'ssl_early_data');
  if (!earlyData || subsystemOf(level) !== 'http') return {};
  if (earlyData.value !== true || level.kind !== 'server' || untoldApplicationsOf(level).length === 0)
    return { earlyData };
  beside.blocks = true;
  const mayGuard = mentions(level, 'ssl_early_data', noGuards) || !includesOnlyTables(level);
  return { earlyData, ...(!mayGuard && { guardsEarlyData: false as const }) };
}

/** Logs, and what passes a variable on: a level inherits that only where it has none of its own. */
const noGuards = /^(?:log_format|access_log|(?:proxy|grpc)_set_header|(?:fastcgi|uwsgi|scgi)_param)$/;

/** The levels of a server that hand requests on to an application, and do not say which came as early data. */
export function untoldApplicationsOf(level: Level): Level[] {
  return levelsOf(level).filter((below) => passes.some((name) => below.own.has(name) && !isTold(below, name)));
}

function isTold(level: Level, pass: string): boolean {
  const module = pass.slice(0, pass.indexOf('_'));
  const name = module === 'proxy' || module === 'grpc' ? `${module}_set_header` : `${module}_param`;
  const passed = find(level, name)?.directives ?? [];
  return passed.some(({ args }) => args.some(({ value }) => /\$\{?ssl_early_data(?![a-z0-9_])/.test(value)));
}

const aboutStapling = ['ssl_stapling', 'ssl_stapling_responder', 'ssl_stapling_file', 'ssl_certificate', blockMark];

function readStapling(level: Level, beside: Beside, stapled: Stapled): ServerFacts {
  const stapling = readSwitch(level, 'ssl_stapling');
  const found = find(level, 'ssl_stapling');
  if (!stapling || !found) return {};
  if (stapling.value !== true || level.kind !== 'server') return { stapling };
  if (found.level !== level) for (const name of aboutStapling) beside.names.add(name);
  if (!stapled.has(found.directives)) stapled.set(found.directives, stapledFor(found));
  const stapledCertificates = stapled.get(found.directives);
  return { stapling, ...(stapledCertificates && { stapledCertificates }) };
}

/** The certificates of all servers that a directive holds for; undefined where one has another source, or is not known. */
function stapledFor({ level, directives }: Found): readonly NamedFile[] | undefined {
  const all: NamedFile[] = [];
  for (const server of levelsOf(level)) {
    if (server.kind !== 'server' || find(server, 'ssl_stapling')?.directives !== directives) continue;
    if (find(server, 'ssl_stapling_responder') ?? find(server, 'ssl_stapling_file')) return undefined;
    const certificates = find(server, 'ssl_certificate')?.directives ?? [];
    const references = certificates.map(({ args }) => readFile(args[0], 'certificate'));
    const known = references.filter((one) => one !== undefined && one !== 'unknown');
    if (known.length === 0 || known.length < references.length) return undefined;
    all.push(...known.map(({ path, purpose, base }) => ({ path, purpose, base })));
    if (all.length > mostCertificates) return undefined;
  }
  return all;
}

function readSwitch(level: Level, name: string): Setting<boolean> | undefined {
  const found = find(level, name);
  const directive = found?.directives.at(-1);
  const word = directive?.args[0];
  if (!found || !directive) return undefined;
  return {
    value: isOn(word) ? true : isOff(word) ? false : 'unknown',
    span: headSpan(directive),
    origin: found.origin,
  };
}
