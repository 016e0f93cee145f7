import type { Settings } from '../../../../server/core/lint/settings.ts';

/** A mistake in an nginx configuration, and what becomes of it. */
export interface Row {
  readonly mistake: string;
  /** `http { … }` around it where it has no such block itself, with a certificate for every server. */
  readonly text: string;
  /** What the line of the finding holds; the first such line. */
  readonly at: string;
  readonly rule: string;
  /** The text that is right, where no fix writes it: a choice is to be made, or a file to be changed. */
  readonly right?: string;
  /** Other files: path to the names of what `files.ts` makes, with a plus between them. */
  readonly files?: Readonly<Record<string, string>>;
  /** The same beside the right text. */
  readonly rightFiles?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  /** Why the installed nginx does not accept the right text. */
  readonly refused?: string;
  /** Why the table does not put it to nginx at all. */
  readonly notRun?: string;
  /** No certificate for every server in the `http` block around it. */
  readonly bare?: true;
}

/** By the number of the mistake in the project's list of facts. */
export type Rows = readonly (readonly [number, Row])[];

/** `listen … ssl` with what a server needs, and more lines. */
export function server(...lines: readonly string[]): string {
  return `server {\n    listen 443 ssl;\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;
}

/** A server with one location. */
export function location(...lines: readonly string[]): string {
  return server('server_name a.example;', 'location / {', ...lines.map((line) => `    ${line}`), '}');
}

export const newer = 'needs a newer nginx than the one that judges';
