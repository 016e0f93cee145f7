import type { Observation } from '../../../tls/observation.ts';
import { removeWords } from '../edit-words.ts';
import { has, type OpenSslCall, optionOf, placeOf } from './call.ts';

/** Words that do not do what they seem to. */
export function* observeEffect(text: string, call: OpenSslCall): Iterable<Observation> {
  if (call.mayHaveMore) return;
  if (call.subcommand === 'req' && has(call, '-new', '-newkey') && !has(call, '-x509', '-CA')) {
    const days = optionOf(call, '-days');
    if (days) {
      const repair = () => removeWords(text, days.words);
      yield { code: 'openssl/ineffective-option', form: 'days', span: placeOf(days), repair };
    }
  }
  if (call.subcommand === 'genrsa' || call.subcommand === 'gendsa') {
    const passphrase = optionOf(call, '-passout');
    const isEncrypted = call.options.some(
      ({ name, value }) => !value && !/^-(?:f4|F4|3|verbose|quiet|traditional)$/.test(name),
    );
    if (passphrase && !isEncrypted) {
      yield { code: 'openssl/ineffective-option', form: 'passphrase', span: placeOf(passphrase) };
    }
  }
  // What only looks at a server is not meant to trust it; a script that goes on for its exit status is.
  if (call.subcommand === 's_client' && call.command.isTested && !call.command.isPiped) {
    if (!has(call, '-verify_return_error')) {
      yield { code: 'openssl/unverified-probe', span: call.head };
    }
  }
}
