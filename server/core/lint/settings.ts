import { fileGlob } from '../base/glob.ts';
import type { ProfileName } from '../chain/request.ts';
import { type GuidelineName, guidelineNames } from '../tls/guideline.ts';
import type { OpenSslVersion } from '../tls/lists.ts';
import type { Severity } from './finding.ts';
import { underCurrentNames } from './renamed-rules.ts';

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

/** The settings that reach the rules, for one file; the same for editor and CLI. */
export interface Settings {
  /** Days before the end of validity from which `certificate/expires-soon` speaks. */
  readonly expiryWarningDays: number;
  /** The OpenSSL that reads cipher strings and groups: the newest that is not newer than the one in use. */
  readonly openSslVersion: OpenSslVersion;
  /** The nginx that reads configurations: `1.30` or `1.22.1`. Defaults and directives depend on it. */
  readonly nginxVersion: string;
  /** Which server guideline fixes follow, and `tls/guideline-profile` compares with. */
  readonly guideline: GuidelineName;
  /** By whose rules certification paths are validated. */
  readonly profile: ProfileName;
  readonly trustAnchors: TrustAnchorSettings;
  /** Rule id to another severity, or off. */
  readonly rules: Severities;
  /** In a test file no finding weighs more than information, save those of rules that an override sets for it. */
  readonly isTestFile?: boolean;
  readonly setByOverrides?: readonly string[];
}

export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Other settings for some files: of several that match, the last says what counts. */
export interface Override
  extends Partial<Pick<Settings, 'expiryWarningDays' | 'openSslVersion' | 'nginxVersion' | 'guideline'>> {
  readonly files: readonly string[];
  readonly rules: Severities;
}

/** Settings as they are written, for a whole workspace folder. */
export interface FolderSettings extends Omit<Settings, 'isTestFile' | 'setByOverrides'> {
  /** Patterns of paths below the folder. */
  readonly testFiles: readonly string[];
  readonly overrides: readonly Override[];
}

/** What a setting may be. Manifest, JSON schema and the check of tlsense.json are made of it. */
export type SettingKind =
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'text'; readonly pattern: RegExp; readonly example: string }
  | { readonly kind: 'patterns' }
  | { readonly kind: 'severities' }
  | { readonly kind: 'overrides' }
  | { readonly kind: 'group'; readonly members: Readonly<Record<string, SettingKind>> };

export const severityChoices = ['error', 'warning', 'information', 'hint', 'off'] as const;

const isVersion = /^1\.\d{1,3}(?:\.\d{1,3})?$/;

/** In the order in which editors show them. */
export const settingKinds: Readonly<Record<keyof FolderSettings, SettingKind>> = {
  expiryWarningDays: { kind: 'integer', minimum: 0, maximum: 3650 },
  openSslVersion: { kind: 'choice', values: ['3.0', '3.5'] },
  nginxVersion: { kind: 'text', pattern: isVersion, example: '1.26.3' },
  guideline: { kind: 'choice', values: guidelineNames },
  profile: { kind: 'choice', values: ['rfc5280', 'webpki'] },
  trustAnchors: {
    kind: 'group',
    members: {
      files: { kind: 'patterns' },
      include: { kind: 'patterns' },
      exclude: { kind: 'patterns' },
      system: { kind: 'choice', values: ['off', 'mozilla', 'system'] },
    },
  },
  rules: { kind: 'severities' },
  testFiles: { kind: 'patterns' },
  overrides: { kind: 'overrides' },
};

/** Settings that an override may have besides `files`. */
export const overridable = ['rules', 'expiryWarningDays', 'openSslVersion', 'nginxVersion', 'guideline'] as const;

export const defaultFolderSettings: FolderSettings = {
  expiryWarningDays: 30,
  openSslVersion: '3.5',
  nginxVersion: '1.30',
  guideline: 'intermediate',
  profile: 'rfc5280',
  trustAnchors: { files: [], include: ['**'], exclude: [], system: 'off' },
  rules: {},
  testFiles: [
    '**/{test,tests,testing,testdata,test-data,__tests__,spec,fixtures,__fixtures__,__mocks__}/**',
    '**/*.{test,spec}.*',
    '**/{test_*,*_test,conftest}.py',
  ],
  overrides: [],
};

export const defaultSettings: Settings = settingsFor(defaultFolderSettings, undefined);

