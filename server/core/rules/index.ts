// Written by `npm run generate`.
import type { AnyRule, RuleDocs } from '../lint/rule.ts';
import {
  rule as certificateAddressAsDnsName,
  docs as certificateAddressAsDnsNameDocs,
} from './certificate/address-as-dns-name.ts';
import {
  rule as certificateAnyPurposeOnly,
  docs as certificateAnyPurposeOnlyDocs,
} from './certificate/any-purpose-only.ts';
import {
  rule as certificateBasicConstraintsNotCritical,
  docs as certificateBasicConstraintsNotCriticalDocs,
} from './certificate/basic-constraints-not-critical.ts';
import { rule as certificateCaAsServer, docs as certificateCaAsServerDocs } from './certificate/ca-as-server.ts';
import {
  rule as certificateCaWithoutKeyCertSign,
  docs as certificateCaWithoutKeyCertSignDocs,
} from './certificate/ca-without-key-cert-sign.ts';
import {
  rule as certificateCaWithoutKeyUsage,
  docs as certificateCaWithoutKeyUsageDocs,
} from './certificate/ca-without-key-usage.ts';
import {
  rule as certificateCaWithoutName,
  docs as certificateCaWithoutNameDocs,
} from './certificate/ca-without-name.ts';
import {
  rule as certificateCaWithoutSubjectKeyIdentifier,
  docs as certificateCaWithoutSubjectKeyIdentifierDocs,
} from './certificate/ca-without-subject-key-identifier.ts';
import {
  rule as certificateClientAuthOfPublicCa,
  docs as certificateClientAuthOfPublicCaDocs,
} from './certificate/client-auth-of-public-ca.ts';
import {
  rule as certificateCommonNameNotInSan,
  docs as certificateCommonNameNotInSanDocs,
} from './certificate/common-name-not-in-san.ts';
import { rule as certificateCriticalFlag, docs as certificateCriticalFlagDocs } from './certificate/critical-flag.ts';
import {
  rule as certificateCriticalKeyIdentifier,
  docs as certificateCriticalKeyIdentifierDocs,
} from './certificate/critical-key-identifier.ts';
import {
  rule as certificateDuplicateSerialNumber,
  docs as certificateDuplicateSerialNumberDocs,
} from './certificate/duplicate-serial-number.ts';
import { rule as certificateExpired, docs as certificateExpiredDocs } from './certificate/expired.ts';
import { rule as certificateExpiresSoon, docs as certificateExpiresSoonDocs } from './certificate/expires-soon.ts';
import {
  rule as certificateGeneralizedTime,
  docs as certificateGeneralizedTimeDocs,
} from './certificate/generalized-time.ts';
import { rule as certificateInternalName, docs as certificateInternalNameDocs } from './certificate/internal-name.ts';
import {
  rule as certificateInvertedValidity,
  docs as certificateInvertedValidityDocs,
} from './certificate/inverted-validity.ts';
import {
  rule as certificateInvisibleCharacters,
  docs as certificateInvisibleCharactersDocs,
} from './certificate/invisible-characters.ts';
import {
  rule as certificateIssuerNotSearched,
  docs as certificateIssuerNotSearchedDocs,
} from './certificate/issuer-not-searched.ts';
import {
  rule as certificateKeyCertSignWithoutCa,
  docs as certificateKeyCertSignWithoutCaDocs,
} from './certificate/key-cert-sign-without-ca.ts';
import {
  rule as certificateKeyUsageNotForKey,
  docs as certificateKeyUsageNotForKeyDocs,
} from './certificate/key-usage-not-for-key.ts';
import {
  rule as certificateLongerThan825Days,
  docs as certificateLongerThan825DaysDocs,
} from './certificate/longer-than-825-days.ts';
import {
  rule as certificateLongerThanPublicLimit,
  docs as certificateLongerThanPublicLimitDocs,
} from './certificate/longer-than-public-limit.ts';
import {
  rule as certificateMalformedAlternativeName,
  docs as certificateMalformedAlternativeNameDocs,
} from './certificate/malformed-alternative-name.ts';
import {
  rule as certificateMalformedDnsName,
  docs as certificateMalformedDnsNameDocs,
} from './certificate/malformed-dns-name.ts';
import {
  rule as certificateMalformedKeyIdentifier,
  docs as certificateMalformedKeyIdentifierDocs,
} from './certificate/malformed-key-identifier.ts';
import {
  rule as certificateMalformedNameConstraints,
  docs as certificateMalformedNameConstraintsDocs,
} from './certificate/malformed-name-constraints.ts';
import {
  rule as certificateMalformedPolicies,
  docs as certificateMalformedPoliciesDocs,
} from './certificate/malformed-policies.ts';
import {
  rule as certificateMalformedSignature,
  docs as certificateMalformedSignatureDocs,
} from './certificate/malformed-signature.ts';
import {
  rule as certificateMalformedSubject,
  docs as certificateMalformedSubjectDocs,
} from './certificate/malformed-subject.ts';
import {
  rule as certificateMisplacedWildcard,
  docs as certificateMisplacedWildcardDocs,
} from './certificate/misplaced-wildcard.ts';
import { rule as certificateMixedScripts, docs as certificateMixedScriptsDocs } from './certificate/mixed-scripts.ts';
import {
  rule as certificateMustStapleWithoutResponder,
  docs as certificateMustStapleWithoutResponderDocs,
} from './certificate/must-staple-without-responder.ts';
import {
  rule as certificateNameConstraintsWithoutEffect,
  docs as certificateNameConstraintsWithoutEffectDocs,
} from './certificate/name-constraints-without-effect.ts';
import {
  rule as certificateNoAuthorityKeyIdentifier,
  docs as certificateNoAuthorityKeyIdentifierDocs,
} from './certificate/no-authority-key-identifier.ts';
import {
  rule as certificateNoDigitalSignature,
  docs as certificateNoDigitalSignatureDocs,
} from './certificate/no-digital-signature.ts';
import {
  rule as certificateNoExtendedKeyUsage,
  docs as certificateNoExtendedKeyUsageDocs,
} from './certificate/no-extended-key-usage.ts';
import { rule as certificateNoIssuer, docs as certificateNoIssuerDocs } from './certificate/no-issuer.ts';
import {
  rule as certificateNoSubjectAltName,
  docs as certificateNoSubjectAltNameDocs,
} from './certificate/no-subject-alt-name.ts';
import { rule as certificateNoTimestamps, docs as certificateNoTimestampsDocs } from './certificate/no-timestamps.ts';
import { rule as certificateNotYetValid, docs as certificateNotYetValidDocs } from './certificate/not-yet-valid.ts';
import {
  rule as certificatePathLengthWithoutCa,
  docs as certificatePathLengthWithoutCaDocs,
} from './certificate/path-length-without-ca.ts';
import {
  rule as certificatePolicyLimitsWithoutCa,
  docs as certificatePolicyLimitsWithoutCaDocs,
} from './certificate/policy-limits-without-ca.ts';
import {
  rule as certificatePrecertificate,
  docs as certificatePrecertificateDocs,
} from './certificate/precertificate.ts';
import {
  rule as certificatePublicCaShape,
  docs as certificatePublicCaShapeDocs,
} from './certificate/public-ca-shape.ts';
import {
  rule as certificatePublicKeyType,
  docs as certificatePublicKeyTypeDocs,
} from './certificate/public-key-type.ts';
import { rule as certificatePublicPolicy, docs as certificatePublicPolicyDocs } from './certificate/public-policy.ts';
import {
  rule as certificatePublicRevocation,
  docs as certificatePublicRevocationDocs,
} from './certificate/public-revocation.ts';
import {
  rule as certificatePublicSubject,
  docs as certificatePublicSubjectDocs,
} from './certificate/public-subject.ts';
import { rule as certificatePublicUsage, docs as certificatePublicUsageDocs } from './certificate/public-usage.ts';
import {
  rule as certificatePurposeWithoutKeyUsage,
  docs as certificatePurposeWithoutKeyUsageDocs,
} from './certificate/purpose-without-key-usage.ts';
import {
  rule as certificateRefusedByIssuer,
  docs as certificateRefusedByIssuerDocs,
} from './certificate/refused-by-issuer.ts';
import {
  rule as certificateSelfSignedLeaf,
  docs as certificateSelfSignedLeafDocs,
} from './certificate/self-signed-leaf.ts';
import { rule as certificateSerialNumber, docs as certificateSerialNumberDocs } from './certificate/serial-number.ts';
import {
  rule as certificateShortSerialNumber,
  docs as certificateShortSerialNumberDocs,
} from './certificate/short-serial-number.ts';
import {
  rule as certificateSignatureInvalid,
  docs as certificateSignatureInvalidDocs,
} from './certificate/signature-invalid.ts';
import {
  rule as certificateSubjectAltNameNotCritical,
  docs as certificateSubjectAltNameNotCriticalDocs,
} from './certificate/subject-alt-name-not-critical.ts';
import {
  rule as certificateUnderscoreInName,
  docs as certificateUnderscoreInNameDocs,
} from './certificate/underscore-in-name.ts';
import {
  rule as certificateUnknownCriticalExtension,
  docs as certificateUnknownCriticalExtensionDocs,
} from './certificate/unknown-critical-extension.ts';
import {
  rule as certificateUnreachableLinks,
  docs as certificateUnreachableLinksDocs,
} from './certificate/unreachable-links.ts';
import { rule as certificateVersion1, docs as certificateVersion1Docs } from './certificate/version-1.ts';
import {
  rule as certificateWeakSignature,
  docs as certificateWeakSignatureDocs,
} from './certificate/weak-signature.ts';
import { rule as crlBadNumber, docs as crlBadNumberDocs } from './crl/bad-number.ts';
import { rule as crlDeltaIndicator, docs as crlDeltaIndicatorDocs } from './crl/delta-indicator.ts';
import { rule as crlDuplicateEntry, docs as crlDuplicateEntryDocs } from './crl/duplicate-entry.ts';
import { rule as crlExpired, docs as crlExpiredDocs } from './crl/expired.ts';
import { rule as crlInvertedValidity, docs as crlInvertedValidityDocs } from './crl/inverted-validity.ts';
import { rule as crlLongValidity, docs as crlLongValidityDocs } from './crl/long-validity.ts';
import { rule as crlMalformedEntry, docs as crlMalformedEntryDocs } from './crl/malformed-entry.ts';
import { rule as crlMalformedScope, docs as crlMalformedScopeDocs } from './crl/malformed-scope.ts';
import { rule as crlMalformedSignature, docs as crlMalformedSignatureDocs } from './crl/malformed-signature.ts';
import {
  rule as crlNoAuthorityKeyIdentifier,
  docs as crlNoAuthorityKeyIdentifierDocs,
} from './crl/no-authority-key-identifier.ts';
import { rule as crlNoNextUpdate, docs as crlNoNextUpdateDocs } from './crl/no-next-update.ts';
import { rule as crlNoNumber, docs as crlNoNumberDocs } from './crl/no-number.ts';
import { rule as crlNotYetValid, docs as crlNotYetValidDocs } from './crl/not-yet-valid.ts';
import { rule as crlRemoveFromFullList, docs as crlRemoveFromFullListDocs } from './crl/remove-from-full-list.ts';
import { rule as crlRevokedInFuture, docs as crlRevokedInFutureDocs } from './crl/revoked-in-future.ts';
import { rule as crlSignatureInvalid, docs as crlSignatureInvalidDocs } from './crl/signature-invalid.ts';
import { rule as crlSignerWithoutCrlSign, docs as crlSignerWithoutCrlSignDocs } from './crl/signer-without-crl-sign.ts';
import {
  rule as crlUnknownCriticalExtension,
  docs as crlUnknownCriticalExtensionDocs,
} from './crl/unknown-critical-extension.ts';
import { rule as crlVersion1Extensions, docs as crlVersion1ExtensionsDocs } from './crl/version-1-extensions.ts';
import { rule as crlWeakSignature, docs as crlWeakSignatureDocs } from './crl/weak-signature.ts';
import { rule as crlWrongVersion, docs as crlWrongVersionDocs } from './crl/wrong-version.ts';
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
import { rule as javascriptNameOverride, docs as javascriptNameOverrideDocs } from './javascript/name-override.ts';
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
import { rule as keyClosePrimes, docs as keyClosePrimesDocs } from './key/close-primes.ts';
import { rule as keyCurveNotInTls, docs as keyCurveNotInTlsDocs } from './key/curve-not-in-tls.ts';
import { rule as keyDsa, docs as keyDsaDocs } from './key/dsa.ts';
import { rule as keyExplicitCurve, docs as keyExplicitCurveDocs } from './key/explicit-curve.ts';
import { rule as keyGroupReadable, docs as keyGroupReadableDocs } from './key/group-readable.ts';
import { rule as keyInConfigMap, docs as keyInConfigMapDocs } from './key/in-config-map.ts';
import { rule as keyKnownCompromised, docs as keyKnownCompromisedDocs } from './key/known-compromised.ts';
import { rule as keyMalformed, docs as keyMalformedDocs } from './key/malformed.ts';
import { rule as keyNotIgnoredByGit, docs as keyNotIgnoredByGitDocs } from './key/not-ignored-by-git.ts';
import { rule as keyRoca, docs as keyRocaDocs } from './key/roca.ts';
import { rule as keyRsaPssOnly, docs as keyRsaPssOnlyDocs } from './key/rsa-pss-only.ts';
import { rule as keySharedPrime, docs as keySharedPrimeDocs } from './key/shared-prime.ts';
import { rule as keySmallFactor, docs as keySmallFactorDocs } from './key/small-factor.ts';
import { rule as keyTooLong, docs as keyTooLongDocs } from './key/too-long.ts';
import { rule as keyTooShort, docs as keyTooShortDocs } from './key/too-short.ts';
import { rule as keyWeakEncryption, docs as keyWeakEncryptionDocs } from './key/weak-encryption.ts';
import { rule as keyWeakExponent, docs as keyWeakExponentDocs } from './key/weak-exponent.ts';
import { rule as keyWeakParameters, docs as keyWeakParametersDocs } from './key/weak-parameters.ts';
import {
  rule as nginxAddHeaderInheritance,
  docs as nginxAddHeaderInheritanceDocs,
} from './nginx/add-header-inheritance.ts';
import {
  rule as nginxCertificateFromVariable,
  docs as nginxCertificateFromVariableDocs,
} from './nginx/certificate-from-variable.ts';
import {
  rule as nginxConfCommandOverride,
  docs as nginxConfCommandOverrideDocs,
} from './nginx/conf-command-override.ts';
import {
  rule as nginxConflictingServerName,
  docs as nginxConflictingServerNameDocs,
} from './nginx/conflicting-server-name.ts';
import {
  rule as nginxConflictingSessionCache,
  docs as nginxConflictingSessionCacheDocs,
} from './nginx/conflicting-session-cache.ts';
import {
  rule as nginxDeprecatedSslClientCertVariable,
  docs as nginxDeprecatedSslClientCertVariableDocs,
} from './nginx/deprecated-ssl-client-cert-variable.ts';
import { rule as nginxDuplicateDirective, docs as nginxDuplicateDirectiveDocs } from './nginx/duplicate-directive.ts';
import { rule as nginxDuplicateListen, docs as nginxDuplicateListenDocs } from './nginx/duplicate-listen.ts';
import {
  rule as nginxDuplicateSslProtocols,
  docs as nginxDuplicateSslProtocolsDocs,
} from './nginx/duplicate-ssl-protocols.ts';
import {
  rule as nginxEncryptedKeyWithoutPasswordFile,
  docs as nginxEncryptedKeyWithoutPasswordFileDocs,
} from './nginx/encrypted-key-without-password-file.ts';
import { rule as nginxHostFromClient, docs as nginxHostFromClientDocs } from './nginx/host-from-client.ts';
import { rule as nginxHstsOnPlainHttp, docs as nginxHstsOnPlainHttpDocs } from './nginx/hsts-on-plain-http.ts';
import { rule as nginxHstsShort, docs as nginxHstsShortDocs } from './nginx/hsts-short.ts';
import { rule as nginxHstsTwice, docs as nginxHstsTwiceDocs } from './nginx/hsts-twice.ts';
import { rule as nginxHstsUnquoted, docs as nginxHstsUnquotedDocs } from './nginx/hsts-unquoted.ts';
import { rule as nginxHstsWithoutAlways, docs as nginxHstsWithoutAlwaysDocs } from './nginx/hsts-without-always.ts';
import { rule as nginxHttp2WithoutTls, docs as nginxHttp2WithoutTlsDocs } from './nginx/http2-without-tls.ts';
import { rule as nginxHttp3NotAnnounced, docs as nginxHttp3NotAnnouncedDocs } from './nginx/http3-not-announced.ts';
import { rule as nginxInconsistentListen, docs as nginxInconsistentListenDocs } from './nginx/inconsistent-listen.ts';
import { rule as nginxIneffectiveSetting, docs as nginxIneffectiveSettingDocs } from './nginx/ineffective-setting.ts';
import { rule as nginxInvalidAddress, docs as nginxInvalidAddressDocs } from './nginx/invalid-address.ts';
import { rule as nginxInvalidCondition, docs as nginxInvalidConditionDocs } from './nginx/invalid-condition.ts';
import {
  rule as nginxInvalidRegularExpression,
  docs as nginxInvalidRegularExpressionDocs,
} from './nginx/invalid-regular-expression.ts';
import { rule as nginxInvalidTable, docs as nginxInvalidTableDocs } from './nginx/invalid-table.ts';
import { rule as nginxInvalidValue, docs as nginxInvalidValueDocs } from './nginx/invalid-value.ts';
import { rule as nginxKeyInDocumentRoot, docs as nginxKeyInDocumentRootDocs } from './nginx/key-in-document-root.ts';
import {
  rule as nginxListenHttp2Deprecated,
  docs as nginxListenHttp2DeprecatedDocs,
} from './nginx/listen-http2-deprecated.ts';
import { rule as nginxListenWithoutSsl, docs as nginxListenWithoutSslDocs } from './nginx/listen-without-ssl.ts';
import { rule as nginxLongSessionTimeout, docs as nginxLongSessionTimeoutDocs } from './nginx/long-session-timeout.ts';
import {
  rule as nginxMailWithoutStarttls,
  docs as nginxMailWithoutStarttlsDocs,
} from './nginx/mail-without-starttls.ts';
import { rule as nginxMissingCertificate, docs as nginxMissingCertificateDocs } from './nginx/missing-certificate.ts';
import { rule as nginxMissingSemicolon, docs as nginxMissingSemicolonDocs } from './nginx/missing-semicolon.ts';
import { rule as nginxMtlsVhostConfusion, docs as nginxMtlsVhostConfusionDocs } from './nginx/mtls-vhost-confusion.ts';
import { rule as nginxNewerDirective, docs as nginxNewerDirectiveDocs } from './nginx/newer-directive.ts';
import { rule as nginxNoDefaultReject, docs as nginxNoDefaultRejectDocs } from './nginx/no-default-reject.ts';
import { rule as nginxNoHttpsRedirect, docs as nginxNoHttpsRedirectDocs } from './nginx/no-https-redirect.ts';
import { rule as nginxNoRemovedDirective, docs as nginxNoRemovedDirectiveDocs } from './nginx/no-removed-directive.ts';
import {
  rule as nginxOcspWithoutResolver,
  docs as nginxOcspWithoutResolverDocs,
} from './nginx/ocsp-without-resolver.ts';
import {
  rule as nginxOptionalVerifyUnchecked,
  docs as nginxOptionalVerifyUncheckedDocs,
} from './nginx/optional-verify-unchecked.ts';
import {
  rule as nginxPreferServerCiphers,
  docs as nginxPreferServerCiphersDocs,
} from './nginx/prefer-server-ciphers.ts';
import {
  rule as nginxProxySetHeaderInheritance,
  docs as nginxProxySetHeaderInheritanceDocs,
} from './nginx/proxy-set-header-inheritance.ts';
import { rule as nginxQuicWithoutTls13, docs as nginxQuicWithoutTls13Docs } from './nginx/quic-without-tls13.ts';
import {
  rule as nginxSessionCacheBuiltin,
  docs as nginxSessionCacheBuiltinDocs,
} from './nginx/session-cache-builtin.ts';
import {
  rule as nginxSpoofableClientHeaders,
  docs as nginxSpoofableClientHeadersDocs,
} from './nginx/spoofable-client-headers.ts';
import { rule as nginxSslOnPlainUpstream, docs as nginxSslOnPlainUpstreamDocs } from './nginx/ssl-on-plain-upstream.ts';
import {
  rule as nginxStaplingWithoutIssuer,
  docs as nginxStaplingWithoutIssuerDocs,
} from './nginx/stapling-without-issuer.ts';
import { rule as nginxUnbalancedBrace, docs as nginxUnbalancedBraceDocs } from './nginx/unbalanced-brace.ts';
import { rule as nginxUnknownDirective, docs as nginxUnknownDirectiveDocs } from './nginx/unknown-directive.ts';
import { rule as nginxUnknownVariable, docs as nginxUnknownVariableDocs } from './nginx/unknown-variable.ts';
import { rule as nginxUpstreamIpLiteral, docs as nginxUpstreamIpLiteralDocs } from './nginx/upstream-ip-literal.ts';
import { rule as nginxUpstreamNameNeeded, docs as nginxUpstreamNameNeededDocs } from './nginx/upstream-name-needed.ts';
import { rule as nginxUpstreamSniOff, docs as nginxUpstreamSniOffDocs } from './nginx/upstream-sni-off.ts';
import {
  rule as nginxVerifyResultComparedWrong,
  docs as nginxVerifyResultComparedWrongDocs,
} from './nginx/verify-result-compared-wrong.ts';
import {
  rule as nginxVhostSslProtocolsIgnored,
  docs as nginxVhostSslProtocolsIgnoredDocs,
} from './nginx/vhost-ssl-protocols-ignored.ts';
import { rule as nginxWrongArgumentCount, docs as nginxWrongArgumentCountDocs } from './nginx/wrong-argument-count.ts';
import { rule as nginxWrongContext, docs as nginxWrongContextDocs } from './nginx/wrong-context.ts';
import {
  rule as opensslCaShorterThanLeaf,
  docs as opensslCaShorterThanLeafDocs,
} from './openssl/ca-shorter-than-leaf.ts';
import {
  rule as opensslCaWithoutKeyUsage,
  docs as opensslCaWithoutKeyUsageDocs,
} from './openssl/ca-without-key-usage.ts';
import {
  rule as opensslCopyallExtensions,
  docs as opensslCopyallExtensionsDocs,
} from './openssl/copyall-extensions.ts';
import { rule as opensslFixedSerial, docs as opensslFixedSerialDocs } from './openssl/fixed-serial.ts';
import {
  rule as opensslIneffectiveOption,
  docs as opensslIneffectiveOptionDocs,
} from './openssl/ineffective-option.ts';
import {
  rule as opensslPasswordOnCommandLine,
  docs as opensslPasswordOnCommandLineDocs,
} from './openssl/password-on-command-line.ts';
import { rule as opensslShortKey, docs as opensslShortKeyDocs } from './openssl/short-key.ts';
import { rule as opensslUnencryptedCaKey, docs as opensslUnencryptedCaKeyDocs } from './openssl/unencrypted-ca-key.ts';
import { rule as opensslUnverifiedProbe, docs as opensslUnverifiedProbeDocs } from './openssl/unverified-probe.ts';
import { rule as opensslWeakDigest, docs as opensslWeakDigestDocs } from './openssl/weak-digest.ts';
import { rule as opensslWeakEncryption, docs as opensslWeakEncryptionDocs } from './openssl/weak-encryption.ts';
import {
  rule as opensslX509ReqWithoutExtensions,
  docs as opensslX509ReqWithoutExtensionsDocs,
} from './openssl/x509-req-without-extensions.ts';
import { rule as pemMalformed, docs as pemMalformedDocs } from './pem/malformed.ts';
import { rule as pemUndecodable, docs as pemUndecodableDocs } from './pem/undecodable.ts';
import { rule as pythonAdHocCertificate, docs as pythonAdHocCertificateDocs } from './python/ad-hoc-certificate.ts';
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
import {
  rule as referenceClientCaWithoutRoot,
  docs as referenceClientCaWithoutRootDocs,
} from './reference/client-ca-without-root.ts';
import { rule as referenceCrlExpired, docs as referenceCrlExpiredDocs } from './reference/crl-expired.ts';
import {
  rule as referenceCrlMissingForChain,
  docs as referenceCrlMissingForChainDocs,
} from './reference/crl-missing-for-chain.ts';
import { rule as referenceCrlNotACrl, docs as referenceCrlNotACrlDocs } from './reference/crl-not-a-crl.ts';
import {
  rule as referenceDuplicateKeyType,
  docs as referenceDuplicateKeyTypeDocs,
} from './reference/duplicate-key-type.ts';
import { rule as referenceExpiresSoon, docs as referenceExpiresSoonDocs } from './reference/expires-soon.ts';
import {
  rule as referenceIssuerNotTrustedByPeer,
  docs as referenceIssuerNotTrustedByPeerDocs,
} from './reference/issuer-not-trusted-by-peer.ts';
import { rule as referenceKeyMismatch, docs as referenceKeyMismatchDocs } from './reference/key-mismatch.ts';
import {
  rule as referenceKeyTypeMismatch,
  docs as referenceKeyTypeMismatchDocs,
} from './reference/key-type-mismatch.ts';
import { rule as referenceMalformedFile, docs as referenceMalformedFileDocs } from './reference/malformed-file.ts';
import { rule as referenceMissingFile, docs as referenceMissingFileDocs } from './reference/missing-file.ts';
import { rule as referenceNameNotCovered, docs as referenceNameNotCoveredDocs } from './reference/name-not-covered.ts';
import {
  rule as referenceNotWhatItShouldBe,
  docs as referenceNotWhatItShouldBeDocs,
} from './reference/not-what-it-should-be.ts';
import { rule as referenceNotYetValid, docs as referenceNotYetValidDocs } from './reference/not-yet-valid.ts';
import { rule as referencePathInvalid, docs as referencePathInvalidDocs } from './reference/path-invalid.ts';
import {
  rule as referencePurposeMismatch,
  docs as referencePurposeMismatchDocs,
} from './reference/purpose-mismatch.ts';
import { rule as referenceRevoked, docs as referenceRevokedDocs } from './reference/revoked.ts';
import {
  rule as referenceTicketKeyLength,
  docs as referenceTicketKeyLengthDocs,
} from './reference/ticket-key-length.ts';
import {
  rule as referenceVerifyDepthTooSmall,
  docs as referenceVerifyDepthTooSmallDocs,
} from './reference/verify-depth-too-small.ts';
import {
  rule as referenceWeakCertificate,
  docs as referenceWeakCertificateDocs,
} from './reference/weak-certificate.ts';
import { rule as requestAsksForCa, docs as requestAsksForCaDocs } from './request/asks-for-ca.ts';
import {
  rule as requestChallengePassword,
  docs as requestChallengePasswordDocs,
} from './request/challenge-password.ts';
import { rule as requestMalformedName, docs as requestMalformedNameDocs } from './request/malformed-name.ts';
import { rule as requestMalformedSubject, docs as requestMalformedSubjectDocs } from './request/malformed-subject.ts';
import { rule as requestNoName, docs as requestNoNameDocs } from './request/no-name.ts';
import { rule as requestNoSubjectAltName, docs as requestNoSubjectAltNameDocs } from './request/no-subject-alt-name.ts';
import { rule as requestSignatureInvalid, docs as requestSignatureInvalidDocs } from './request/signature-invalid.ts';
import {
  rule as requestUnknownCriticalExtension,
  docs as requestUnknownCriticalExtensionDocs,
} from './request/unknown-critical-extension.ts';
import { rule as requestWeakSignature, docs as requestWeakSignatureDocs } from './request/weak-signature.ts';
import { rule as requestWrongVersion, docs as requestWrongVersionDocs } from './request/wrong-version.ts';
import {
  rule as settingsSuppressionOfUnknownRule,
  docs as settingsSuppressionOfUnknownRuleDocs,
} from './settings/suppression-of-unknown-rule.ts';
import {
  rule as settingsSuppressionWithoutReason,
  docs as settingsSuppressionWithoutReasonDocs,
} from './settings/suppression-without-reason.ts';
import { rule as settingsSyntax, docs as settingsSyntaxDocs } from './settings/syntax.ts';
import { rule as settingsUnknownRule, docs as settingsUnknownRuleDocs } from './settings/unknown-rule.ts';
import { rule as settingsUnknownSetting, docs as settingsUnknownSettingDocs } from './settings/unknown-setting.ts';
import {
  rule as settingsUnusedSuppression,
  docs as settingsUnusedSuppressionDocs,
} from './settings/unused-suppression.ts';
import { rule as settingsWrongValue, docs as settingsWrongValueDocs } from './settings/wrong-value.ts';
import { rule as tlsCipherListMatchesKey, docs as tlsCipherListMatchesKeyDocs } from './tls/cipher-list-matches-key.ts';
import { rule as tlsGuidelineProfile, docs as tlsGuidelineProfileDocs } from './tls/guideline-profile.ts';
import { rule as tlsNoCleartext, docs as tlsNoCleartextDocs } from './tls/no-cleartext.ts';
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
  rule as tlsNoEarlyDataWithoutGuard,
  docs as tlsNoEarlyDataWithoutGuardDocs,
} from './tls/no-early-data-without-guard.ts';
import {
  rule as tlsNoGlobalDisabledVerification,
  docs as tlsNoGlobalDisabledVerificationDocs,
} from './tls/no-global-disabled-verification.ts';
import {
  rule as tlsNoHardCodedPassphrase,
  docs as tlsNoHardCodedPassphraseDocs,
} from './tls/no-hard-coded-passphrase.ts';
import { rule as tlsNoIneffectiveSetting, docs as tlsNoIneffectiveSettingDocs } from './tls/no-ineffective-setting.ts';
import { rule as tlsNoInlinePrivateKey, docs as tlsNoInlinePrivateKeyDocs } from './tls/no-inline-private-key.ts';
import {
  rule as tlsNoLoweredSecurityLevel,
  docs as tlsNoLoweredSecurityLevelDocs,
} from './tls/no-lowered-security-level.ts';
import {
  rule as tlsNoOptionalClientCertificate,
  docs as tlsNoOptionalClientCertificateDocs,
} from './tls/no-optional-client-certificate.ts';
import {
  rule as tlsNoStaplingWithoutResponder,
  docs as tlsNoStaplingWithoutResponderDocs,
} from './tls/no-stapling-without-responder.ts';
import {
  rule as tlsNoStaticRsaOrFfdheCipher,
  docs as tlsNoStaticRsaOrFfdheCipherDocs,
} from './tls/no-static-rsa-or-ffdhe-cipher.ts';
import {
  rule as tlsNoTls13SuiteInCipherList,
  docs as tlsNoTls13SuiteInCipherListDocs,
} from './tls/no-tls13-suite-in-cipher-list.ts';
import { rule as tlsNoUnknownCipher, docs as tlsNoUnknownCipherDocs } from './tls/no-unknown-cipher.ts';
import {
  rule as tlsNoUnreachableProtocolRange,
  docs as tlsNoUnreachableProtocolRangeDocs,
} from './tls/no-unreachable-protocol-range.ts';
import { rule as tlsNoUnusedClientCa, docs as tlsNoUnusedClientCaDocs } from './tls/no-unused-client-ca.ts';
import { rule as tlsNoWeakCipher, docs as tlsNoWeakCipherDocs } from './tls/no-weak-cipher.ts';
import { rule as tlsNoWeakDhParameters, docs as tlsNoWeakDhParametersDocs } from './tls/no-weak-dh-parameters.ts';
import {
  rule as tlsNoWeakenedEnvironment,
  docs as tlsNoWeakenedEnvironmentDocs,
} from './tls/no-weakened-environment.ts';
import { rule as tlsNotSearched, docs as tlsNotSearchedDocs } from './tls/not-searched.ts';
import { rule as tlsRequireClientCa, docs as tlsRequireClientCaDocs } from './tls/require-client-ca.ts';
import { rule as tlsRequireModernGroups, docs as tlsRequireModernGroupsDocs } from './tls/require-modern-groups.ts';
import { rule as tlsRequireTrustAnchors, docs as tlsRequireTrustAnchorsDocs } from './tls/require-trust-anchors.ts';
import {
  rule as tlsRequireUpstreamVerification,
  docs as tlsRequireUpstreamVerificationDocs,
} from './tls/require-upstream-verification.ts';

