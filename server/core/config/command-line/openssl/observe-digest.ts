import type { Observation } from '../../../tls/observation.ts';
import { replaceValue, replaceWords } from '../edit-words.ts';
import { has, type OpenSslCall, optionOf, placeOf } from './call.ts';

/** Signatures with these can be forged, or soon will be (RFC 9155; RFC 6151). */
const weak = /^(?:md2|md4|md5|sha|sha-?1|rsa-(?:md5|sha1)|md5-rsa|sha1-rsa|ssl3-md5|ssl3-sha1)$/i;

/** Digests of what a command signs. Fingerprints and checksums are no signatures. */
export function* observeDigest(call: OpenSslCall): Iterable<Observation> {
  if (!signs(call)) return;
  for (const option of call.options) {
    if (!weak.test(option.name.slice(1)) || option.value) continue;
    const [word] = option.words;
    yield {
      code: 'openssl/weak-digest',
      span: placeOf(option),
      data: { digest: option.name.slice(1) },
      repair: () => (word ? replaceWords('', [word], ['-sha256']) : undefined),
    };
  }
  const named = optionOf(call, '-md');
  if (named?.value?.isKnown && weak.test(named.value.text)) {
    const { word, text } = named.value;
    yield {
      code: 'openssl/weak-digest',
      span: placeOf(named),
      data: { digest: text },
      repair: () => [replaceValue(word, 'sha256')],
    };
  }
}

function signs(call: OpenSslCall): boolean {
  switch (call.subcommand) {
    case 'req':
      return has(call, '-new', '-x509', '-newkey');
    case 'x509':
      return has(call, '-req', '-x509toreq', '-CA', '-signkey');
    case 'ca':
      return true;
    case 'dgst':
      return has(call, '-sign');
    case 'cms':
    case 'smime':
      return has(call, '-sign', '-resign');
    default:
      return false;
  }
}
