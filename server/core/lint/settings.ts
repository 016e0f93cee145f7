import type { Severity } from './finding.ts';

/** The settings that reach the rules, the same for editor and CLI. */
export interface Settings {
  /** Days before the end of validity from which `certificate/expires-soon` speaks. */
  readonly expiryWarningDays: number;
  /** Rule id to another severity, or off. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const defaultSettings: Settings = { expiryWarningDays: 30, rules: {} };

/** Settings from JSON that a person wrote; whatever is not understood keeps its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const given = value as { readonly expiryWarningDays?: unknown; readonly rules?: unknown };
  const days = given.expiryWarningDays;
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, severity] of Object.entries(given.rules ?? {})) {
    if (isSeverity(severity) || severity === 'off') rules[id] = severity;
  }
  return {
    expiryWarningDays: typeof days === 'number' && days >= 0 && days <= 3650 ? days : defaultSettings.expiryWarningDays,
    rules,
  };
}

export function isSeverity(value: unknown): value is Severity {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint';
}
