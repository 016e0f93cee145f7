// Written by `npm run generate`.
import type { AnyRule, RuleDocs } from '../lint/rule.ts';
import { rule as certificateExpired, docs as certificateExpiredDocs } from './certificate/expired.ts';
import { rule as certificateExpiresSoon, docs as certificateExpiresSoonDocs } from './certificate/expires-soon.ts';
import { rule as certificateNotYetValid, docs as certificateNotYetValidDocs } from './certificate/not-yet-valid.ts';
import {
  rule as certificateSelfSignedLeaf,
  docs as certificateSelfSignedLeafDocs,
} from './certificate/self-signed-leaf.ts';
import {
  rule as certificateWeakSignature,
  docs as certificateWeakSignatureDocs,
} from './certificate/weak-signature.ts';
import {
  rule as javascriptAgentIgnoredByFetch,
  docs as javascriptAgentIgnoredByFetchDocs,
} from './javascript/agent-ignored-by-fetch.ts';
import {
  rule as javascriptAlwaysTruePeerCertificate,
  docs as javascriptAlwaysTruePeerCertificateDocs,
} from './javascript/always-true-peer-certificate.ts';
import {
  rule as javascriptAuthorizedNotChecked,
  docs as javascriptAuthorizedNotCheckedDocs,
} from './javascript/authorized-not-checked.ts';
import {
  rule as javascriptConnectionStringOverridesSsl,
  docs as javascriptConnectionStringOverridesSslDocs,
} from './javascript/connection-string-overrides-ssl.ts';
import {
  rule as javascriptLegacySecureProtocol,
  docs as javascriptLegacySecureProtocolDocs,
} from './javascript/legacy-secure-protocol.ts';
import {
  rule as javascriptOptionAtWrongLevel,
  docs as javascriptOptionAtWrongLevelDocs,
} from './javascript/option-at-wrong-level.ts';
import {
  rule as javascriptPathInsteadOfPem,
  docs as javascriptPathInsteadOfPemDocs,
} from './javascript/path-instead-of-pem.ts';
import {
  rule as javascriptRejectWithoutRequestCert,
  docs as javascriptRejectWithoutRequestCertDocs,
} from './javascript/reject-without-request-cert.ts';
import {
  rule as javascriptStringIsNotFalse,
  docs as javascriptStringIsNotFalseDocs,
} from './javascript/string-is-not-false.ts';
import { rule as keyNotIgnoredByGit, docs as keyNotIgnoredByGitDocs } from './key/not-ignored-by-git.ts';
import { rule as keyTooShort, docs as keyTooShortDocs } from './key/too-short.ts';
import { rule as pemMalformed, docs as pemMalformedDocs } from './pem/malformed.ts';
import { rule as pemUndecodable, docs as pemUndecodableDocs } from './pem/undecodable.ts';
import {
  rule as pythonCheckHostnameOrder,
  docs as pythonCheckHostnameOrderDocs,
} from './python/check-hostname-order.ts';
import {
  rule as pythonCrlCheckWithoutCrl,
  docs as pythonCrlCheckWithoutCrlDocs,
} from './python/crl-check-without-crl.ts';
import {
  rule as pythonMailClientWithoutContext,
  docs as pythonMailClientWithoutContextDocs,
} from './python/mail-client-without-context.ts';
import {
  rule as pythonMissingServerHostname,
  docs as pythonMissingServerHostnameDocs,
} from './python/missing-server-hostname.ts';
import { rule as pythonOptionsCleared, docs as pythonOptionsClearedDocs } from './python/options-cleared.ts';
import { rule as pythonPurposeMismatch, docs as pythonPurposeMismatchDocs } from './python/purpose-mismatch.ts';
import {
  rule as pythonRedundantHandshake,
  docs as pythonRedundantHandshakeDocs,
} from './python/redundant-handshake.ts';
import { rule as pythonRemovedApi, docs as pythonRemovedApiDocs } from './python/removed-api.ts';
import {
  rule as pythonServerCheckHostname,
  docs as pythonServerCheckHostnameDocs,
} from './python/server-check-hostname.ts';
import {
  rule as pythonUnknownContextAttribute,
  docs as pythonUnknownContextAttributeDocs,
} from './python/unknown-context-attribute.ts';
import {
  rule as pythonVerifyFlagsAssigned,
  docs as pythonVerifyFlagsAssignedDocs,
} from './python/verify-flags-assigned.ts';
import {
  rule as referenceCertificateExpired,
  docs as referenceCertificateExpiredDocs,
} from './reference/certificate-expired.ts';
import { rule as referenceChainHasRoot, docs as referenceChainHasRootDocs } from './reference/chain-has-root.ts';
import {
  rule as referenceChainHasUnrelated,
  docs as referenceChainHasUnrelatedDocs,
} from './reference/chain-has-unrelated.ts';
import {
  rule as referenceChainIncomplete,
  docs as referenceChainIncompleteDocs,
} from './reference/chain-incomplete.ts';
import { rule as referenceChainOrder, docs as referenceChainOrderDocs } from './reference/chain-order.ts';
import { rule as referenceExpiresSoon, docs as referenceExpiresSoonDocs } from './reference/expires-soon.ts';
import { rule as referenceKeyMismatch, docs as referenceKeyMismatchDocs } from './reference/key-mismatch.ts';
import { rule as referenceMissingFile, docs as referenceMissingFileDocs } from './reference/missing-file.ts';
import { rule as referenceNameNotCovered, docs as referenceNameNotCoveredDocs } from './reference/name-not-covered.ts';
import {
  rule as referenceNotWhatItShouldBe,
  docs as referenceNotWhatItShouldBeDocs,
} from './reference/not-what-it-should-be.ts';
import { rule as referenceNotYetValid, docs as referenceNotYetValidDocs } from './reference/not-yet-valid.ts';
import {
  rule as referencePurposeMismatch,
  docs as referencePurposeMismatchDocs,
} from './reference/purpose-mismatch.ts';
import { rule as referenceRevoked, docs as referenceRevokedDocs } from './reference/revoked.ts';
import { rule as tlsCipherListMatchesKey, docs as tlsCipherListMatchesKeyDocs } from './tls/cipher-list-matches-key.ts';
import { rule as tlsNoDeprecatedProtocol, docs as tlsNoDeprecatedProtocolDocs } from './tls/no-deprecated-protocol.ts';
import {
  rule as tlsNoDisabledHostnameCheck,
  docs as tlsNoDisabledHostnameCheckDocs,
} from './tls/no-disabled-hostname-check.ts';
import {
  rule as tlsNoDisabledVerification,
  docs as tlsNoDisabledVerificationDocs,
} from './tls/no-disabled-verification.ts';
import {
  rule as tlsNoLoweredSecurityLevel,
  docs as tlsNoLoweredSecurityLevelDocs,
} from './tls/no-lowered-security-level.ts';
import {
  rule as tlsNoOptionalClientCertificate,
  docs as tlsNoOptionalClientCertificateDocs,
} from './tls/no-optional-client-certificate.ts';
import {
  rule as tlsNoStaticRsaOrFfdheCipher,
  docs as tlsNoStaticRsaOrFfdheCipherDocs,
} from './tls/no-static-rsa-or-ffdhe-cipher.ts';
import {
  rule as tlsNoTls13SuiteInCipherList,
  docs as tlsNoTls13SuiteInCipherListDocs,
} from './tls/no-tls13-suite-in-cipher-list.ts';
import { rule as tlsNoUnknownCipher, docs as tlsNoUnknownCipherDocs } from './tls/no-unknown-cipher.ts';
import { rule as tlsNoWeakCipher, docs as tlsNoWeakCipherDocs } from './tls/no-weak-cipher.ts';
import { rule as tlsRequireModernGroups, docs as tlsRequireModernGroupsDocs } from './tls/require-modern-groups.ts';

