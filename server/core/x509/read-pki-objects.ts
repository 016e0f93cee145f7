import { DerCursor, type DerError, guarded } from '../asn1/der.ts';
import { type Message, message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import { encloses, type Span } from '../base/span.ts';
import type { PemBlock } from '../pem/block.ts';
import { readPem } from '../pem/read-pem.ts';
import { readCertificate } from './certificate.ts';
import { readCertificateList } from './certificate-list.ts';
import { readCertificationRequest } from './certification-request.ts';
import { readPrivateKey } from './private-key.ts';
import { derProblem } from './problems.ts';
import { makeSubjectPublicKeyInfo, readSubjectPublicKeyInfo, rsaAlgorithm } from './subject-public-key-info.ts';
import type { PkiObject, PkiReading, PkiValue } from './types.ts';

/** A label with its reader; `noun` names it in messages. */
interface Kind {
  readonly noun: Message;
  read(block: PemBlock, der: Uint8Array): PkiValue;
}

const certificate: Kind = { noun: message('This certificate'), read: (_, der) => readCertificate(der) };
const request: Kind = { noun: message('This certificate request'), read: (_, der) => readCertificationRequest(der) };
const privateKey: Kind = {
  noun: message('This private key'),
  read: (block, der) => readPrivateKey(block.label, der, isLegacyEncrypted(block)),
};

/** RFC 7468 labels and OpenSSL's own. */
const kinds: Readonly<Record<string, Kind>> = {
  CERTIFICATE: certificate,
  'X509 CERTIFICATE': certificate,
  // OpenSSL's trust settings follow the certificate in the same bytes.
  'TRUSTED CERTIFICATE': { noun: certificate.noun, read: (_, der) => readCertificate(new DerCursor(der).read().bytes) },
  'CERTIFICATE REQUEST': request,
  'NEW CERTIFICATE REQUEST': request,
  'X509 CRL': { noun: message('This revocation list'), read: (_, der) => readCertificateList(der) },
  'PRIVATE KEY': privateKey,
  'ENCRYPTED PRIVATE KEY': privateKey,
  'RSA PRIVATE KEY': privateKey,
  'EC PRIVATE KEY': privateKey,
  'DSA PRIVATE KEY': privateKey,
  'OPENSSH PRIVATE KEY': privateKey,
  'PUBLIC KEY': {
    noun: message('This public key'),
    read: (_, der) => ({ kind: 'public-key', subjectPublicKeyInfo: readSubjectPublicKeyInfo(new DerCursor(der)) }),
  },
  'RSA PUBLIC KEY': {
    noun: message('This public key'),
    read: (_, der) => ({ kind: 'public-key', subjectPublicKeyInfo: makeSubjectPublicKeyInfo(rsaAlgorithm, der) }),
  },
};

/** Finds and reads every PKI object of a text. One that cannot be read says why and hides none of the others. */
export function readPkiObjects(text: string): PkiReading {
  const { blocks, problems } = readPem(text);
  const objects = blocks.map((block) => readBlock(block, text, problems));
  const outside = problems.filter(({ span }) => !blocks.some((block) => encloses(block.span, span)));
  return { objects, problems: outside };
}

/** Decoded objects by their PEM text: an unchanged block is decoded once, whatever is edited around it. */
const decoded = new Map<string, PkiValue | DerError>();
const decodedLimit = 20_000;

function readBlock(block: PemBlock, text: string, pemProblems: readonly Problem[]): PkiObject {
  const problems = pemProblems.filter(({ span }) => encloses(block.span, span));
  const kind = kinds[block.label];
  const isSecret = block.label.endsWith('PRIVATE KEY');
  const kept: PemBlock = isSecret ? { ...block, der: undefined } : block;
  if (!kind) return { span: block.span, block: kept, value: { kind: 'other', label: block.label }, problems };
  if (!block.der) return { span: block.span, block: kept, value: undefined, problems };
  const read = isSecret ? decode(kind, block, block.der) : decodeOnce(kind, block, block.der, text);
  if (isError(read)) {
    return {
      span: block.span,
      block: kept,
      value: undefined,
      problems: [...problems, objectProblem(read, kind, block)],
    };
  }
  return { span: block.span, block: kept, value: read, problems };
}

function decodeOnce(kind: Kind, block: PemBlock, der: Uint8Array, text: string): PkiValue | DerError {
  const key = text.slice(block.span.start, block.span.end);
  const known = decoded.get(key);
  if (known) return known;
  const read = decode(kind, block, der);
  if (decoded.size >= decodedLimit) decoded.clear();
  decoded.set(key, read);
  return read;
}

function decode(kind: Kind, block: PemBlock, der: Uint8Array): PkiValue | DerError {
  const read = guarded(() => kind.read(block, der));
  return 'value' in read ? read.value : read.error;
}

function isError(value: PkiValue | DerError): value is DerError {
  return !('kind' in value);
}

/** Another kind of object under this label says more than where the bytes first differ. */
function objectProblem(error: DerError, kind: Kind, block: PemBlock): Problem {
  const der = block.der ?? new Uint8Array();
  for (const label of ['CERTIFICATE', 'CERTIFICATE REQUEST', 'X509 CRL', 'PRIVATE KEY', 'PUBLIC KEY']) {
    const other = kinds[label];
    if (!other || other === kind || !('value' in guarded(() => other.read({ ...block, label }, der)))) continue;
    return {
      code: 'label-wrong',
      span: block.span,
      message: message('This block is labelled {label}, but what it holds is a {found}. Correct both boundary lines.', {
        label: block.label,
        found: label,
      }),
    };
  }
  return derProblem(error, kind.noun, block.span);
}

function isLegacyEncrypted({ headers }: PemBlock): boolean {
  return headers.some(({ name, value }) => name === 'Proc-Type' && value.includes('ENCRYPTED'));
}

/** Reads one binary object, of whichever kind it is (a .der, .cer or .crl file). */
export function readDerObject(bytes: Uint8Array, span: Span): PkiObject {
  let first: Problem | undefined;
  for (const label of ['CERTIFICATE', 'CERTIFICATE REQUEST', 'X509 CRL', 'PRIVATE KEY', 'PUBLIC KEY']) {
    const kind = kinds[label];
    if (!kind) continue;
    const block: PemBlock = { label, span, body: span, headers: [], der: undefined };
    const read = guarded(() => kind.read(block, bytes));
    if ('value' in read) return { span, block: undefined, value: read.value, problems: [] };
    first ??= derProblem(read.error, message('This file'), span);
  }
  return { span, block: undefined, value: undefined, problems: first ? [first] : [] };
}
