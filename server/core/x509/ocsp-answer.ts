import { message } from '../base/message.ts';
import { type Member, member } from './members.ts';
import { type OcspResponse, readOcspResponse, readResponseStatus } from './ocsp-response.ts';
import type { ObjectReading } from './read-object.ts';

/** An OCSPResponse (RFC 6960, 4.2.1) as a file holds it: an answer, or only why there is none. */
export interface OcspAnswer {
  readonly kind: 'ocsp-response';
  readonly status: number;
  readonly response: OcspResponse | undefined;
  readonly members: readonly Member[];
}

export function decodeOcspAnswer(bytes: Uint8Array): ObjectReading<OcspAnswer> {
  const response = readOcspResponse(bytes);
  const status = readResponseStatus(bytes);
  if (response === 'malformed' || status === undefined) {
    return { value: undefined, defects: [{ code: 'ocsp-response-malformed', message: damaged }] };
  }
  const answer = typeof response === 'string' ? undefined : response;
  const members = (answer?.certificates ?? []).map((value) => member({ value, defects: value.defects }));
  return { value: { kind: 'ocsp-response', status, response: answer, members }, defects: [] };
}

const damaged = message('This OCSP response cannot be read: it is damaged.');
