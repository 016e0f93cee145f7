/**
 * @peculiar/x509 as the files here use it: names and extensions are given to it as DER. Imported on demand, always: it
 * takes longer to load than most of what asks for it, and what several import at once a bundler puts out of order.
 */
// It registers its parts through metadata: reflect-metadata has to be there before it.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { toHex } from '../asn1/hex.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { Extension } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';

/**
 * RFC 5280, 4.1.2.4: issuer holds exactly the subject of the CA. @peculiar/x509 decodes and encodes names again, so
 * it is asked whether that gives the same octets.
 */
export function exactName(der: Uint8Array): Result<x509.Name, IssueFailure> {
  try {
    const name = new x509.Name(Uint8Array.from(der));
    if (toHex(new Uint8Array(name.toArrayBuffer())) === toHex(der)) return success(name);
  } catch {
    // The library throws plain errors at string types that it does not know.
  }
  return refuse('name-unsupported', message('A name is encoded in a way that cannot be copied here.'));
}

export function libraryExtension({ oid, critical, value }: Extension): x509.Extension {
  return new x509.Extension(oid, critical, Uint8Array.from(value));
}

export { x509 };
