import { CertificatePool } from '../../../server/core/chain/certificate-pool.ts';
import { readReferenceIdentifier } from '../../../server/core/chain/host-name.ts';
import { SignatureCache } from '../../../server/core/chain/path-building.ts';
import type { PathReport } from '../../../server/core/chain/path-report.ts';
import type { ValidationRequest } from '../../../server/core/chain/request.ts';
import { trustAnchor } from '../../../server/core/chain/trust-anchor.ts';
import { validate } from '../../../server/core/chain/validate.ts';
import {
  authorityKey,
  basicConstraints,
  type CertificateParts,
  commonName,
  dns,
  ecKey,
  extKeyUsage,
  type Issued,
  issueCertificate,
  keyUsage,
  subjectAltName,
  subjectKey,
  type TestKey,
  testTime,
} from '../../support/chain-maker.ts';

export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const clientAuth = '1.3.6.1.5.5.7.3.2';

/** What differs from a certificate as it should be. `extensions` are added, `without` leaves out by identifier. */
export interface Wanted extends Omit<CertificateParts, 'subject' | 'issuer' | 'extensions'> {
  readonly subject?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly without?: readonly string[];
  readonly replace?: Readonly<Record<string, Uint8Array>>;
}

export const ids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const;

export async function ca(subject: string, issuer: Issued | undefined, wanted: Wanted = {}): Promise<Issued> {
  const key = wanted.key ?? (await ecKey());
  const defaults: Record<string, Uint8Array> = {
    [ids.basicConstraints]: basicConstraints(true),
    [ids.keyUsage]: keyUsage('keyCertSign', 'cRLSign'),
    [ids.subjectKeyIdentifier]: subjectKey(key),
    [ids.authorityKeyIdentifier]: authorityKey(issuer?.key ?? key),
  };
  return issue(commonName(subject), issuer, key, defaults, wanted);
}

export async function leaf(issuer: Issued | undefined, wanted: Wanted = {}): Promise<Issued> {
  const key = wanted.key ?? (await leafKey());
  const defaults: Record<string, Uint8Array> = {
    [ids.keyUsage]: keyUsage('digitalSignature'),
    [ids.extKeyUsage]: extKeyUsage(serverAuth),
    [ids.subjectAltName]: subjectAltName([dns('host.example.com')]),
    [ids.subjectKeyIdentifier]: subjectKey(key),
    [ids.authorityKeyIdentifier]: authorityKey(issuer?.key ?? key),
  };
  return issue(commonName('host.example.com'), issuer, key, defaults, wanted);
}

function issue(
  subject: Uint8Array,
  issuer: Issued | undefined,
  key: TestKey,
  defaults: Readonly<Record<string, Uint8Array>>,
  { extensions = [], without = [], replace = {}, ...parts }: Wanted,
): Promise<Issued> {
  const kept = Object.entries({ ...defaults, ...replace }).filter(([id]) => !without.includes(id));
  const all = [...kept.map(([, value]) => value), ...extensions];
  return issueCertificate({
    subject,
    ...(issuer ? { issuer } : {}),
    key,
    ...parts,
    ...(all.length > 0 ? { extensions: all } : {}),
  });
}

let sharedKey: Promise<TestKey> | undefined;

/** The key of a leaf proves nothing here: one does for all. */
function leafKey(): Promise<TestKey> {
  sharedKey ??= ecKey();
  return sharedKey;
}

export interface Asked extends Partial<Omit<ValidationRequest, 'target' | 'pool' | 'names'>> {
  readonly name?: string;
}

/** `path` is the target, then what may be used as intermediates; `anchors` are trusted. */
export async function judge(
  [target, ...intermediates]: readonly Issued[],
  anchors: readonly Issued[],
  { name, ...asked }: Asked = {},
): Promise<PathReport> {
  if (!target) throw new Error('no target');
  const reference = name === undefined ? undefined : readReferenceIdentifier(name);
  if (name !== undefined && !reference) throw new Error(`${name} is no name`);
  const request: ValidationRequest = {
    target: target.certificate,
    pool: new CertificatePool(
      intermediates.map(({ certificate }) => certificate),
      anchors.map(({ certificate }) => trustAnchor(certificate)),
    ),
    at: testTime,
    profile: 'rfc5280',
    ...asked,
    ...(reference ? { names: [reference] } : {}),
  };
  return validate(request, new SignatureCache(crypto));
}

/** `trusted`, or the codes of what is wrong with the best path, each with the place in the path. */
export function answer({ verdict, failures }: PathReport): string {
  if (verdict === 'trusted') return failures.length === 0 ? 'trusted' : 'trusted with failures';
  const codes = failures.map(({ code, index }) => `${code}@${index}`);
  return `${verdict === 'untrusted' ? '' : `${verdict}: `}${codes.join(' ')}`;
}