export const rules: readonly AnyRule[] = [
  certificateExpired,
  certificateExpiresSoon,
  certificateNotYetValid,
  certificateSelfSignedLeaf,
  certificateWeakSignature,
  javascriptAgentIgnoredByFetch,
  javascriptAlwaysTruePeerCertificate,
  javascriptAuthorizedNotChecked,
  javascriptConnectionStringOverridesSsl,
  javascriptLegacySecureProtocol,
  javascriptOptionAtWrongLevel,
  javascriptPathInsteadOfPem,
  javascriptRejectWithoutRequestCert,
  javascriptStringIsNotFalse,
  keyNotIgnoredByGit,
  keyTooShort,
  pemMalformed,
  pemUndecodable,
  pythonCheckHostnameOrder,
  pythonCrlCheckWithoutCrl,
  pythonMailClientWithoutContext,
  pythonMissingServerHostname,
  pythonOptionsCleared,
  pythonPurposeMismatch,
  pythonRedundantHandshake,
  pythonRemovedApi,
  pythonServerCheckHostname,
  pythonUnknownContextAttribute,
  pythonVerifyFlagsAssigned,
  referenceCertificateExpired,
  referenceChainHasRoot,
  referenceChainHasUnrelated,
  referenceChainIncomplete,
  referenceChainOrder,
  referenceExpiresSoon,
  referenceKeyMismatch,
  referenceMissingFile,
  referenceNameNotCovered,
  referenceNotWhatItShouldBe,
  referenceNotYetValid,
  referencePurposeMismatch,
  referenceRevoked,
  tlsCipherListMatchesKey,
  tlsNoDeprecatedProtocol,
  tlsNoDisabledHostnameCheck,
  tlsNoDisabledVerification,
  tlsNoLoweredSecurityLevel,
  tlsNoOptionalClientCertificate,
  tlsNoStaticRsaOrFfdheCipher,
  tlsNoTls13SuiteInCipherList,
  tlsNoUnknownCipher,
  tlsNoWeakCipher,
  tlsRequireModernGroups,
];

