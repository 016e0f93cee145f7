// Written by `npm run generate`.
import type { AnyExtensionKind } from '../extension.ts';
import { extension as authorityInfoAccess } from './authority-info-access.ts';
import { extension as authorityKeyIdentifier } from './authority-key-identifier.ts';
import { extension as basicConstraints } from './basic-constraints.ts';
import { extension as certificateIssuer } from './certificate-issuer.ts';
import { extension as certificatePolicies } from './certificate-policies.ts';
import { extension as crlDistributionPoints } from './crl-distribution-points.ts';
import { extension as crlNumber } from './crl-number.ts';
import { extension as deltaCrlIndicator } from './delta-crl-indicator.ts';
import { extension as extKeyUsage } from './ext-key-usage.ts';
import { extension as freshestCrl } from './freshest-crl.ts';
import { extension as inhibitAnyPolicy } from './inhibit-any-policy.ts';
import { extension as invalidityDate } from './invalidity-date.ts';
import { extension as issuerAltName } from './issuer-alt-name.ts';
import { extension as issuingDistributionPoint } from './issuing-distribution-point.ts';
import { extension as keyUsage } from './key-usage.ts';
import { extension as nameConstraints } from './name-constraints.ts';
import { extension as policyConstraints } from './policy-constraints.ts';
import { extension as policyMappings } from './policy-mappings.ts';
import { extension as reasonCode } from './reason-code.ts';
import { extension as subjectAltName } from './subject-alt-name.ts';
import { extension as subjectInfoAccess } from './subject-info-access.ts';
import { extension as subjectKeyIdentifier } from './subject-key-identifier.ts';
import { extension as tlsFeature } from './tls-feature.ts';

export const extensionKinds: readonly AnyExtensionKind[] = [
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificateIssuer,
  certificatePolicies,
  crlDistributionPoints,
  crlNumber,
  deltaCrlIndicator,
  extKeyUsage,
  freshestCrl,
  inhibitAnyPolicy,
  invalidityDate,
  issuerAltName,
  issuingDistributionPoint,
  keyUsage,
  nameConstraints,
  policyConstraints,
  policyMappings,
  reasonCode,
  subjectAltName,
  subjectInfoAccess,
  subjectKeyIdentifier,
  tlsFeature,
];
