/** Sections of extensions in OpenSSL's configuration language (config(5), x509v3_config(5)). */
import { givenTo, type OpenSslCall } from './call.ts';

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

/** The lines of a section; of the part before the first where `name` is ''. Undefined where it is not there. */
export function section(text: string, name: string): readonly string[] | undefined {
  let current = '';
  let lines: string[] | undefined = name === '' ? [] : undefined;
  for (const line of text.split('\n')) {
    const head = /^\s*\[\s*([^\]\s]+)\s*\]/.exec(line)?.[1];
    if (head !== undefined) {
      current = head;
      if (current === name) lines ??= [];
    } else if (current === name && !/^\s*#/.test(line)) lines?.push(line);
  }
  return lines;
}

/** What a file of `-extfile` says; undefined where the script does not write it. */
export function extensionFile(call: OpenSslCall): Extensions | undefined {
  const file = givenTo(call, '-extfile');
  const written = file && call.written.of(file.word);
  if (!written?.isWhole) return undefined;
  const chosen = givenTo(call, '-extensions');
  if (chosen && !chosen.isKnown) return undefined;
  const fallback = /^\s*extensions\s*=\s*(\S+)/m.exec(section(written.text, '')?.join('\n') ?? '')?.[1];
  const lines = section(written.text, chosen?.text ?? fallback ?? '');
  return lines && extensionsOf(lines);
}

/** What a configuration that the script writes makes of `req -x509`; undefined where that is not known. */
export function requestConfiguration(call: OpenSslCall): Extensions | undefined {
  const file = givenTo(call, '-config');
  const written = file && call.written.of(file.word);
  if (!written) return undefined;
  const chosen = givenTo(call, '-extensions');
  if (chosen && !chosen.isKnown) return undefined;
  const own = section(written.text, 'req') ?? (written.isWhole ? [] : undefined);
  const named = chosen?.text ?? own?.map((line) => /^\s*x509_extensions\s*=\s*(\S+)/.exec(line)?.[1]).find(Boolean);
  if (named === undefined) return undefined;
  const lines = section(written.text, named);
  return lines && extensionsOf(lines);
}
