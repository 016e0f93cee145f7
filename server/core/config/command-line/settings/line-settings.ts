import { type Span, span } from '../../../base/span.ts';
import type { FileReference } from '../../../tls/context.ts';
import { readConnectionString } from '../connection-strings.ts';
import { type FoundSwitch, placeOf, unverified } from '../effect.ts';
import { commandLimits } from '../limits.ts';
import type { Place, Places } from '../place.ts';
import { formats, type SettingSwitch } from './formats.ts';
import { readLines, type SettingLine } from './lines.ts';
import { type SettingsProgram, settingsNames } from './names.ts';

const byName = new Map<string, SettingsProgram>(
  Object.entries(settingsNames).flatMap(([program, names]) =>
    names.map((name): [string, SettingsProgram] => [name, program as SettingsProgram]),
  ),
);

/** The program that reads a file of this path, by its name; endings shared by many count last. */
export function settingsProgramOf(path: string): SettingsProgram | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/(?:^|\/)apt\.conf\.d\/[^/]+$/.test(path)) return 'apt';
  return byName.get(name) ?? byName.get(name.slice(name.lastIndexOf('.')));
}

/** The settings of a program whose files have one a line. */
export function readLineSettings(text: string, whole: Span, program: keyof typeof formats, hasEscapes = false): Places {
  const { syntax, switches, ca } = formats[program];
  const places: Place[] = [];
  for (const line of readLines(text, whole, { ...syntax, hasEscapes })) {
    for (const one of switches) {
      if (isOff(one, line)) places.push(placeOf(found(text, one, line)));
    }
    if (line.value !== undefined)
      places.push(...readConnectionString(line.value, line.valueSpan, line.span).map(placeOf));
    if (ca?.test(line.key)) places.push(...trusts(line));
    if (places.length >= commandLimits.findings) break;
  }
  return { places };
}

function isOff({ key, section, off }: SettingSwitch, line: SettingLine): boolean {
  if (!key.test(line.key) || (section && !section.test(line.section))) return false;
  // A lone word is a switch of its own; `key =` has an empty value.
  if (line.value === undefined) return off.test('') && !key.test('sslVerify') && off.source !== '^$';
  return (
    !/\$\{|\$\(|\{\{|<%|%\(/.test(line.value) && off.test(line.value.replace(/;$/, '').replace(/^["']|["']$/g, ''))
  );
}

function found(text: string, one: SettingSwitch, line: SettingLine): FoundSwitch {
  const { secure, trust, rewritten, effect = unverified, role } = one;
  const removed = { span: line.line, text: '' };
  // Of a line with a section's head before it, the setting alone goes.
  const isWhole = text.slice(line.line.start, line.span.start).trim() === '';
  const replace = (written: string) => [{ span: line.span, text: written }];
  return {
    span: line.span,
    effect,
    isGlobal: !/^\w+\s+"/.test(line.section),
    ...(role && { role }),
    undo: () =>
      secure === undefined || line.value === undefined
        ? [isWhole ? removed : { span: line.span, text: '' }]
        : [{ span: line.valueSpan, text: secure }],
    ...(trust !== undefined && {
      trust: (path: string) => replace(`${trust} = ${/\s/.test(path) ? `"${path}"` : path}`),
    }),
    setVersion: () =>
      rewritten !== undefined
        ? replace(rewritten)
        : secure === undefined
          ? undefined
          : [{ span: line.valueSpan, text: secure }],
  };
}

/** A CA that a program is told to trust. */
function trusts({ value, valueSpan, span: place }: SettingLine): Place[] {
  if (value === undefined || !/^[\w./@+-]+$/.test(value) || value.startsWith('@')) return [];
  const reference: FileReference = {
    path: value,
    span: span(valueSpan.start, valueSpan.end),
    purpose: 'trust-anchors',
    base: 'working-directory',
  };
  return [
    {
      context: {
        role: 'client',
        span: place,
        nameSpan: place,
        isGlobal: true,
        hasTrustAnchors: true,
        trustAnchors: [{ value: reference, span: place, origin: 'explicit' }],
      },
      write: () => undefined,
    },
  ];
}
