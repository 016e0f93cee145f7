/** Certification requests (PKCS#10, RFC 2986). */
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import { requestedExtensions } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { generateKey } from './generate-key.ts';
import { checkNames, type GivenNames } from './given-names.ts';
import type { IssuedKeyType } from './key-type.ts';
import { checkCommonName } from './names.ts';
import { openPrivateKey, type PrivateKeyMaterial, writePrivateKey } from './private-key.ts';
import { type ProfileName, profiles } from './profile.ts';
import { importSigningKey, signatureParameters } from './signing-key.ts';
import { encodeSubject } from './subject.ts';

export interface CreateRequest extends GivenNames {
  readonly crypto: Crypto;
  readonly commonName: string;
  /** What is asked for; a CA may give something else. */
  readonly profile: ProfileName;
  /** The key to use, as PEM; a new one is made where it is left out. */
  readonly key?: { readonly pem: string; readonly passphrase?: string | undefined } | undefined;
  /** Of a new key. */
  readonly keyType?: IssuedKeyType | undefined;
  /** Encrypts a new key. */
  readonly passphrase?: string | undefined;
}

export interface CreatedRequest {
  readonly commonName: string;
  readonly requestPem: string;
  /** Undefined where the key was there already. */
  readonly privateKeyPem: string | undefined;
}

export async function createRequest(request: CreateRequest): Promise<Result<CreatedRequest, IssueFailure>> {
  const { crypto, passphrase } = request;
  const commonName = checkCommonName(request.commonName);
  if (!commonName.ok) return commonName;
  const profile = profiles[request.profile];
  const names = checkNames(request, profile, commonName.value);
  if (!names.ok) return names;
  if (passphrase === '') return refuse('passphrase-empty', message('The passphrase is empty.'));
  const key = request.key
    ? await openPrivateKey(crypto, request.key.pem, request.key.passphrase)
    : await makePrivateKey(crypto, request.keyType ?? 'p256');
  if (!key.ok) return key;
  const { signingKey, pkcs8, publicKey } = key.value;
  const { exactName, libraryExtension, x509 } = await import('./library.ts');
  const subject = exactName(encodeSubject(commonName.value));
  if (!subject.ok) return subject;
  const { importAs } = signingKey.scheme;
  const made = await x509.Pkcs10CertificateRequestGenerator.create(
    {
      name: subject.value,
      keys: {
        privateKey: signingKey.key,
        publicKey: await crypto.subtle.importKey('spki', publicKey, importAs, true, ['verify']),
      },
      signingAlgorithm: signatureParameters(signingKey.scheme),
      extensions: requestedExtensions({ profile, publicKey, subjectAltName: names.value }).map(libraryExtension),
    },
    crypto,
  );
  const requestPem = writePem('CERTIFICATE REQUEST', new Uint8Array(made.rawData));
  const privateKeyPem = request.key ? undefined : await writePrivateKey(crypto, pkcs8, passphrase);
  return success({ commonName: commonName.value, requestPem, privateKeyPem });
}

async function makePrivateKey(crypto: Crypto, type: IssuedKeyType): Promise<Result<PrivateKeyMaterial, IssueFailure>> {
  const generated = await generateKey(crypto, type);
  if (!generated.ok) return generated;
  const { pkcs8, publicKey } = generated.value;
  const signingKey = await importSigningKey(crypto, pkcs8);
  return signingKey.ok ? success({ signingKey: signingKey.value, pkcs8, publicKey }) : signingKey;
}
