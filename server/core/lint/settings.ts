import type { OpenSslVersion } from '../tls/lists.ts';
import type { Severity } from './finding.ts';

/** The settings that reach the rules, the same for editor and CLI. */
export interface Settings {
  /** Days before the end of validity from which `certificate/expires-soon` speaks. */
  readonly expiryWarningDays: number;
  /** The OpenSSL that reads cipher strings and groups: the newest that is not newer than the one in use. */
  readonly openSslVersion: OpenSslVersion;
  /** The nginx that reads configurations: `1.30` or `1.22.1`. Defaults and directives depend on it. */
  readonly nginxVersion: string;
  /** Rule id to another severity, or off. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const defaultSettings: Settings = {
  expiryWarningDays: 30,
  openSslVersion: '3.5',
  nginxVersion: '1.30',
  rules: {},
};

const isVersion = /^1\.\d{1,3}(?:\.\d{1,3})?$/;

/** Settings from JSON that a person wrote; whatever is not understood keeps its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const given = value as {
    readonly expiryWarningDays?: unknown;
    readonly openSslVersion?: unknown;
    readonly nginxVersion?: unknown;
    readonly rules?: unknown;
  };
  const days = given.expiryWarningDays;
  const nginx = given.nginxVersion;
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(given.rules ?? {})) {
    if (isSeverity(severity) || severity === 'off') rules[id] = severity;
  }
  return {
    expiryWarningDays: typeof days === 'number' && days >= 0 && days <= 3650 ? days : defaultSettings.expiryWarningDays,
    openSslVersion: given.openSslVersion === '3.0' ? '3.0' : defaultSettings.openSslVersion,
    nginxVersion: typeof nginx === 'string' && isVersion.test(nginx) ? nginx : defaultSettings.nginxVersion,
    rules,
  };
}

export function isSeverity(value: unknown): value is Severity {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint';
}
