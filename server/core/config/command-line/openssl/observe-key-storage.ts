import type { Observation } from '../../../tls/observation.ts';
import { has, type OpenSslCall, optionOf, placeOf } from './call.ts';
import { keyOf, outputOf } from './files.ts';
import type { OpenSslScript } from './script.ts';

const cipher = /^-(?:aes|aria|camellia|cast|chacha|des|idea|seed|sm4|bf|blowfish|rc[245]|cipher$)/i;

/** Keys of CAs that are written without a passphrase. Those of servers have to start without anybody. */
export function* observeKeyStorage(script: OpenSslScript, call: OpenSslCall): Iterable<Observation> {
  const { text } = script;
  const isEncrypted = call.options.some(({ name }) => cipher.test(name));
  switch (call.subcommand) {
    case 'req': {
      const plain = optionOf(call, '-nodes', '-noenc');
      if (!plain || (!has(call, '-newkey') && has(call, '-key'))) return;
      const isCa = script.isCaKey(keyOf(text, call, '-keyout')) || (has(call, '-x509') && script.isCaCertificate(call));
      if (isCa) yield { code: 'openssl/unencrypted-ca-key', form: 'made', span: placeOf(plain) };
      return;
    }
    case 'ecparam':
      if (!has(call, '-genkey')) return;
      break;
    case 'genpkey':
      if (has(call, '-genparam')) return;
      break;
    case 'genrsa':
    case 'gendsa':
      break;
    case 'rsa':
    case 'dsa':
    case 'ec':
    case 'pkey':
      if (has(call, '-pubout', '-pubin', '-noout', '-text', '-modulus', '-check', '-RSAPublicKey_out')) return;
      break;
    case 'pkcs8':
      if (has(call, '-topk8') && !has(call, '-nocrypt')) return;
      break;
    default:
      return;
  }
  // What comes behind a pipe may encrypt it.
  if (isEncrypted || call.mayHaveMore || call.command.isPiped) return;
  const isCopy = !/^gen|^ecparam/.test(call.subcommand);
  const out = outputOf(text, call);
  if (out === undefined) return;
  if (!script.isCaKey(out) && !(isCopy && script.isCaKey(keyOf(text, call, '-in')))) return;
  yield { code: 'openssl/unencrypted-ca-key', form: isCopy ? 'written' : 'made', span: call.head };
}
