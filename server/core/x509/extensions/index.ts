// Written by `npm run generate`.
import type { AnyExtensionKind } from '../extension.ts';
import { extension as acmeIdentifier } from './acme-identifier.ts';
import { extension as authorityInfoAccess } from './authority-info-access.ts';
import { extension as authorityKeyIdentifier } from './authority-key-identifier.ts';
import { extension as autonomousSystemIds } from './autonomous-system-ids.ts';
import { extension as basicConstraints } from './basic-constraints.ts';
import { extension as cabfOrganizationIdentifier } from './cabf-organization-identifier.ts';
import { extension as certificateIssuer } from './certificate-issuer.ts';
import { extension as certificatePolicies } from './certificate-policies.ts';
import { extension as crlDistributionPoints } from './crl-distribution-points.ts';
import { extension as crlNumber } from './crl-number.ts';
import { extension as delegationUsage } from './delegation-usage.ts';
import { extension as deltaCrlIndicator } from './delta-crl-indicator.ts';
import { extension as entrustVersionInfo } from './entrust-version-info.ts';
import { extension as extKeyUsage } from './ext-key-usage.ts';
import { extension as freshestCrl } from './freshest-crl.ts';
import { extension as holdInstructionCode } from './hold-instruction-code.ts';
import { extension as inhibitAnyPolicy } from './inhibit-any-policy.ts';
import { extension as invalidityDate } from './invalidity-date.ts';
import { extension as ipAddressBlocks } from './ip-address-blocks.ts';
import { extension as issuerAltName } from './issuer-alt-name.ts';
import { extension as issuerSignTool } from './issuer-sign-tool.ts';
import { extension as issuingDistributionPoint } from './issuing-distribution-point.ts';
import { extension as keyUsage } from './key-usage.ts';
import { extension as msApplicationPolicies } from './ms-application-policies.ts';
import { extension as msCaVersion } from './ms-ca-version.ts';
import { extension as msCertificateTemplate } from './ms-certificate-template.ts';
import { extension as msPreviousCaCertificateHash } from './ms-previous-ca-certificate-hash.ts';
import { extension as msSecurityIdentifier } from './ms-security-identifier.ts';
import { extension as msTemplateName } from './ms-template-name.ts';
import { extension as nameConstraints } from './name-constraints.ts';
import { extension as netscapeBaseUrl } from './netscape-base-url.ts';
import { extension as netscapeCaPolicyUrl } from './netscape-ca-policy-url.ts';
import { extension as netscapeCaRevocationUrl } from './netscape-ca-revocation-url.ts';
import { extension as netscapeCertType } from './netscape-cert-type.ts';
import { extension as netscapeComment } from './netscape-comment.ts';
import { extension as netscapeRenewalUrl } from './netscape-renewal-url.ts';
import { extension as netscapeRevocationUrl } from './netscape-revocation-url.ts';
import { extension as netscapeSslServerName } from './netscape-ssl-server-name.ts';
import { extension as ocspNoCheck } from './ocsp-no-check.ts';
import { extension as ocspSignedCertificateTimestampList } from './ocsp-signed-certificate-timestamp-list.ts';
import { extension as policyConstraints } from './policy-constraints.ts';
import { extension as policyMappings } from './policy-mappings.ts';
import { extension as precertificatePoison } from './precertificate-poison.ts';
import { extension as privateKeyUsagePeriod } from './private-key-usage-period.ts';
import { extension as proxyCertInfo } from './proxy-cert-info.ts';
import { extension as qcStatements } from './qc-statements.ts';
import { extension as reasonCode } from './reason-code.ts';
import { extension as signedCertificateTimestampList } from './signed-certificate-timestamp-list.ts';
import { extension as subjectAltName } from './subject-alt-name.ts';
import { extension as subjectDirectoryAttributes } from './subject-directory-attributes.ts';
import { extension as subjectInfoAccess } from './subject-info-access.ts';
import { extension as subjectKeyIdentifier } from './subject-key-identifier.ts';
import { extension as subjectSignTool } from './subject-sign-tool.ts';
import { extension as tlsFeature } from './tls-feature.ts';

export const extensionKinds: readonly AnyExtensionKind[] = [
  acmeIdentifier,
  authorityInfoAccess,
  authorityKeyIdentifier,
  autonomousSystemIds,
  basicConstraints,
  cabfOrganizationIdentifier,
  certificateIssuer,
  certificatePolicies,
  crlDistributionPoints,
  crlNumber,
  delegationUsage,
  deltaCrlIndicator,
  entrustVersionInfo,
  extKeyUsage,
  freshestCrl,
  holdInstructionCode,
  inhibitAnyPolicy,
  invalidityDate,
  ipAddressBlocks,
  issuerAltName,
  issuerSignTool,
  issuingDistributionPoint,
  keyUsage,
  msApplicationPolicies,
  msCaVersion,
  msCertificateTemplate,
  msPreviousCaCertificateHash,
  msSecurityIdentifier,
  msTemplateName,
  nameConstraints,
  netscapeBaseUrl,
  netscapeCaPolicyUrl,
  netscapeCaRevocationUrl,
  netscapeCertType,
  netscapeComment,
  netscapeRenewalUrl,
  netscapeRevocationUrl,
  netscapeSslServerName,
  ocspNoCheck,
  ocspSignedCertificateTimestampList,
  policyConstraints,
  policyMappings,
  precertificatePoison,
  privateKeyUsagePeriod,
  proxyCertInfo,
  qcStatements,
  reasonCode,
  signedCertificateTimestampList,
  subjectAltName,
  subjectDirectoryAttributes,
  subjectInfoAccess,
  subjectKeyIdentifier,
  subjectSignTool,
  tlsFeature,
];
