import type { Observation } from '../../../tls/observation.ts';
import { replaceWords } from '../edit-words.ts';
import { givenTo, has, type OpenSslCall, placeOf } from './call.ts';

const keyMakers = new Set(['genrsa', 'gendsa', 'genpkey', 'rsa', 'dsa', 'ec', 'pkey', 'pkcs12', 'req']);
/** 64-bit blocks and less (RFC 8429; Sweet32), broken streams. */
const weakCipher = /^-?(?:des3?|des-.*|rc[245].*|bf(?:-.*)?|blowfish|cast.*|idea.*|seed.*)$/i;
const weakPbe = /^(?:NONE|PBE-(?:MD[25]|SHA1)-.*|pbeWith(?=\w*(?:DES|RC[24]|MD5))\w+(?:-CBC)?)$/i;

/** Ciphers that keep keys and files, and how the key is made from a passphrase. */
export function* observeEncryption(call: OpenSslCall): Iterable<Observation> {
  const isEnc = call.subcommand === 'enc';
  // What is exported is encrypted by -keypbe and -certpbe.
  const isExport = call.subcommand === 'pkcs12' && has(call, '-export');
  if (!isEnc && !keyMakers.has(call.subcommand)) return;
  if (isEnc && has(call, '-d')) return;
  for (const option of call.options) {
    const { name, value, words } = option;
    if (!value && !isExport && weakCipher.test(name)) {
      const [word] = words;
      yield {
        code: 'openssl/weak-encryption',
        form: 'cipher',
        span: placeOf(option),
        data: { cipher: name.slice(1) },
        // What enc has encrypted is read with the same words somewhere else.
        ...(!isEnc && { repair: () => (word ? replaceWords('', [word], ['-aes256']) : undefined) }),
      };
    }
    if (!isExport) continue;
    const isNone = (name === '-keypbe' || name === '-certpbe') && value?.isKnown === true && weakPbe.test(value.text);
    if (isNone || name === '-descert' || name === '-legacy') {
      yield { code: 'openssl/weak-encryption', form: 'pkcs12', span: placeOf(option), data: { option: name } };
    }
  }
  if (!isEnc || call.mayHaveMore || has(call, '-pbkdf2', '-iter', '-K', '-a', '-base64', '-A', '-none', '-null'))
    return;
  const isEncrypting = call.options.some(({ name }) => /^-(?:aes|aria|camellia|chacha|sm4|des|bf|rc)/i.test(name));
  if (isEncrypting || givenTo(call, '-k', '-pass', '-kfile')) {
    yield { code: 'openssl/weak-encryption', form: 'derivation', span: call.head };
  }
}
