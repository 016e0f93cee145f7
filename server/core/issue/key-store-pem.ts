import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import type { Defect } from '../x509/defect.ts';
import { isJavaKeyStore } from '../x509/key-store/java-key-store.ts';
import type { OpenFailure } from '../x509/key-store/key-store.ts';
import { decryptJavaKey, unlockJavaKeyStore } from '../x509/key-store/unlock-java.ts';
import { decryptKeyBag, unlockPkcs12 } from '../x509/key-store/unlock-pkcs12.ts';
import { type IssueFailure, refuse } from './failure.ts';

/** What a key store holds, as PEM: its certificates in their order, lists, and its keys, not encrypted any more. */
export async function keyStorePem(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string | undefined,
): Promise<Result<string, IssueFailure>> {
  if (password === undefined) return refuse('key-store-locked', message('The key store is opened by its password.'));
  return isJavaKeyStore(bytes) ? javaPem(bytes, password) : pkcs12Pem(crypto, bytes, password);
}

async function pkcs12Pem(crypto: Crypto, bytes: Uint8Array, password: string): Promise<Result<string, IssueFailure>> {
  const unlocked = await unlockPkcs12(crypto, bytes, password);
  if (!unlocked.ok) return notUnlocked(unlocked.error);
  const { bags, hiddenParts, defects } = unlocked.value;
  // Half of it would look like all of it.
  if (hiddenParts > 0) return notOpened(defects.find(({ code }) => code === 'key-store-encryption'));
  const certificates: string[] = [];
  const keys: string[] = [];
  for (const bag of bags) {
    if (bag.type === 'certificate') certificates.push(writePem('CERTIFICATE', bag.bytes));
    else if (bag.type === 'list') certificates.push(writePem('X509 CRL', bag.bytes));
    else if (bag.type === 'key') keys.push(writePem('PRIVATE KEY', bag.bytes));
    else if (bag.type === 'shrouded-key') {
      const plain = await decryptKeyBag(crypto, bag.bytes, password);
      if (!plain.ok) return plain.error === 'wrong-password' ? ownPassword() : notOpened(plain.error);
      keys.push(writePem('PRIVATE KEY', plain.value));
    }
  }
  return success([...certificates, ...keys].join(''));
}

function javaPem(bytes: Uint8Array, password: string): Result<string, IssueFailure> {
  const unlocked = unlockJavaKeyStore(bytes, password);
  if (!unlocked.ok) return notUnlocked(unlocked.error);
  const certificates: string[] = [];
  const keys: string[] = [];
  for (const { kind, der } of unlocked.value.entries) {
    if (kind === 'certificate') certificates.push(writePem('CERTIFICATE', der));
    else {
      const plain = decryptJavaKey(der, password);
      if (!plain) return ownPassword();
      keys.push(writePem('PRIVATE KEY', plain));
    }
  }
  return success([...certificates, ...keys].join(''));
}

function notUnlocked(failure: OpenFailure): Result<never, IssueFailure> {
  return failure === 'wrong-password'
    ? refuse('wrong-passphrase', message('The password does not open the key store.'))
    : notOpened(undefined);
}

function notOpened(defect: Defect | undefined): Result<never, IssueFailure> {
  return refuse('key-encryption-unsupported', defect?.message ?? message('The key store is damaged.'));
}

function ownPassword(): Result<never, IssueFailure> {
  const said = message('A private key in the key store has a password of its own.');
  return refuse('wrong-passphrase', said, message('Give it the password of the store first.'));
}
