import type { Field } from '../base/field.ts';
import { message } from '../base/message.ts';
import type { AnyExtensionKind } from '../x509/extension.ts';
import { extension as basicConstraints } from '../x509/extensions/basic-constraints.ts';
import { extension as extKeyUsage } from '../x509/extensions/ext-key-usage.ts';
import { extension as keyUsage } from '../x509/extensions/key-usage.ts';
import { extension as subjectAltName } from '../x509/extensions/subject-alt-name.ts';
import type { CertificationRequest } from '../x509/types.ts';
import { extensionField, extensionListField, otherExtensionFields } from './extension-fields.ts';
import { keyFingerprintField, nameField } from './fields.ts';
import { keyField, signatureFields } from './key-fields.ts';

const placed: readonly AnyExtensionKind[] = [subjectAltName, extKeyUsage, keyUsage, basicConstraints];

export function describeRequest(request: CertificationRequest): Field[] {
  const { extensionValues: values } = request;
  return [
    nameField('subject', message('Subject'), request.subject),
    ...extensionField(values, subjectAltName),
    keyField(request.subjectPublicKeyInfo),
    ...signatureFields(request.signatureAlgorithm, request.signatureValue),
    ...extensionField(values, extKeyUsage),
    ...extensionField(values, keyUsage),
    ...extensionField(values, basicConstraints),
    ...otherExtensionFields(values, placed),
    keyFingerprintField(request.subjectPublicKeyInfo),
    ...extensionListField(values),
  ];
}
