/** OpenSSL's configuration language (config(5)), and what its commands and libssl take from it. */

import { type Span, span } from '../../../base/span.ts';
import { atOnce, type Steps } from '../../../base/steps.ts';
import type { Observation } from '../../../tls/observation.ts';
import type { ProtocolVersion } from '../../../tls/protocol-version.ts';
import { type Effect, placeOf } from '../effect.ts';
import { commandLimits } from '../limits.ts';
import { type ListSetting, placeOfList } from '../list-settings.ts';
import type { Place, Places } from '../place.ts';
import { readLines, type SettingLine } from '../settings/lines.ts';

const versions: Readonly<Record<string, ProtocolVersion>> = {
  none: 'SSLv3',
  sslv3: 'SSLv3',
  tlsv1: 'TLSv1',
  'tlsv1.0': 'TLSv1',
  'tlsv1.1': 'TLSv1.1',
};
/** SSL_CONF_cmd(3) does not mind the case of its commands. */
const lists: Readonly<Record<string, ListSetting>> = {
  cipherstring: 'ciphers',
  ciphersuites: 'cipherSuites',
  groups: 'groups',
  curves: 'groups',
};

/** Some milliseconds. */
const linesOfStep = 1_000;

export function readOpenSslConfiguration(text: string, whole: Span): Places {
  return atOnce(readOpenSslConfigurationInSteps(text, whole));
}

export function* readOpenSslConfigurationInSteps(text: string, whole: Span): Steps<Places> {
  let count = 0;
  const places: Place[] = [];
  const observations: Observation[] = [];
  const sections = new Map<string, SettingLine[]>();
  for (const line of readLines(text, whole, { separators: '=', comments: '#', hasSections: true })) {
    if (++count % linesOfStep === 0) yield;
    // `1.name = value`, `system_default.CipherString = value`
    const key = line.key.replace(/^.*\./, '').toLowerCase();
    if (line.value === undefined || /\$/.test(line.value)) continue;
    const known = sections.get(line.section);
    if (known) known.push(line);
    else sections.set(line.section, [line]);
    places.push(...protocolOf(key, line), ...listOf(key, line), ...renegotiationOf(key, line));
    observations.push(...requestOf(key, line));
    if (places.length + observations.length >= commandLimits.findings) break;
  }
  yield;
  for (const lines of sections.values()) observations.push(...authorityOf(lines));
  return { places, observations };
}

function* protocolOf(key: string, { value = '', span: place, valueSpan }: SettingLine): Iterable<Place> {
  const version = Object.hasOwn(versions, value.toLowerCase()) ? versions[value.toLowerCase()] : undefined;
  if (version === undefined || (key !== 'minprotocol' && key !== 'maxprotocol')) return;
  if (key === 'maxprotocol' && value.toLowerCase() === 'none') return;
  const effect: Effect = { kind: key === 'minprotocol' ? 'floor' : 'ceiling', version };
  yield placeOf({
    span: place,
    effect,
    isGlobal: true,
    undo: () => undefined,
    setVersion: (wanted) => [{ span: valueSpan, text: wanted }],
  });
}

/** RFC 5746: what came before the renegotiation is put in front of it by whoever is on the way. */
function* renegotiationOf(key: string, { value = '', span: place, line }: SettingLine): Iterable<Place> {
  if (key !== 'options' || !/(?:^|[,\s])\+?UnsafeLegacy(?:Renegotiation|ServerConnect)\b/i.test(value)) return;
  const isAlone = /^\S+$/.test(value) && !value.includes(',');
  yield placeOf({
    span: place,
    effect: { kind: 'weakened', by: 'legacy-renegotiation' },
    isGlobal: true,
    undo: () => (isAlone ? [{ span: line, text: '' }] : undefined),
  });
}

function* listOf(key: string, { value = '', span: place, valueSpan }: SettingLine): Iterable<Place> {
  const setting = Object.hasOwn(lists, key) ? lists[key] : undefined;
  if (setting && value !== '') yield placeOfList(setting, value, place, valueSpan, { isGlobal: true });
}

function* requestOf(key: string, { value = '', span: place, valueSpan }: SettingLine): Iterable<Observation> {
  const replace = (text: string) => () => [{ span: valueSpan, text }];
  if (key === 'default_bits' && /^\d{1,4}$/.test(value) && Number(value) < 2048) {
    const data = { bits: Number(value) };
    yield { code: 'openssl/short-key', form: 'rsa', span: place, data, repair: replace('3072') };
  }
  if (key === 'default_md' && /^(?:md[245]|sha-?1)$/i.test(value)) {
    yield { code: 'openssl/weak-digest', span: place, data: { digest: value }, repair: replace('sha256') };
  }
  if (key === 'copy_extensions' && value === 'copyall') {
    yield { code: 'openssl/copyall-extensions', form: 'section', span: place, repair: replace('copy') };
  }
}

/** A section of extensions that makes a CA. */
function* authorityOf(lines: readonly SettingLine[]): Iterable<Observation> {
  const constraints = lines.find(({ key }) => key === 'basicConstraints');
  if (!constraints || !/CA\s*:\s*true/i.test(constraints.value ?? '')) return;
  if (lines.some(({ key }) => key === 'keyUsage')) return;
  const end: Span = span(constraints.span.end, constraints.span.end);
  yield {
    code: 'openssl/ca-without-key-usage',
    form: 'section',
    span: constraints.span,
    repair: () => [{ span: end, text: '\nkeyUsage = critical, keyCertSign, cRLSign' }],
  };
}
