/** Rules that had another name once: settings and comments that were written then go on to count. */
export const renamedRules: Readonly<Record<string, string>> = {
  'key/known-test-key': 'key/known-compromised',
  'nginx/early-data-without-guard': 'tls/no-early-data-without-guard',
  'nginx/stapling-without-responder': 'tls/no-stapling-without-responder',
  'javascript/not-searched': 'tls/not-searched',
  'python/not-searched': 'tls/not-searched',
};

/** The name of today, of whatever a person wrote. */
export function currentRule(id: string): string {
  return Object.hasOwn(renamedRules, id) ? (renamedRules[id] ?? id) : id;
}

/** Settings of rules under their names of today; where one is set under both, today's counts. */
export function underCurrentNames<T>(rules: Readonly<Record<string, T>>): Record<string, T> {
  const entries = Object.entries(rules);
  const isFormer = ([id]: readonly [string, T]): boolean => Object.hasOwn(renamedRules, id);
  const former = entries.filter(isFormer).map(([id, value]): [string, T] => [currentRule(id), value]);
  return Object.fromEntries([...former, ...entries.filter((entry) => !isFormer(entry))]);
}
