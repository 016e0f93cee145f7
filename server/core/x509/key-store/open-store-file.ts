import { type Result, success } from '../../base/result.ts';
import { span } from '../../base/span.ts';
import { decodedObject } from '../decoded-object.ts';
import { placeDefects } from '../defect.ts';
import { withMembers } from '../members.ts';
import type { PkiReading } from '../types.ts';
import { type OpenFailure, openKeyStore } from './open-key-store.ts';

/** As `readDerFile` of a key store, with its password. */
export async function openStoreFile(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<PkiReading, OpenFailure>> {
  const opened = await openKeyStore(crypto, bytes, password);
  if (!opened.ok) return opened;
  const nowhere = span(0, 0);
  const { value, defects } = decodedObject(opened.value);
  const problems = placeDefects(defects, nowhere);
  return success({ objects: withMembers({ span: nowhere, block: undefined, value, problems }), problems: [] });
}
