import { failure, type Result, success } from '../../base/result.ts';
import type { Certificate } from '../../x509/types.ts';
import { entryOf, type IndexEntry, readIndex, withIssued, writeIndex } from '../authority-index.ts';
import type { IssueFailure } from '../failure.ts';
import { besideCa, type Place, type RecordedCertificate, type Spelling } from './plan.ts';

/** A new certificate as its CA's record has it: with the way to its file from the record. */
export function recordOf(certificate: Certificate, ca: Place, file: Place, spelling: Spelling): RecordedCertificate {
  const index = besideCa(ca, '.index.txt');
  return { index, entry: entryOf(certificate, spelling.relative(index, file)) };
}

/** The record with certificates added; `text` is undefined where there is none yet. */
export function withRecorded(text: string | undefined, entries: readonly IndexEntry[]): Result<string, IssueFailure> {
  const known = text === undefined ? success([]) : readIndex(text);
  return known.ok ? success(writeIndex(withIssued(known.value, entries))) : failure(known.error);
}