export const rules: readonly AnyRule[] = [
  certificateAddressAsDnsName,
  certificateAnyPurposeOnly,
  certificateBasicConstraintsNotCritical,
  certificateCaAsServer,
  certificateCaWithoutKeyCertSign,
  certificateCaWithoutKeyUsage,
  certificateCaWithoutName,
  certificateCaWithoutSubjectKeyIdentifier,
  certificateClientAuthOfPublicCa,
  certificateCommonNameNotInSan,
  certificateCriticalFlag,
  certificateCriticalKeyIdentifier,
  certificateDuplicateSerialNumber,
  certificateExpired,
  certificateExpiresSoon,
  certificateGeneralizedTime,
  certificateInternalName,
  certificateInvertedValidity,
  certificateInvisibleCharacters,
  certificateIssuerNotSearched,
  certificateKeyCertSignWithoutCa,
  certificateKeyUsageNotForKey,
  certificateLongerThan825Days,
  certificateLongerThanPublicLimit,
  certificateMalformedAlternativeName,
  certificateMalformedDnsName,
  certificateMalformedKeyIdentifier,
  certificateMalformedNameConstraints,
  certificateMalformedPolicies,
  certificateMalformedSignature,
  certificateMalformedSubject,
  certificateMisplacedWildcard,
  certificateMixedScripts,
  certificateMustStapleWithoutResponder,
  certificateNameConstraintsWithoutEffect,
  certificateNoAuthorityKeyIdentifier,
  certificateNoDigitalSignature,
  certificateNoExtendedKeyUsage,
  certificateNoIssuer,
  certificateNoSubjectAltName,
  certificateNoTimestamps,
  certificateNotYetValid,
  certificatePathLengthWithoutCa,
  certificatePolicyLimitsWithoutCa,
  certificatePrecertificate,
  certificatePublicCaShape,
  certificatePublicKeyType,
  certificatePublicPolicy,
  certificatePublicRevocation,
  certificatePublicSubject,
  certificatePublicUsage,
  certificatePurposeWithoutKeyUsage,
  certificateRefusedByIssuer,
  certificateSelfSignedLeaf,
  certificateSerialNumber,
  certificateShortSerialNumber,
  certificateSignatureInvalid,
  certificateSubjectAltNameNotCritical,
  certificateUnderscoreInName,
  certificateUnknownCriticalExtension,
  certificateUnreachableLinks,
  certificateVersion1,
  certificateWeakSignature,
  crlBadNumber,
  crlDeltaIndicator,
  crlDuplicateEntry,
  crlExpired,
  crlInvertedValidity,
  crlLongValidity,
  crlMalformedEntry,
  crlMalformedScope,
  crlMalformedSignature,
  crlNoAuthorityKeyIdentifier,
  crlNoNextUpdate,
  crlNoNumber,
  crlNotYetValid,
  crlRemoveFromFullList,
  crlRevokedInFuture,
  crlSignatureInvalid,
  crlSignerWithoutCrlSign,
  crlUnknownCriticalExtension,
  crlVersion1Extensions,
  crlWeakSignature,
  crlWrongVersion,
  javascriptAgentIgnoredByFetch,
  javascriptAlwaysTruePeerCertificate,
  javascriptAuthorizedNotChecked,
  javascriptConnectionStringOverridesSsl,
  javascriptLegacySecureProtocol,
  javascriptNameOverride,
  javascriptOptionAtWrongLevel,
  javascriptPathInsteadOfPem,
  javascriptRejectWithoutRequestCert,
  javascriptStringIsNotFalse,
  keyClosePrimes,
  keyCurveNotInTls,
  keyDsa,
  keyExplicitCurve,
  keyGroupReadable,
  keyInConfigMap,
  keyKnownCompromised,
  keyMalformed,
  keyNotIgnoredByGit,
  keyRoca,
  keyRsaPssOnly,
  keySharedPrime,
  keySmallFactor,
  keyTooLong,
  keyTooShort,
  keyWeakEncryption,
  keyWeakExponent,
  keyWeakParameters,
  nginxAddHeaderInheritance,
  nginxCertificateFromVariable,
  nginxConfCommandOverride,
  nginxConflictingServerName,
  nginxConflictingSessionCache,
  nginxDeprecatedSslClientCertVariable,
  nginxDuplicateDirective,
  nginxDuplicateListen,
  nginxDuplicateSslProtocols,
  nginxEncryptedKeyWithoutPasswordFile,
  nginxHostFromClient,
  nginxHstsOnPlainHttp,
  nginxHstsShort,
  nginxHstsTwice,
  nginxHstsUnquoted,
  nginxHstsWithoutAlways,
  nginxHttp2WithoutTls,
  nginxHttp3NotAnnounced,
  nginxInconsistentListen,
  nginxIneffectiveSetting,
  nginxInvalidAddress,
  nginxInvalidCondition,
  nginxInvalidRegularExpression,
  nginxInvalidTable,
  nginxInvalidValue,
  nginxKeyInDocumentRoot,
  nginxListenHttp2Deprecated,
  nginxListenWithoutSsl,
  nginxLongSessionTimeout,
  nginxMailWithoutStarttls,
  nginxMissingCertificate,
  nginxMissingSemicolon,
  nginxMtlsVhostConfusion,
  nginxNewerDirective,
  nginxNoDefaultReject,
  nginxNoHttpsRedirect,
  nginxNoRemovedDirective,
  nginxOcspWithoutResolver,
  nginxOptionalVerifyUnchecked,
  nginxPreferServerCiphers,
  nginxProxySetHeaderInheritance,
  nginxQuicWithoutTls13,
  nginxSessionCacheBuiltin,
  nginxSpoofableClientHeaders,
  nginxSslOnPlainUpstream,
  nginxStaplingWithoutIssuer,
  nginxUnbalancedBrace,
  nginxUnknownDirective,
  nginxUnknownVariable,
  nginxUpstreamIpLiteral,
  nginxUpstreamNameNeeded,
  nginxUpstreamSniOff,
  nginxVerifyResultComparedWrong,
  nginxVhostSslProtocolsIgnored,
  nginxWrongArgumentCount,
  nginxWrongContext,
  opensslCaShorterThanLeaf,
  opensslCaWithoutKeyUsage,
  opensslCopyallExtensions,
  opensslFixedSerial,
  opensslIneffectiveOption,
  opensslPasswordOnCommandLine,
  opensslShortKey,
  opensslUnencryptedCaKey,
  opensslUnverifiedProbe,
  opensslWeakDigest,
  opensslWeakEncryption,
  opensslX509ReqWithoutExtensions,
  pemMalformed,
  pemUndecodable,
  pythonAdHocCertificate,
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
  referenceClientCaWithoutRoot,
  referenceCrlExpired,
  referenceCrlMissingForChain,
  referenceCrlNotACrl,
  referenceDuplicateKeyType,
  referenceExpiresSoon,
  referenceIssuerNotTrustedByPeer,
  referenceKeyMismatch,
  referenceKeyTypeMismatch,
  referenceMalformedFile,
  referenceMissingFile,
  referenceNameNotCovered,
  referenceNotWhatItShouldBe,
  referenceNotYetValid,
  referencePathInvalid,
  referencePurposeMismatch,
  referenceRevoked,
  referenceTicketKeyLength,
  referenceVerifyDepthTooSmall,
  referenceWeakCertificate,
  requestAsksForCa,
  requestChallengePassword,
  requestMalformedName,
  requestMalformedSubject,
  requestNoName,
  requestNoSubjectAltName,
  requestSignatureInvalid,
  requestUnknownCriticalExtension,
  requestWeakSignature,
  requestWrongVersion,
  settingsSuppressionOfUnknownRule,
  settingsSuppressionWithoutReason,
  settingsSyntax,
  settingsUnknownRule,
  settingsUnknownSetting,
  settingsUnusedSuppression,
  settingsWrongValue,
  tlsCipherListMatchesKey,
  tlsGuidelineProfile,
  tlsNoCleartext,
  tlsNoDeprecatedProtocol,
  tlsNoDisabledHostnameCheck,
  tlsNoDisabledVerification,
  tlsNoEarlyDataWithoutGuard,
  tlsNoGlobalDisabledVerification,
  tlsNoHardCodedPassphrase,
  tlsNoIneffectiveSetting,
  tlsNoInlinePrivateKey,
  tlsNoLoweredSecurityLevel,
  tlsNoOptionalClientCertificate,
  tlsNoStaplingWithoutResponder,
  tlsNoStaticRsaOrFfdheCipher,
  tlsNoTls13SuiteInCipherList,
  tlsNoUnknownCipher,
  tlsNoUnreachableProtocolRange,
  tlsNoUnusedClientCa,
  tlsNoWeakCipher,
  tlsNoWeakDhParameters,
  tlsNoWeakenedEnvironment,
  tlsNotSearched,
  tlsRequireClientCa,
  tlsRequireModernGroups,
  tlsRequireTrustAnchors,
  tlsRequireUpstreamVerification,
];

