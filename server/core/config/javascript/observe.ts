import type { Observation } from '../../tls/observation.ts';
import { notSearched } from '../reparse.ts';
import { observeConnectionStrings } from './observe-connection-string.ts';
import { observeFetch } from './observe-fetch.ts';
import { observeLevels } from './observe-level.ts';
import { observeNameOverride } from './observe-name-override.ts';
import { observeOptions } from './observe-options.ts';
import { observePeerCertificates } from './observe-peer-certificate.ts';
import type { Reading } from './read.ts';

/** Pitfalls of Node.js and its libraries that are no settings of a context. */
export function observe(reading: Reading): Observation[] {
  const { stoppedAt } = reading.program;
  return [
    ...notSearched(stoppedAt),
    ...observeOptions(reading),
    ...observePeerCertificates(reading),
    ...observeFetch(reading.program),
    ...observeNameOverride(reading.program),
    ...observeLevels(reading.program),
    ...observeConnectionStrings(reading.program),
  ];
}
