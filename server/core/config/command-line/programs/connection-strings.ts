import type { FoundSwitch } from '../effect.ts';
import { unverified } from '../effect.ts';
import type { Word } from '../syntax.ts';

/** Programs that take libpq's connection strings (PostgreSQL, 34.1.1). */
const programs = /^(?:psql|pg_\w+|createdb|dropdb|createuser|vacuumdb|reindexdb|clusterdb|pgbench|pgcli)$/;

export function takesConnectionStrings(program: string): boolean {
  return programs.test(program);
}

/** `sslmode=require` and less encrypt at most; with a root certificate `require` verifies the chain. */
export function readConnectionStrings(args: readonly Word[]): FoundSwitch[] {
  return args.flatMap(({ text, verbatim, span }): FoundSwitch[] => {
    const match = /(?:^|[\s?&])sslmode=(disable|allow|prefer|require)(?![\w-])/.exec(text);
    if (!match || /\bsslrootcert=/.test(text)) return [];
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    const value = verbatim && { start: verbatim.start + start, end: verbatim.start + end };
    const whole = value ? { start: value.start - 'sslmode='.length, end: value.end } : span;
    const separator = /[?&]sslmode/.test(match[0]) ? '&' : ' ';
    return [
      {
        span: whole,
        effect: unverified,
        isGlobal: false,
        undo: () => value && [{ span: value, text: 'verify-full' }],
        trust: (path) =>
          value && /^[\w./-]+$/.test(path)
            ? [{ span: value, text: `verify-full${separator}sslrootcert=${path}` }]
            : undefined,
      },
    ];
  });
}