/** In the order of `rules`. */
export const ruleDocs: readonly RuleDocs[] = [
  certificateExpiredDocs,
  certificateExpiresSoonDocs,
  certificateNotYetValidDocs,
  certificateSelfSignedLeafDocs,
  certificateWeakSignatureDocs,
  javascriptAgentIgnoredByFetchDocs,
  javascriptAlwaysTruePeerCertificateDocs,
  javascriptAuthorizedNotCheckedDocs,
  javascriptConnectionStringOverridesSslDocs,
  javascriptLegacySecureProtocolDocs,
  javascriptOptionAtWrongLevelDocs,
  javascriptPathInsteadOfPemDocs,
  javascriptRejectWithoutRequestCertDocs,
  javascriptStringIsNotFalseDocs,
  keyNotIgnoredByGitDocs,
  keyTooShortDocs,
  pemMalformedDocs,
  pemUndecodableDocs,
  pythonCheckHostnameOrderDocs,
  pythonCrlCheckWithoutCrlDocs,
  pythonMailClientWithoutContextDocs,
  pythonMissingServerHostnameDocs,
  pythonOptionsClearedDocs,
  pythonPurposeMismatchDocs,
  pythonRedundantHandshakeDocs,
  pythonRemovedApiDocs,
  pythonServerCheckHostnameDocs,
  pythonUnknownContextAttributeDocs,
  pythonVerifyFlagsAssignedDocs,
  referenceCertificateExpiredDocs,
  referenceChainHasRootDocs,
  referenceChainHasUnrelatedDocs,
  referenceChainIncompleteDocs,
  referenceChainOrderDocs,
  referenceExpiresSoonDocs,
  referenceKeyMismatchDocs,
  referenceMissingFileDocs,
  referenceNameNotCoveredDocs,
  referenceNotWhatItShouldBeDocs,
  referenceNotYetValidDocs,
  referencePurposeMismatchDocs,
  referenceRevokedDocs,
  tlsCipherListMatchesKeyDocs,
  tlsNoDeprecatedProtocolDocs,
  tlsNoDisabledHostnameCheckDocs,
  tlsNoDisabledVerificationDocs,
  tlsNoLoweredSecurityLevelDocs,
  tlsNoOptionalClientCertificateDocs,
  tlsNoStaticRsaOrFfdheCipherDocs,
  tlsNoTls13SuiteInCipherListDocs,
  tlsNoUnknownCipherDocs,
  tlsNoWeakCipherDocs,
  tlsRequireModernGroupsDocs,
];
