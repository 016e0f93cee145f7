import type { Observation } from '../../../tls/observation.ts';
import { has, type OpenSslCall, placeOf } from './call.ts';

const sources = new Set(['-passin', '-passout', '-pass', '-password', '-dpass', '-passcerts']);

/** Passphrases among a command's words: in the list of processes, the history and the script (openssl-passphrase-options(1)). */
export function* observePasswords(call: OpenSslCall): Iterable<Observation> {
  for (const option of call.options) {
    const { name, value } = option;
    if (!value) continue;
    const isKey = call.subcommand === 'enc' && (name === '-k' || name === '-K');
    if (!isKey && !sources.has(name)) continue;
    if (!isKey && !value.text.startsWith('pass:')) continue;
    const secret = isKey ? value.text : value.text.slice('pass:'.length);
    if (secret === '') {
      const writesKey = call.subcommand === 'pkcs12' && has(call, '-export') && !has(call, '-nokeys');
      if (!writesKey || name === '-passin') continue;
      yield { code: 'openssl/password-on-command-line', form: 'empty', span: placeOf(option), data: { option: name } };
      continue;
    }
    const form = value.isKnown ? 'literal' : 'variable';
    yield { code: 'openssl/password-on-command-line', form, span: placeOf(option), data: { option: name } };
  }
}
