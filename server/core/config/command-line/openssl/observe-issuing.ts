import type { TextEdit } from '../../../base/edit.ts';
import { type Span, span } from '../../../base/span.ts';
import type { Observation } from '../../../tls/observation.ts';
import { removeWords, replaceValue, replaceWords } from '../edit-words.ts';
import { givenTo, has, type OpenSslCall, optionOf, placeOf, textOf } from './call.ts';
import { insertBehind } from './edits.ts';
import { chosenExtensions, extensionFile } from './extensions.ts';
import { commonName, isCaName, outputOf } from './files.ts';
import { leafNames } from './leaf-names.ts';
import { type OpenSslScript, subjectOf } from './script.ts';

/** Certificates made from requests: with which extensions, and which serial number. */
export function* observeIssuing(script: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  const { text } = script;
  if (call.subcommand === 'x509' && has(call, '-req') && has(call, '-CA', '-signkey', '-key')) {
    yield* has(call, '-extfile') ? withoutChosen(call) : withoutExtensions(script, call);
  }
  if (call.subcommand === 'x509' || call.subcommand === 'req' || call.subcommand === 'ca') {
    yield* fixedSerial(text, call);
    yield* copiesAll(script, call);
  }
}

function* withoutExtensions(script: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  const copies = givenTo(call, '-copy_extensions');
  if ((copies && copies.text !== 'none') || call.mayHaveMore) return;
  const ignored = optionOf(call, '-extensions');
  const isIssued = has(call, '-CA');
  yield {
    code: 'openssl/x509-req-without-extensions',
    form: ignored ? 'ignored' : isIssued ? 'issued' : 'self-signed',
    span: ignored ? placeOf(ignored) : call.head,
    repair() {
      const lines = extensionLines(script, call);
      const request = script.requestOf(call);
      const asks = request !== undefined && has(request, '-addext', '-reqexts', '-config');
      const given = giveExtensions(script.text, call, lines, asks ? ['-copy_extensions', 'copy'] : []);
      return given && ignored ? [...given, ...removeWords(script.text, ignored.words)] : given;
    },
  };
}

/** A file of extensions of which none count: `x509` takes no section that it is not told to take. */
function* withoutChosen(call: OpenSslCall): Iterable<Observation> {
  const chosen = chosenExtensions(call);
  const file = optionOf(call, '-extfile');
  const copies = givenTo(call, '-copy_extensions');
  if (!chosen || !file?.value || call.mayHaveMore || (chosen.lines?.length ?? 0) > 0) return;
  const { section, lines, sections, uri } = chosen;
  // What is copied from the request is something.
  if (lines && copies && copies.text !== 'none') return;
  const [only, ...more] = sections;
  const isUnnamed = section === '' && only !== undefined;
  yield {
    code: 'openssl/x509-req-without-extensions',
    form: lines === undefined ? 'no-section' : isUnnamed ? 'unnamed-section' : 'empty-section',
    span: placeOf((lines === undefined && optionOf(call, '-extensions')) || file),
    data: { file: file.value.text, section },
    ...(uri !== undefined && { elsewhere: { uri, span: span(0, 0) } }),
    repair() {
      const anchor = file.words.at(-1);
      if (!isUnnamed || more.length > 0 || !anchor || anchor.write) return undefined;
      return insertBehind(anchor, ['-extensions', only]);
    },
  };
}

/** What the certificate is for, from what its files and subject are called. */
function extensionLines(script: OpenSslScript, call: OpenSslCall): readonly string[] {
  const out = outputOf(script.text, call);
  if (script.isCaCertificate(call) || (out !== undefined && isCaName(out))) {
    const identifiers = ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'];
    return ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', ...identifiers];
  }
  const request = script.requestOf(call);
  const subject = subjectOf(call) ?? (request && subjectOf(request));
  const name = commonName(subject);
  const names = `${out ?? ''} ${givenTo(call, '-in')?.text ?? ''} ${name ?? ''}`;
  const isClient = /client|user/i.test(names);
  const isServer = /server|host|www|web|site|tls|https|domain/i.test(names) || leafNames(name) !== undefined;
  const usages = isClient === isServer ? 'serverAuth,clientAuth' : isClient ? 'clientAuth' : 'serverAuth';
  const asks = request !== undefined && has(request, '-addext', '-reqexts', '-config');
  const host = isClient || asks ? undefined : leafNames(name);
  return [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    `extendedKeyUsage=${usages}`,
    ...(host === undefined ? [] : [`subjectAltName=${host}`]),
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
  ];
}

