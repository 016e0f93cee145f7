import type { ExtensionKind } from '../extension.ts';
import { extension as authorityInfoAccess } from './authority-info-access.ts';
import { extension as authorityKeyIdentifier } from './authority-key-identifier.ts';
import { extension as basicConstraints } from './basic-constraints.ts';
import { extension as certificatePolicies } from './certificate-policies.ts';
import { extension as cRLDistributionPoints } from './crl-distribution-points.ts';
import { extension as cRLNumber } from './crl-number.ts';
import { extension as extKeyUsage } from './ext-key-usage.ts';
import { extension as issuerAltName } from './issuer-alt-name.ts';
import { extension as keyUsage } from './key-usage.ts';
import { extension as nameConstraints } from './name-constraints.ts';
import { extension as reasonCode } from './reason-code.ts';
import { extension as subjectAltName } from './subject-alt-name.ts';
import { extension as subjectKeyIdentifier } from './subject-key-identifier.ts';
import { extension as tlsFeature } from './tls-feature.ts';

/** Every kind of extension that is read, in the order in which people are shown them. */
export const extensionKinds: readonly ExtensionKind<unknown>[] = [
  subjectAltName,
  extKeyUsage,
  keyUsage,
  basicConstraints,
  nameConstraints,
  certificatePolicies,
  tlsFeature,
  cRLDistributionPoints,
  authorityInfoAccess,
  issuerAltName,
  cRLNumber,
  reasonCode,
  subjectKeyIdentifier,
  authorityKeyIdentifier,
];
