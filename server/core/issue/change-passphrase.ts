import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { writePrivateKey } from './private-key.ts';
import { decryptPrivateKey } from './read-private-key.ts';

/** The same private key as PKCS#8 under another passphrase, or under none. */
export async function changePassphrase(
  crypto: Crypto,
  pem: string,
  passphrase: { readonly old: string | undefined; readonly new: string | undefined },
): Promise<Result<string, IssueFailure>> {
  if (passphrase.new === '') return refuse('passphrase-empty', message('The passphrase is empty.'));
  const pkcs8 = await decryptPrivateKey(crypto, pem, passphrase.old);
  return pkcs8.ok ? success(await writePrivateKey(crypto, pkcs8.value, passphrase.new)) : pkcs8;
}
