import type { Span } from '../../../base/span.ts';
import type { Observation } from '../../../tls/observation.ts';
import { replaceValue } from '../edit-words.ts';
import type { Word } from '../syntax.ts';
import { type OpenSslCall, placeOf } from './call.ts';

/** NIST SP 800-131A: 112 bits of security. */
const leastBits = 2048;
const leastCurveBits = 224;
/** NIST SP 800-57: 128 bits, for keys that are made now. Diffie-Hellman parameters take long to find. */
const better = { rsa: 3072, dsa: 3072, dh: 2048 } as const;
type Kind = keyof typeof better;

/** Sizes of the keys and parameters that a command makes. openssl takes 512 bits in silence. */
export function* observeKeyStrength(call: OpenSslCall): Iterable<Observation> {
  const direct: Readonly<Record<string, Kind>> = { genrsa: 'rsa', dsaparam: 'dsa', dhparam: 'dh' };
  const kind = Object.hasOwn(direct, call.subcommand) ? direct[call.subcommand] : undefined;
  const [operand] = call.operands;
  if (kind && operand?.isKnown && /^\d+$/.test(operand.text)) {
    yield* size(kind, operand.text, operand.span, operand, (bits) => bits);
  }
  for (const option of call.options) {
    const { name, value } = option;
    if (!value?.isKnown) continue;
    const { text, word } = value;
    if (name === '-newkey') {
      const [, made, bits] = /^(rsa|dsa):(\d+)$/i.exec(text) ?? [];
      if (made && bits) yield* size(kindOf(made), bits, placeOf(option), word, (more) => `${made}:${more}`);
    } else if (name === '-pkeyopt') {
      const [, key = '', given = ''] = /^(\w+):(.*)$/.exec(text) ?? [];
      const made = /^(rsa_keygen|dsa_paramgen|dh_paramgen)_(?:bits|prime_len)$/.exec(key)?.[1];
      if (made && /^\d+$/.test(given)) {
        yield* size(kindOf(made), given, placeOf(option), word, (more) => `${key}:${more}`);
      }
      if (key === 'ec_paramgen_curve') yield* curve(given, placeOf(option), word, (name) => `${key}:${name}`);
    } else if (name === '-name' && call.subcommand === 'ecparam') {
      yield* curve(text, placeOf(option), word, (name) => (name === 'P-256' ? 'prime256v1' : name));
    }
  }
}

function kindOf(made: string): Kind {
  const [name = 'rsa'] = made.toLowerCase().split('_');
  return name === 'dsa' || name === 'dh' ? name : 'rsa';
}

function* size(
  kind: Kind,
  digits: string,
  place: Span,
  word: Word,
  written: (bits: string) => string,
): Iterable<Observation> {
  const bits = Number(digits);
  if (bits >= leastBits || bits === 0) return;
  yield {
    code: 'openssl/short-key',
    form: kind,
    span: place,
    data: { bits },
    repair: () => [replaceValue(word, written(String(better[kind])))],
  };
}

/** `secp160r1`, `P-192`, `sect163k1`: the number is the field's size. */
function* curve(name: string, place: Span, word: Word, written: (curve: string) => string): Iterable<Observation> {
  const bits = /^(?:sec[pt]|prime|P-|brainpoolP|c2pnb|c2tnb|K-|B-)(\d{3})/.exec(name)?.[1];
  if (bits === undefined || Number(bits) >= leastCurveBits) return;
  yield {
    code: 'openssl/short-key',
    form: 'curve',
    span: place,
    data: { curve: name },
    repair: () => [replaceValue(word, written('P-256'))],
  };
}
