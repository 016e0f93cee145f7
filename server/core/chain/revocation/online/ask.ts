import type { Fetch, FetchFailure, FetchRequest } from '../../../base/host.ts';
import { limits } from '../../../base/limits.ts';
import { type Message, message, verbatim } from '../../../base/message.ts';
import { failure, type Result, success } from '../../../base/result.ts';
import { visible } from '../../../base/visible.ts';
import { findPkiObjects } from '../../../x509/find-pki-objects.ts';
import { type OcspResponse, readOcspResponse, readResponseStatus } from '../../../x509/ocsp-response.ts';
import { readByLabel } from '../../../x509/read-by-label.ts';
import type { Certificate, CertificateList } from '../../../x509/types.ts';
import type { RevocationAddress } from './addresses.ts';
import { encodeNonce, encodeOcspRequest, nonceLength } from './ocsp-request.ts';

/** One request, whole, as it is shown and then sent. */
export interface RevocationQuery {
  readonly address: RevocationAddress;
  /** What is sent to a responder; a list is asked for with nothing but its address. */
  readonly ocsp: { readonly body: Uint8Array; readonly nonce: Uint8Array } | undefined;
}

/** What an address gave. `bytes` are as they came. */
export type Fetched =
  | { readonly kind: 'response'; readonly response: OcspResponse; readonly bytes: Uint8Array }
  | { readonly kind: 'list'; readonly list: CertificateList };

/** Why an address gave nothing. */
export interface AskFailure {
  /** Completes "From ADDRESS there is no answer: …". */
  readonly reason: Message;
  /** Where the address says to ask instead. */
  readonly redirect?: string;
}

/** Responses of one certificate, with their responder's certificates, have one or two kilobytes. */
const responseBytes = 256 * 1024;
const limitMilliseconds = 15_000;

export function revocationQuery(
  address: RevocationAddress,
  certificate: Certificate,
  issuer: Certificate,
  crypto: Crypto,
): RevocationQuery {
  if (address.kind === 'list') return { address, ocsp: undefined };
  const nonce = encodeNonce(crypto.getRandomValues(new Uint8Array(nonceLength)));
  return { address, ocsp: { body: encodeOcspRequest(certificate, issuer, nonce), nonce } };
}

/** Asks one address, and reads what comes as what it should be. */
export async function ask(
  fetch: Fetch,
  { address, ocsp }: RevocationQuery,
  signal?: AbortSignal,
): Promise<Result<Fetched, AskFailure>> {
  // RFC 6960, appendix A; RFC 2585, section 4.
  const how: Omit<FetchRequest, 'url' | 'signal'> = ocsp
    ? {
        accept: 'application/ocsp-response',
        content: { type: 'application/ocsp-request', body: ocsp.body },
        limitBytes: responseBytes,
        limitMilliseconds,
      }
    : { accept: 'application/pkix-crl', limitBytes: limits.derBytes, limitMilliseconds };
  const fetched = await fetch({ url: address.url, ...how, signal });
  if (!fetched.ok) return failure(askFailure(fetched.error, how.limitBytes));
  return ocsp ? readResponse(fetched.value) : readList(fetched.value);
}

function readResponse(bytes: Uint8Array): Result<Fetched, AskFailure> {
  const response = readOcspResponse(bytes);
  switch (response) {
    case 'malformed':
      return failure({ reason: message('what came is no OCSP response') });
    case 'other-type':
      return failure({ reason: message('the OCSP response is of a type that is not known here') });
    case 'not-successful':
      return failure({ reason: refusal(readResponseStatus(bytes)) });
    default:
      return success({ kind: 'response', response, bytes });
  }
}

/** OCSPResponseStatus (RFC 6960, 2.3). */
function refusal(status: number | undefined): Message {
  switch (status) {
    case 1:
      return message('the responder calls the request malformed');
    case 2:
      return message('the responder says that it has an internal error');
    case 3:
      return message('the responder says to try again later');
    case 5:
      return message('the responder answers signed requests only');
    case 6:
      return message('the responder says that it does not answer for this issuer, or not to us (unauthorized)');
    default:
      return message('the responder refuses to answer');
  }
}

async function readList(bytes: Uint8Array): Promise<Result<Fetched, AskFailure>> {
  const none = { reason: message('what came is no revocation list') };
  if (bytes[0] === 0x30) {
    const { value } = readByLabel('X509 CRL', bytes);
    return value?.kind === 'certificate-list' ? success({ kind: 'list', list: value }) : failure(none);
  }
  // Some servers have it as PEM, against RFC 5280, 4.2.1.13.
  const { objects } = await findPkiObjects(new TextDecoder().decode(bytes));
  const list = objects.map(({ value }) => value).find((value) => value?.kind === 'certificate-list');
  return list ? success({ kind: 'list', list }) : failure(none);
}

function askFailure(error: FetchFailure, limitBytes: number): AskFailure {
  switch (error.code) {
    case 'failed':
      return { reason: verbatim(visible(error.reason)) };
    case 'status':
      return { reason: message('the HTTP status is {status}', { status: error.status }) };
    case 'redirect':
      return {
        reason: message('it sends us on to {address}, which was not agreed to', { address: visible(error.location) }),
        redirect: error.location,
      };
    case 'too-large':
      return { reason: message('the answer has more than {limit} bytes', { limit: limitBytes }) };
    case 'too-slow':
      return { reason: message('no answer within {seconds} s', { seconds: limitMilliseconds / 1000 }) };
    case 'cancelled':
      return { reason: message('cancelled') };
  }
}
