import type { Observation } from '../../../tls/observation.ts';
import { replaceValue } from '../edit-words.ts';
import { has, type OpenSslCall, optionOf, placeOf } from './call.ts';
import { insertBehind } from './edits.ts';
import { outputOf } from './files.ts';
import { makesSelfSigned, type OpenSslScript } from './script.ts';

/** openssl-req(1), openssl-x509(1): without `-days`. */
const defaultDays = 30;
/** Five years. */
const ordinaryDays = 1825;

/** A CA that ends before, or with, what is issued from it: nobody accepts the rest of those certificates. */
export function* observeLifetime(script: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  const out = outputOf(script.text, call);
  if (out === undefined || !makesSelfSigned(call) || call.mayHaveMore) return;
  const ca = daysOf(call);
  const issued = script.issuedBy(out).map((leaf) => (leaf.subcommand === 'ca' ? ownDays(leaf) : daysOf(leaf)));
  const leaf = Math.max(0, ...issued.map((days) => days ?? 0));
  if (ca === undefined || leaf < ca) return;
  const option = optionOf(call, '-days');
  const enough = String(Math.max(ordinaryDays, 2 * leaf));
  const anchor = optionOf(call, '-x509', '-req')?.words.at(-1);
  yield {
    code: 'openssl/ca-shorter-than-leaf',
    form: leaf === ca ? 'same' : 'shorter',
    span: option ? placeOf(option) : call.head,
    data: { ca, leaf },
    repair() {
      if (option?.value) return [replaceValue(option.value.word, enough)];
      return anchor && insertBehind(anchor, ['-days', enough]);
    },
  };
}

function daysOf(call: OpenSslCall): number | undefined {
  if (has(call, '-not_after', '-enddate', '-preserve_dates')) return undefined;
  return has(call, '-days') || call.mayHaveMore ? ownDays(call) : defaultDays;
}

function ownDays(call: OpenSslCall): number | undefined {
  const value = optionOf(call, '-days')?.value;
  return value?.isKnown && /^\d{1,6}$/.test(value.text) ? Number(value.text) : undefined;
}
