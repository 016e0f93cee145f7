import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The folder of test data that is not part of the project. `npm test` leaves this kind out where it is not named. */
export function corpus(...path: readonly string[]): string {
  const folder = process.env['TLSENSE_CORPORA'];
  if (!folder) throw new Error('TLSENSE_CORPORA names no folder; set it to the one with the test data');
  const found = join(folder, ...path);
  if (!existsSync(found)) throw new Error(`there is no ${found}; TLSENSE_CORPORA should name the folder with it`);
  return found;
}

/** What is read of a case of x509-limbo. Every certificate, key and list is PEM. */
export interface LimboCase {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly peer_certificate_key: string | null;
  readonly crls: readonly string[];
}

export function limboCases(): readonly LimboCase[] {
  const text = gunzipSync(readFileSync(corpus('x509-limbo.part.json.gz'))).toString('utf8');
  return JSON.parse(text).testcases;
}
