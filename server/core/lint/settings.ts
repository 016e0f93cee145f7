import type { ProfileName } from '../chain/request.ts';
import type { OpenSslVersion } from '../tls/lists.ts';
import type { Severity } from './finding.ts';

/** Root certificates that come with the machine: those Mozilla trusts, which Node.js brings along, or its own. */
export type MachineStore = 'mozilla' | 'system';

/** What counts as a trust anchor (RFC 5280, 6.1.1 (d)). Paths and patterns start from the workspace folder. */
export interface TrustAnchorSettings {
  /** Files, folders or patterns whose certificates count, wherever they lie. */
  readonly files: readonly string[];
  /** Where self-signed CA certificates of the workspace count, and where they do not although they are in `include`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly system: MachineStore | 'off';
}

/** The settings that reach the rules, the same for editor and CLI. */
export interface Settings {
  /** Days before the end of validity from which `certificate/expires-soon` speaks. */
  readonly expiryWarningDays: number;
  /** The OpenSSL that reads cipher strings and groups: the newest that is not newer than the one in use. */
  readonly openSslVersion: OpenSslVersion;
  /** The nginx that reads configurations: `1.30` or `1.22.1`. Defaults and directives depend on it. */
  readonly nginxVersion: string;
  /** By whose rules certification paths are validated. */
  readonly profile: ProfileName;
  readonly trustAnchors: TrustAnchorSettings;
  /** Rule id to another severity, or off. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const defaultSettings: Settings = {
  expiryWarningDays: 30,
  openSslVersion: '3.5',
  nginxVersion: '1.30',
  profile: 'rfc5280',
  trustAnchors: { files: [], include: ['**'], exclude: [], system: 'off' },
  rules: {},
};

/** Patterns of one setting that are looked at, and the longest: a person writes a few. */
const patternsKept = 200;
const longestPattern = 1_000;

const isVersion = /^1\.\d{1,3}(?:\.\d{1,3})?$/;

/** Settings from JSON that a person wrote; whatever is not understood keeps its default. */
export function readSettings(value: unknown): Settings {
  const given = nested(objectOr(value));
  const days = given['expiryWarningDays'];
  const nginx = given['nginxVersion'];
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(objectOr(given['rules']))) {
    if (isSeverity(severity) || severity === 'off') rules[id] = severity;
  }
  return {
    expiryWarningDays: typeof days === 'number' && days >= 0 && days <= 3650 ? days : defaultSettings.expiryWarningDays,
    openSslVersion: given['openSslVersion'] === '3.0' ? '3.0' : defaultSettings.openSslVersion,
    nginxVersion: typeof nginx === 'string' && isVersion.test(nginx) ? nginx : defaultSettings.nginxVersion,
    profile: given['profile'] === 'webpki' ? 'webpki' : defaultSettings.profile,
    trustAnchors: readTrustAnchors(objectOr(given['trustAnchors'])),
    rules,
  };
}

/** `over` on top of `base`, as they were written; what holds several settings, entry by entry. */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (!isObject(over)) return base;
  if (!isObject(base)) return over;
  const [below, above] = [nested(base), nested(over)];
  const both = (key: string): object => ({ ...objectOr(below[key]), ...objectOr(above[key]) });
  return { ...below, ...above, rules: both('rules'), trustAnchors: both('trustAnchors') };
}

export function isSeverity(value: unknown): value is Severity {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint';
}

function readTrustAnchors(given: Readonly<Record<string, unknown>>): TrustAnchorSettings {
  const standard = defaultSettings.trustAnchors;
  const { system } = given;
  return {
    files: patterns(given['files']) ?? standard.files,
    include: patterns(given['include']) ?? standard.include,
    exclude: patterns(given['exclude']) ?? standard.exclude,
    system: system === 'mozilla' || system === 'system' ? system : standard.system,
  };
}

function patterns(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isPattern = (one: unknown): one is string =>
    typeof one === 'string' && one !== '' && one.length <= longestPattern;
  return value.filter(isPattern).slice(0, patternsKept);
}

/** A file may write `trustAnchors.files` as the editor's settings do, or as an object. */
function nested(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = { ...value };
  for (const [key, one] of Object.entries(value)) {
    const [, name] = /^trustAnchors\.(\w+)$/.exec(key) ?? [];
    if (name !== undefined) own['trustAnchors'] = { ...objectOr(own['trustAnchors']), [name]: one };
  }
  return own;
}

function objectOr(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