/** Patterns of one setting that are looked at, and the longest: a person writes a few. */
const patternsKept = 200;
const longestPattern = 1_000;

/** Settings from JSON that a person wrote; whatever is not understood keeps its default. */
export function readSettings(value: unknown): FolderSettings {
  const given = nested(objectOr(value));
  const read = Object.entries(settingKinds).filter(([name, kind]) => isValid(kind, given[name]));
  const overrides = given['overrides'];
  return {
    ...defaultFolderSettings,
    ...Object.fromEntries(read.map(([name]) => [name, given[name]])),
    testFiles: patterns(given['testFiles']) ?? defaultFolderSettings.testFiles,
    trustAnchors: readTrustAnchors(objectOr(given['trustAnchors'])),
    rules: readSeverities(given['rules']),
    overrides: Array.isArray(overrides) ? overrides.slice(0, patternsKept).flatMap(readOverride) : [],
  };
}

/** Whether a value is what the setting takes; the parts of one that is made of parts are looked at one by one. */
export function isValid(kind: SettingKind, value: unknown): boolean {
  switch (kind.kind) {
    case 'integer':
      return Number.isInteger(value) && Number(value) >= kind.minimum && Number(value) <= kind.maximum;
    case 'choice':
      return typeof value === 'string' && kind.values.includes(value);
    case 'text':
      return typeof value === 'string' && kind.pattern.test(value);
    case 'patterns':
      return Array.isArray(value) && value.every((pattern) => typeof pattern === 'string');
    case 'severities':
    case 'group':
      return isObject(value);
    case 'overrides':
      return Array.isArray(value);
  }
}

/** The settings of one file: `path` leads to it from the folder; undefined where it lies elsewhere. */
export function settingsFor(settings: FolderSettings, path: string | undefined): Settings {
  const { testFiles, overrides, ...own } = settings;
  if (path === undefined || path === '') return own;
  const matching = overrides.filter(({ files }) => isMeant(files, path));
  const rules: Severities = Object.assign({}, own.rules, ...matching.map((override) => override.rules));
  const { files: _, ...others }: Partial<Override> = Object.assign({}, ...matching);
  const named = matching.flatMap((override) => Object.keys(override.rules));
  const isTestFile = isMeant(testFiles, path);
  return { ...own, ...others, rules, ...(isTestFile && { isTestFile }), setByOverrides: named };
}

/** Every file is held against the same patterns. */
const compiled = new WeakMap<readonly string[], readonly ((path: string) => boolean)[]>();

function isMeant(patterns: readonly string[], path: string): boolean {
  const globs = compiled.get(patterns) ?? patterns.map(fileGlob);
  compiled.set(patterns, globs);
  return globs.some((matches) => matches(path));
}

function readOverride(value: unknown): Override[] {
  const given = objectOr(value);
  const files = patterns(typeof given['files'] === 'string' ? [given['files']] : given['files']);
  if (!files) return [];
  const read = overridable.filter((name) => name !== 'rules' && isValid(settingKinds[name], given[name]));
  return [
    { ...Object.fromEntries(read.map((name) => [name, given[name]])), files, rules: readSeverities(given['rules']) },
  ];
}

function readSeverities(value: unknown): Severities {
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(underCurrentNames(objectOr(value)))) {
    if (isSeverity(severity) || severity === 'off') rules[id] = severity;
  }
  return rules;
}

/** `over` on top of `base`, as they were written; what holds several settings, entry by entry; overrides of both count. */
export function mergeSettings(base: unknown, over: unknown): unknown {
  if (!isObject(over)) return base;
  if (!isObject(base)) return over;
  const [below, above] = [nested(base), nested(over)];
  const both = (key: string): object => ({ ...objectOr(below[key]), ...objectOr(above[key]) });
  const [rulesBelow, rulesAbove] = [below, above].map(({ rules }) => underCurrentNames(objectOr(rules)));
  const overrides = [below, above].flatMap((settings) => settings['overrides'] ?? []);
  return { ...below, ...above, rules: { ...rulesBelow, ...rulesAbove }, trustAnchors: both('trustAnchors'), overrides };
}

function isSeverity(value: unknown): value is Severity {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint';
}

function readTrustAnchors(given: Readonly<Record<string, unknown>>): TrustAnchorSettings {
  const standard = defaultFolderSettings.trustAnchors;
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
