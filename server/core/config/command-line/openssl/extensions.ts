/** Sections of extensions in OpenSSL's configuration language (config(5), x509v3_config(5)). */
import { unknownMark } from '../syntax.ts';
import { givenTo, type OpenSslCall } from './call.ts';
import type { WrittenText } from './written-texts.ts';

/** What a text says about a certificate's extensions. */
export interface Extensions {
  readonly isCa: boolean;
  readonly hasBasicConstraints: boolean;
  readonly hasKeyUsage: boolean;
}

/** The values of `-addext`; undefined where one is not known. */
export function addedExtensions(call: OpenSslCall): Extensions | undefined {
  const added = call.options.filter(({ name }) => name === '-addext');
  const values = added.map(({ value }) => value?.text ?? '');
  const isKnown = added.every(({ value }) => value && (value.isKnown || /^[A-Za-z]+\s*=/.test(value.text)));
  return isKnown ? extensionsOf(values) : undefined;
}

export function extensionsOf(lines: readonly string[]): Extensions {
  const constraints = lines.find((line) => /^\s*basicConstraints\s*=/.test(line));
  return {
    isCa: constraints !== undefined && /CA\s*:\s*true/i.test(constraints),
    hasBasicConstraints: constraints !== undefined,
    hasKeyUsage: lines.some((line) => /^\s*keyUsage\s*=/.test(line)),
  };
}

/** OpenSSL's configuration language, as far as extensions need it. */
interface Sections {
  /** The lines of each section that set something; of the part before the first under ''. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** What counts where no section is named: the part before the first, and `[default]`. */
  readonly unnamed: readonly string[];
  /** The section that the file itself names. */
  readonly chosen: string | undefined;
  /** Names of the sections that set extensions. */
  readonly setting: readonly string[];
  /** A variable, or another file, may stand for sections and lines. */
  readonly isOpen: boolean;
}

/** By the text that was read, for many calls may read one. */
const known = new WeakMap<WrittenText, Sections>();

/** More than a file of extensions has. */
const mostSections = 20;

function sectionsOf(written: WrittenText): Sections {
  const sections = known.get(written) ?? readSections(written);
  known.set(written, sections);
  return sections;
}

function readSections({ text }: WrittenText): Sections {
  let current: string[] = [];
  const lines = new Map([['', current]]);
  for (const line of text.split('\n')) {
    const head = /^\s*\[\s*([^\]\s]+)\s*\]/.exec(line)?.[1];
    if (head !== undefined) {
      current = lines.get(head) ?? [];
      lines.set(head, current);
    } else if (!/^\s*#/.test(line) && line.includes('=')) current.push(line);
  }
  const unnamed = [...(lines.get('') ?? []), ...(lines.get('default') ?? [])];
  const sets = /^\s*(?:basicConstraints|keyUsage|extendedKeyUsage|subjectAltName)\s*=/;
  return {
    lines,
    unnamed,
    chosen: unnamed.map((line) => /^\s*extensions\s*=\s*(\S+)/.exec(line)?.[1]).findLast(Boolean),
    setting: [...lines]
      .slice(0, mostSections)
      .flatMap(([name, own]) => (name !== '' && own.some((line) => sets.test(line)) ? [name] : [])),
    isOpen: /\$|^[ \t]*\.include\b/m.test(text) || text.includes(unknownMark),
  };
}

/** What `-extfile` and `-extensions` choose. */
export interface ExtensionFile {
  /** The file of the workspace that it is; undefined where the script writes it. */
  readonly uri: string | undefined;
  /** Empty where none is named: then what stands before the first counts, and `[default]`. */
  readonly section: string;
  /** Its lines that set something; undefined where there is no such section. */
  readonly lines: readonly string[] | undefined;
  /** Names of the sections that set extensions. */
  readonly sections: readonly string[];
}

/** Undefined where it is not known what is in the file. */
export function chosenExtensions(call: OpenSslCall): ExtensionFile | undefined {
  const file = givenTo(call, '-extfile');
  const written = file && call.written.of(file.word);
  const chosen = givenTo(call, '-extensions');
  if (!written?.isWhole || (chosen && !chosen.isKnown)) return undefined;
  const { lines: bySection, unnamed, chosen: own, setting, isOpen } = sectionsOf(written);
  const section = chosen?.text ?? own ?? '';
  const lines = section === '' ? unnamed : bySection.get(section);
  if (isOpen && (lines ?? []).length === 0) return undefined;
  return { uri: written.uri, section, lines, sections: setting };
}

/** What a file of `-extfile` says; undefined where that is not known. */
export function extensionFile(call: OpenSslCall): Extensions | undefined {
  const lines = chosenExtensions(call)?.lines;
  return lines && extensionsOf(lines);
}

/** What a configuration that the script writes makes of `req -x509`; undefined where that is not known. */
export function requestConfiguration(call: OpenSslCall): Extensions | undefined {
  const file = givenTo(call, '-config');
  const written = file && call.written.of(file.word);
  if (!written) return undefined;
  const chosen = givenTo(call, '-extensions');
  if (chosen && !chosen.isKnown) return undefined;
  const own = sectionsOf(written).lines.get('req') ?? (written.isWhole ? [] : undefined);
  const named = chosen?.text ?? own?.map((line) => /^\s*x509_extensions\s*=\s*(\S+)/.exec(line)?.[1]).find(Boolean);
  if (named === undefined) return undefined;
  const lines = sectionsOf(written).lines.get(named);
  return lines && extensionsOf(lines);
}
