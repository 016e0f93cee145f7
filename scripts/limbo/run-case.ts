import { localizer } from '../../server/core/base/message.ts';
import { CertificatePool } from '../../server/core/chain/certificate-pool.ts';
import { readReferenceIdentifier } from '../../server/core/chain/host-name.ts';
import { SignatureCache } from '../../server/core/chain/path-building.ts';
import { failureMessage } from '../../server/core/chain/path-failure.ts';
import type { PathReport } from '../../server/core/chain/path-report.ts';
import type { ValidationRequest } from '../../server/core/chain/request.ts';
import { trustAnchor } from '../../server/core/chain/trust-anchor.ts';
import { validate } from '../../server/core/chain/validate.ts';
import { readPkiObjects } from '../../server/core/x509/read-pki-objects.ts';
import type { PkiValue } from '../../server/core/x509/types.ts';
import type { CaseResult, PeerName, TestCase } from './test-case.ts';

const purposes: Readonly<Record<string, string>> = {
  anyExtendedKeyUsage: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
};

/** The suite's names, which are those of pyca/cryptography, by the standards'. */
const signatureAlgorithms: Readonly<Record<string, string>> = {
  RSA_WITH_MD5: 'md5WithRSAEncryption',
  RSA_WITH_SHA1: 'sha1WithRSAEncryption',
  RSA_WITH_SHA224: 'sha224WithRSAEncryption',
  RSA_WITH_SHA256: 'sha256WithRSAEncryption',
  RSA_WITH_SHA384: 'sha384WithRSAEncryption',
  RSA_WITH_SHA512: 'sha512WithRSAEncryption',
  RSASSA_PSS: 'RSASSA-PSS',
  DSA_WITH_SHA1: 'dsa-with-SHA1',
  DSA_WITH_SHA224: 'dsa-with-SHA224',
  DSA_WITH_SHA256: 'dsa-with-SHA256',
  ECDSA_WITH_SHA1: 'ecdsa-with-SHA1',
  ECDSA_WITH_SHA224: 'ecdsa-with-SHA224',
  ECDSA_WITH_SHA256: 'ecdsa-with-SHA256',
  ECDSA_WITH_SHA384: 'ecdsa-with-SHA384',
  ECDSA_WITH_SHA512: 'ecdsa-with-SHA512',
  ED25519: 'Ed25519',
  ED448: 'Ed448',
};

const localize = localizer();

/** Runs one case under the profile of its namespace. `now` is for the cases that name no time. */
export async function runCase(test: TestCase, now: Date): Promise<CaseResult> {
  try {
    return await runUnguarded(test, now);
  } catch (bug) {
    // One case must not take the others with it; it accepts nothing.
    return { id: test.id, actual_result: 'FAILURE', context: `bug: ${bug instanceof Error ? bug.stack : String(bug)}` };
  }
}

async function runUnguarded(test: TestCase, now: Date): Promise<CaseResult> {
  const request = requestOf(test, now);
  if ('context' in request) return { id: test.id, ...request };
  const report = await validate(request, new SignatureCache(crypto));
  return { id: test.id, actual_result: resultOf(report), context: contextOf(report) };
}

function resultOf({ verdict, failures }: PathReport): CaseResult['actual_result'] {
  if (verdict === 'trusted') return 'SUCCESS';
  // Nothing is wrong but that the algorithm is not among those that are verified here.
  const isBeyondUs = failures.length > 0 && failures.every(({ code }) => code === 'signature-unsupported');
  return isBeyondUs ? 'SKIPPED' : 'FAILURE';
}

function requestOf(test: TestCase, now: Date): ValidationRequest | Omit<CaseResult, 'id'> {
  const [target] = objects([test.peer_certificate], 'certificate');
  if (!target) return { actual_result: 'FAILURE', context: 'the certificate cannot be read' };
  const names: ReturnType<typeof readName>[] = namesOf(test).map(readName);
  if (names.includes(undefined)) return { actual_result: 'FAILURE', context: 'the peer name is none' };
  const kinds = test.extended_key_usage?.length ? test.extended_key_usage : [defaultPurpose(test)];
  const lists = objects(test.crls ?? [], 'certificate-list');
  return {
    target,
    pool: new CertificatePool(
      objects(test.untrusted_intermediates ?? [], 'certificate'),
      objects(test.trusted_certs, 'certificate').map(trustAnchor),
    ),
    at: test.validation_time ? new Date(test.validation_time) : now,
    profile: test.id.startsWith('webpki::') ? 'webpki' : 'rfc5280',
    signatureAlgorithms: (test.signature_algorithms ?? []).map((name) => signatureAlgorithms[name] ?? name),
    purposes: kinds.map((kind) => purposes[kind] ?? kind),
    keyUsage: test.key_usage ?? [],
    names: names.filter((name) => name !== undefined),
    ...(typeof test.max_chain_depth === 'number' ? { maxDepth: test.max_chain_depth } : {}),
    ...(lists.length > 0 ? { revocation: { lists, required: 'target' } } : {}),
  };
}

function defaultPurpose({ validation_kind }: TestCase): string {
  return validation_kind === 'CLIENT' ? 'clientAuth' : 'serverAuth';
}

function namesOf({ expected_peer_name, expected_peer_names = [] }: TestCase): readonly PeerName[] {
  return expected_peer_name ? [expected_peer_name, ...expected_peer_names] : expected_peer_names;
}

function readName({ value }: PeerName): ReturnType<typeof readReferenceIdentifier> {
  return readReferenceIdentifier(value);
}

/** What cannot be read is not there: a chain may well do without it. */
function objects<K extends PkiValue['kind']>(
  pems: readonly string[],
  kind: K,
): Extract<PkiValue, { readonly kind: K }>[] {
  return pems
    .flatMap((pem) => readPkiObjects(pem).objects)
    .map(({ value }) => value)
    .filter((value): value is Extract<PkiValue, { readonly kind: K }> => value?.kind === kind);
}

function contextOf({ verdict, profile, failures }: PathReport): string {
  const reasons = failures.map((failure) => `${localize(failureMessage(failure))} [${failure.code}; ${failure.rfc}]`);
  return [`${verdict} (${profile})`, ...reasons].join(' ');
}
