import { URI } from 'vscode-uri';
import type { Host } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { GivenAuthority, GivenFile, Place } from '../../core/issue/plan/plan.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import { baseName, folderOf } from '../../core/workspace/paths.ts';
import type { CaFiles } from '../protocol.ts';
import type { Refusal } from './refusal.ts';

export function placeOf(uri: string): Place {
  return { folder: folderOf(uri), name: baseName(uri) };
}

export async function readBytes(host: Host, uri: string): Promise<Result<Uint8Array, Refusal>> {
  const read = await host.files.read(uri);
  return read.ok ? read : failure(unreadable(uri));
}

function unreadable(uri: string): Refusal {
  const { path } = URI.parse(uri);
  return { code: 'file-unreadable', message: message('{path} cannot be read.', { path }) };
}

/** A PEM text; a binary certificate becomes one. */
export async function readGiven(host: Host, uri: string): Promise<Result<GivenFile, Refusal>> {
  const bytes = await readBytes(host, uri);
  if (!bytes.ok) return bytes;
  // A DER certificate begins with a SEQUENCE whose length takes two octets; no text begins so.
  const isDer = bytes.value[0] === 0x30 && bytes.value[1] === 0x82;
  const text = isDer ? writePem('CERTIFICATE', bytes.value) : new TextDecoder().decode(bytes.value);
  return success({ place: placeOf(uri), text });
}

export async function readAuthority(host: Host, ca: CaFiles): Promise<Result<GivenAuthority, Refusal>> {
  const certificate = await readGiven(host, ca.certificateUri);
  if (!certificate.ok) return certificate;
  const key = await readGiven(host, ca.privateKeyUri);
  if (!key.ok) return key;
  return success({
    certificate: certificate.value.place,
    privateKey: key.value.place,
    files: { certificatePem: certificate.value.text, privateKeyPem: key.value.text, passphrase: ca.passphrase },
  });
}

/** A text that is there or not yet, such as a CA's record. */
export async function readState(host: Host, uri: string): Promise<Result<string | undefined, Refusal>> {
  const read = await host.files.read(uri);
  if (read.ok) return success(new TextDecoder().decode(read.value));
  // One that only cannot be read must not be taken for none: what it says would get lost.
  return read.error.code === 'not-found' ? success(undefined) : failure(unreadable(uri));
}