/** Hands a command its extensions on stdin, which any shell and every OpenSSL takes; quotes around it stay as they are. */
function giveExtensions(
  text: string,
  call: OpenSslCall,
  lines: readonly string[],
  more: readonly string[],
): readonly TextEdit[] | undefined {
  const place = commandStart(text, call);
  const anchor = optionOf(call, '-req')?.words[0];
  if (!place || !anchor || anchor.write) return undefined;
  const echoes = lines.map((line) => `echo ${line}`).join('; ');
  return [
    { span: span(place.start, place.start), text: `(${echoes}) | ` },
    ...insertBehind(anchor, ['-extfile', '/dev/stdin', ...more]),
  ];
}

/** Where a command begins whose stdin is free; undefined where it is not, or belongs to another program. */
function commandStart(text: string, call: OpenSslCall): Span | undefined {
  const { command } = call;
  const input = givenTo(call, '-in');
  if (!input || input.word.process || /^(?:-|\/dev\/stdin)$/.test(input.text)) return undefined;
  if (command.redirections.some(({ operator }) => operator.startsWith('<')) || textOf(call, '-passin') === 'stdin') {
    return undefined;
  }
  const { start } = command.span;
  const before = text.slice(Math.max(0, start - 80), start);
  if (/(?<!\|)\|&?[ \t\n\\]*$/.test(before)) return undefined;
  const first = text.slice(start, call.head.start);
  return /^(?:(?:sudo|command|exec)[ \t]+)*$/.test(first) && call.head.start >= start ? command.span : undefined;
}

function* fixedSerial(text: string, call: OpenSslCall): Iterable<Observation> {
  const option = optionOf(call, '-set_serial');
  if (!option?.value?.isKnown || !/^(?:0x[\da-f]+|-?\d+)$/i.test(option.value.text)) return;
  yield {
    code: 'openssl/fixed-serial',
    form: has(call, '-CA') ? 'issued' : 'self-signed',
    span: placeOf(option),
    data: { serial: option.value.text },
    repair() {
      // Before 3.0, x509 takes a serial number from a file or not at all.
      const wantsFile = call.subcommand === 'x509' && has(call, '-CA') && !has(call, '-CAserial', '-CAcreateserial');
      return wantsFile ? replaceWords(text, option.words, ['-CAcreateserial']) : removeWords(text, option.words);
    },
  };
}

/** Of what requests ask for, `x509` overrules only what `-extfile` sets, with `copy` as with `copyall` (3.0, 3.5). */
function* copiesAll({ text }: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  const option = optionOf(call, '-copy_extensions');
  if (!option?.value?.isKnown || option.value.text !== 'copyall') return;
  const { word } = option.value;
  const isX509 = call.subcommand === 'x509';
  let uri: string | undefined;
  if (isX509 && has(call, '-extfile')) {
    const file = extensionFile(call);
    if (!file || file.hasBasicConstraints) return;
    uri = chosenExtensions(call)?.uri;
  }
  yield {
    code: 'openssl/copyall-extensions',
    span: placeOf(option),
    ...(uri !== undefined && { elsewhere: { uri, span: span(0, 0) } }),
    repair() {
      if (!isX509 || has(call, '-extfile')) return undefined;
      const given = giveExtensions(text, call, ['basicConstraints=critical,CA:FALSE'], []);
      return given && [...given, replaceValue(word, 'copy')];
    },
  };
}