/** In the order of `rules`. */
export const ruleDocs: readonly RuleDocs[] = [
  certificateAddressAsDnsNameDocs,
  certificateAnyPurposeOnlyDocs,
  certificateBasicConstraintsNotCriticalDocs,
  certificateCaAsServerDocs,
  certificateCaWithoutKeyCertSignDocs,
  certificateCaWithoutKeyUsageDocs,
  certificateCaWithoutNameDocs,
  certificateCaWithoutSubjectKeyIdentifierDocs,
  certificateClientAuthOfPublicCaDocs,
  certificateCommonNameNotInSanDocs,
  certificateCriticalFlagDocs,
  certificateCriticalKeyIdentifierDocs,
  certificateDuplicateSerialNumberDocs,
  certificateExpiredDocs,
  certificateExpiresSoonDocs,
  certificateGeneralizedTimeDocs,
  certificateInternalNameDocs,
  certificateInvertedValidityDocs,
  certificateInvisibleCharactersDocs,
  certificateIssuerNotSearchedDocs,
  certificateKeyCertSignWithoutCaDocs,
  certificateKeyUsageNotForKeyDocs,
  certificateLongerThan825DaysDocs,
  certificateLongerThanPublicLimitDocs,
  certificateMalformedAlternativeNameDocs,
  certificateMalformedDnsNameDocs,
  certificateMalformedKeyIdentifierDocs,
  certificateMalformedNameConstraintsDocs,
  certificateMalformedPoliciesDocs,
  certificateMalformedSignatureDocs,
  certificateMalformedSubjectDocs,
  certificateMisplacedWildcardDocs,
  certificateMixedScriptsDocs,
  certificateMustStapleWithoutResponderDocs,
  certificateNameConstraintsWithoutEffectDocs,
  certificateNoAuthorityKeyIdentifierDocs,
  certificateNoDigitalSignatureDocs,
  certificateNoExtendedKeyUsageDocs,
  certificateNoIssuerDocs,
  certificateNoSubjectAltNameDocs,
  certificateNoTimestampsDocs,
  certificateNotYetValidDocs,
  certificatePathLengthWithoutCaDocs,
  certificatePolicyLimitsWithoutCaDocs,
  certificatePrecertificateDocs,
  certificatePublicCaShapeDocs,
  certificatePublicKeyTypeDocs,
  certificatePublicPolicyDocs,
  certificatePublicRevocationDocs,
  certificatePublicSubjectDocs,
  certificatePublicUsageDocs,
  certificatePurposeWithoutKeyUsageDocs,
  certificateRefusedByIssuerDocs,
  certificateSelfSignedLeafDocs,
  certificateSerialNumberDocs,
  certificateShortSerialNumberDocs,
  certificateSignatureInvalidDocs,
  certificateSubjectAltNameNotCriticalDocs,
  certificateUnderscoreInNameDocs,
  certificateUnknownCriticalExtensionDocs,
  certificateUnreachableLinksDocs,
  certificateVersion1Docs,
  certificateWeakSignatureDocs,
  crlBadNumberDocs,
  crlDeltaIndicatorDocs,
  crlDuplicateEntryDocs,
  crlExpiredDocs,
  crlInvertedValidityDocs,
  crlLongValidityDocs,
  crlMalformedEntryDocs,
  crlMalformedScopeDocs,
  crlMalformedSignatureDocs,
  crlNoAuthorityKeyIdentifierDocs,
  crlNoNextUpdateDocs,
  crlNoNumberDocs,
  crlNotYetValidDocs,
  crlRemoveFromFullListDocs,
  crlRevokedInFutureDocs,
  crlSignatureInvalidDocs,
  crlSignerWithoutCrlSignDocs,
  crlUnknownCriticalExtensionDocs,
  crlVersion1ExtensionsDocs,
  crlWeakSignatureDocs,
  crlWrongVersionDocs,
  javascriptAgentIgnoredByFetchDocs,
  javascriptAlwaysTruePeerCertificateDocs,
  javascriptAuthorizedNotCheckedDocs,
  javascriptConnectionStringOverridesSslDocs,
  javascriptLegacySecureProtocolDocs,
  javascriptNameOverrideDocs,
  javascriptOptionAtWrongLevelDocs,
  javascriptPathInsteadOfPemDocs,
  javascriptRejectWithoutRequestCertDocs,
  javascriptStringIsNotFalseDocs,
  keyClosePrimesDocs,
  keyCurveNotInTlsDocs,
  keyDsaDocs,
  keyExplicitCurveDocs,
  keyGroupReadableDocs,
  keyInConfigMapDocs,
  keyKnownCompromisedDocs,
  keyMalformedDocs,
  keyNotIgnoredByGitDocs,
  keyRocaDocs,
  keyRsaPssOnlyDocs,
  keySharedPrimeDocs,
  keySmallFactorDocs,
  keyTooLongDocs,
  keyTooShortDocs,
  keyWeakEncryptionDocs,
  keyWeakExponentDocs,
  keyWeakParametersDocs,
  nginxAddHeaderInheritanceDocs,
  nginxCertificateFromVariableDocs,
  nginxConfCommandOverrideDocs,
  nginxConflictingServerNameDocs,
  nginxConflictingSessionCacheDocs,
  nginxDeprecatedSslClientCertVariableDocs,
  nginxDuplicateDirectiveDocs,
  nginxDuplicateListenDocs,
  nginxDuplicateSslProtocolsDocs,
  nginxEncryptedKeyWithoutPasswordFileDocs,
  nginxHostFromClientDocs,
  nginxHstsOnPlainHttpDocs,
  nginxHstsShortDocs,
  nginxHstsTwiceDocs,
  nginxHstsUnquotedDocs,
  nginxHstsWithoutAlwaysDocs,
  nginxHttp2WithoutTlsDocs,
  nginxHttp3NotAnnouncedDocs,
  nginxInconsistentListenDocs,
  nginxIneffectiveSettingDocs,
  nginxInvalidAddressDocs,
  nginxInvalidConditionDocs,
  nginxInvalidRegularExpressionDocs,
  nginxInvalidTableDocs,
  nginxInvalidValueDocs,
  nginxKeyInDocumentRootDocs,
  nginxListenHttp2DeprecatedDocs,
  nginxListenWithoutSslDocs,
  nginxLongSessionTimeoutDocs,
  nginxMailWithoutStarttlsDocs,
  nginxMissingCertificateDocs,
  nginxMissingSemicolonDocs,
  nginxMtlsVhostConfusionDocs,
  nginxNewerDirectiveDocs,
  nginxNoDefaultRejectDocs,
  nginxNoHttpsRedirectDocs,
  nginxNoRemovedDirectiveDocs,
  nginxOcspWithoutResolverDocs,
  nginxOptionalVerifyUncheckedDocs,
  nginxPreferServerCiphersDocs,
  nginxProxySetHeaderInheritanceDocs,
  nginxQuicWithoutTls13Docs,
  nginxSessionCacheBuiltinDocs,
  nginxSpoofableClientHeadersDocs,
  nginxSslOnPlainUpstreamDocs,
  nginxStaplingWithoutIssuerDocs,
  nginxUnbalancedBraceDocs,
  nginxUnknownDirectiveDocs,
  nginxUnknownVariableDocs,
  nginxUpstreamIpLiteralDocs,
  nginxUpstreamNameNeededDocs,
  nginxUpstreamSniOffDocs,
  nginxVerifyResultComparedWrongDocs,
  nginxVhostSslProtocolsIgnoredDocs,
  nginxWrongArgumentCountDocs,
  nginxWrongContextDocs,
  opensslCaShorterThanLeafDocs,
  opensslCaWithoutKeyUsageDocs,
  opensslCopyallExtensionsDocs,
  opensslFixedSerialDocs,
  opensslIneffectiveOptionDocs,
  opensslPasswordOnCommandLineDocs,
  opensslShortKeyDocs,
  opensslUnencryptedCaKeyDocs,
  opensslUnverifiedProbeDocs,
  opensslWeakDigestDocs,
  opensslWeakEncryptionDocs,
  opensslX509ReqWithoutExtensionsDocs,
  pemMalformedDocs,
  pemUndecodableDocs,
  pythonAdHocCertificateDocs,
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
  referenceClientCaWithoutRootDocs,
  referenceCrlExpiredDocs,
  referenceCrlMissingForChainDocs,
  referenceCrlNotACrlDocs,
  referenceDuplicateKeyTypeDocs,
  referenceExpiresSoonDocs,
  referenceIssuerNotTrustedByPeerDocs,
  referenceKeyMismatchDocs,
  referenceKeyTypeMismatchDocs,
  referenceMalformedFileDocs,
  referenceMissingFileDocs,
  referenceNameNotCoveredDocs,
  referenceNotWhatItShouldBeDocs,
  referenceNotYetValidDocs,
  referencePathInvalidDocs,
  referencePurposeMismatchDocs,
  referenceRevokedDocs,
  referenceTicketKeyLengthDocs,
  referenceVerifyDepthTooSmallDocs,
  referenceWeakCertificateDocs,
  requestAsksForCaDocs,
  requestChallengePasswordDocs,
  requestMalformedNameDocs,
  requestMalformedSubjectDocs,
  requestNoNameDocs,
  requestNoSubjectAltNameDocs,
  requestSignatureInvalidDocs,
  requestUnknownCriticalExtensionDocs,
  requestWeakSignatureDocs,
  requestWrongVersionDocs,
  settingsSuppressionOfUnknownRuleDocs,
  settingsSuppressionWithoutReasonDocs,
  settingsSyntaxDocs,
  settingsUnknownRuleDocs,
  settingsUnknownSettingDocs,
  settingsUnusedSuppressionDocs,
  settingsWrongValueDocs,
  tlsCipherListMatchesKeyDocs,
  tlsGuidelineProfileDocs,
  tlsNoCleartextDocs,
  tlsNoDeprecatedProtocolDocs,
  tlsNoDisabledHostnameCheckDocs,
  tlsNoDisabledVerificationDocs,
  tlsNoEarlyDataWithoutGuardDocs,
  tlsNoGlobalDisabledVerificationDocs,
  tlsNoHardCodedPassphraseDocs,
  tlsNoIneffectiveSettingDocs,
  tlsNoInlinePrivateKeyDocs,
  tlsNoLoweredSecurityLevelDocs,
  tlsNoOptionalClientCertificateDocs,
  tlsNoStaplingWithoutResponderDocs,
  tlsNoStaticRsaOrFfdheCipherDocs,
  tlsNoTls13SuiteInCipherListDocs,
  tlsNoUnknownCipherDocs,
  tlsNoUnreachableProtocolRangeDocs,
  tlsNoUnusedClientCaDocs,
  tlsNoWeakCipherDocs,
  tlsNoWeakDhParametersDocs,
  tlsNoWeakenedEnvironmentDocs,
  tlsNotSearchedDocs,
  tlsRequireClientCaDocs,
  tlsRequireModernGroupsDocs,
  tlsRequireTrustAnchorsDocs,
  tlsRequireUpstreamVerificationDocs,
];
