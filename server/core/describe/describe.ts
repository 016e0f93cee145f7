import type { Field, JsonValue } from '../base/field.ts';
import { type Message, message } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { PkiObject, PkiValue, PrivateKey, WebKeyFacts } from '../x509/types.ts';
import { describeCertificate } from './describe-certificate.ts';
import { describeKeyStore, encryptionField } from './describe-key-store.ts';
import { describeList } from './describe-list.ts';
import { describeRequest } from './describe-request.ts';
import {
  describeAttributeCertificate,
  describeCms,
  describeOcspAnswer,
  describeParameters,
} from './describe-structures.ts';
import { field, keyFingerprintField, yesNoField } from './fields.ts';
import { keyField } from './key-fields.ts';

/**
 * Every described field of a PKI object, in the order in which a person wants to read them. Names and values come from
 * whoever made the object: what is invisible in them is made visible. Private keys: public facts only.
 */
export function describe(value: PkiValue): Field[] {
  switch (value.kind) {
    case 'certificate':
      return describeCertificate(value);
    case 'certification-request':
      return describeRequest(value);
    case 'certificate-list':
      return describeList(value);
    case 'private-key':
      return describePrivateKey(value);
    case 'public-key':
      return [
        keyField(value.subjectPublicKeyInfo),
        keyFingerprintField(value.subjectPublicKeyInfo),
        ...webKeyFields(value.jwk),
      ];
    case 'cms':
      return describeCms(value);
    case 'key-store':
      return describeKeyStore(value);
    case 'parameters':
      return describeParameters(value);
    case 'attribute-certificate':
      return describeAttributeCertificate(value);
    case 'ocsp-response':
      return describeOcspAnswer(value);
    case 'other':
      return [];
  }
}

function describePrivateKey(key: PrivateKey): Field[] {
  return [
    field('format', message('Format'), key.format),
    yesNoField('encrypted', message('Encrypted'), key.encrypted),
    ...(key.encryption ? [encryptionField(key.encryption)] : []),
    keyOf(key),
    ...(key.publicKey ? [keyFingerprintField(key.publicKey)] : []),
    ...webKeyFields(key.jwk),
  ];
}

/** What kind of key it is; of an encrypted one that may be known to those alone who have its password. */
function keyOf(key: PrivateKey): Field {
  const field = keyField(key.publicKey ?? key);
  return key.encrypted && key.keyType === 'unknown'
    ? { ...field, text: message('seen with its password alone') }
    : field;
}

/** RFC 7517, section 4: what a JSON Web Key says of itself. */
function webKeyFields(facts: WebKeyFacts | undefined): Field[] {
  if (!facts) return [];
  const { kid, use, alg, thumbprint } = facts;
  const given = (key: string, label: Message, text: string | undefined): Field[] =>
    text === undefined ? [] : [field(key, label, visible(text))];
  return [
    ...given('kid', message('Key ID'), kid),
    ...given('use', message('Use'), use),
    ...given('alg', message('Algorithm'), alg),
    field('thumbprint', message('Thumbprint (RFC 7638)'), thumbprint),
  ];
}

/** The JSON object of `tlsense inspect` for one PKI object: stable English keys. */
export function inspectObject({ value, block, form, span, problems, within }: PkiObject): {
  readonly [key: string]: JsonValue;
} {
  const fields = value ? describe(value) : [];
  return {
    kind: value?.kind ?? 'undecodable',
    ...(block ? { label: visible(block.label) } : {}),
    ...(form === undefined ? {} : { form }),
    ...(within ? { within: within.holder.value?.kind ?? null } : {}),
    ...(within?.name === undefined ? {} : { name: visible(within.name) }),
    span: { start: span.start, end: span.end },
    ...Object.fromEntries(
      fields.flatMap(({ key, json, audience }) => (audience === 'people' ? [] : [[key, json ?? null]])),
    ),
    ...(problems.length > 0 ? { problems: problems.map(({ code }) => code) } : {}),
  };
}
