import { type DerFailure, failureMessage } from '../asn1/failure.ts';
import { type Message, message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import { grouped } from '../base/quantity.ts';
import type { Span } from '../base/span.ts';

/** A problem before it has a place: bytes are the same wherever they stand. */
export interface Defect {
  readonly code: string;
  readonly message: Message;
}

export function placeDefects(defects: readonly Defect[], span: Span): Problem[] {
  return defects.map(({ code, message }) => ({ code, span, message }));
}

/** What an object is called in codes and in sentences that begin with it. */
export interface Noun {
  readonly code: string;
  readonly text: Message;
}

export const nouns = {
  certificate: { code: 'certificate', text: message('This certificate') },
  request: { code: 'certification-request', text: message('This certificate request') },
  list: { code: 'certificate-list', text: message('This revocation list') },
  privateKey: { code: 'private-key', text: message('This private key') },
  publicKey: { code: 'public-key', text: message('This public key') },
  cms: { code: 'cms', text: message('This PKCS#7 structure') },
  keyStore: { code: 'key-store', text: message('This key store') },
  parameters: { code: 'parameters', text: message('This block of parameters') },
  attributeCertificate: { code: 'attribute-certificate', text: message('This attribute certificate') },
} as const satisfies Record<string, Noun>;

/** The object cannot be read. */
export function malformed(noun: Noun, failure: DerFailure): Defect {
  return {
    code: `${noun.code}-malformed`,
    message: message('{noun} cannot be read: {reason}.', { noun: noun.text, reason: reason(noun, failure) }),
  };
}

/** What was found is not quoted from a private key. */
function reason(noun: Noun, failure: DerFailure): Message {
  const isQuoted = noun === nouns.privateKey && failure.code === 'value';
  return failureMessage(isQuoted ? { ...failure, found: message('something else') } : failure);
}

/** The bytes end before the object does. */
export function truncated(noun: Noun, expected: number, found: number): Defect {
  return {
    code: `${noun.code}-malformed`,
    message: message('{noun} is cut off after {found} of {expected} bytes. Copy the whole of it again.', {
      noun: noun.text,
      found: grouped(found),
      expected: grouped(expected),
    }),
  };
}

/** The object can be read, but breaks a rule of its encoding. */
export function notStrict(noun: Noun, failure: DerFailure): Defect {
  return {
    code: `${noun.code}-not-strict`,
    message: message('{noun} breaks the rules of DER, so some programs refuse it: {reason}.', {
      noun: noun.text,
      reason: reason(noun, failure),
    }),
  };
}

export function trailing(noun: Noun, count: number): Defect {
  return {
    code: `${noun.code}-trailing`,
    message:
      count === 1
        ? message('{noun} is followed by 1 byte that does not belong to it, so some programs refuse it.', {
            noun: noun.text,
          })
        : message('{noun} is followed by {count} bytes that do not belong to it, so some programs refuse it.', {
            noun: noun.text,
            count: grouped(count),
          }),
  };
}
