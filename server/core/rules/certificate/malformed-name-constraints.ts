import { type Message, message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { type GeneralSubtree, extension as nameConstraints } from '../../x509/extensions/name-constraints.ts';

/** What clients apply (Go and rustls no directory names either, which are there in many CAs all the same). */
const applied: ReadonlySet<string> = new Set([
  'dNSName',
  'rfc822Name',
  'uniformResourceIdentifier',
  'iPAddress',
  'directoryName',
]);

function faultOf({ base, minimum, maximum }: GeneralSubtree, isCritical: boolean): Message | undefined {
  if (minimum !== 0) return message('a minimum other than 0');
  if (maximum !== undefined) return message('a maximum');
  if (isCritical && !applied.has(base.type))
    return message('the type {type}, which no client applies', { type: base.type });
  switch (base.type) {
    case 'dNSName':
      return dnsFault(base.value);
    case 'uniformResourceIdentifier':
      return /[/:]/.test(base.value)
        ? message('an address where a host is meant: {value}', { value: base.value })
        : undefined;
    case 'rfc822Name':
      return base.value.includes('*') ? wildcard(base.value) : undefined;
    case 'iPAddress':
      return maskFault(base.octets);
    default:
      return undefined;
  }
}

function wildcard(value: string): Message {
  return message('a wildcard, which stands for itself here: {value}', { value });
}

function dnsFault(value: string): Message | undefined {
  if (value.includes('*')) return wildcard(value);
  if (value.endsWith('.')) return message('a dot at the end of {value}', { value });
  if (/[/:@\s]/.test(value)) return message('something that is no host name: {value}', { value });
  return undefined;
}

function maskFault(octets: Uint8Array): Message | undefined {
  const half = octets.length / 2;
  if (half !== 4 && half !== 16) return undefined;
  const bits = [...octets.subarray(half)].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  if (bits.includes('01')) return message('a mask with gaps');
  const isOutside = octets.subarray(0, half).some((octet, i) => (octet & ~(octets[half + i] ?? 0)) !== 0);
  return isOutside ? message('an address with bits outside of its mask') : undefined;
}

export const docs: RuleDocs = {
  summary: 'Report name constraints that are empty, or hold what clients cannot apply.',
  why: 'What a client cannot apply it must refuse, with every certificate below. Go 1.19 reads no CA whose constraints are empty, have a mask with gaps or a dot at the end; Java 17 none with a scheme in an address; pyca/cryptography none with a wildcard or with bits outside of a mask. Where clients do accept them, a wildcard or an address of a page matches no name at all.',
  invalid: [
    { language: 'pem', text: { fixture: 'empty-name-constraints' } },
    { language: 'pem', text: { fixture: 'wildcard-name-constraints' } },
    { language: 'pem', text: { fixture: 'gap-name-constraints' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'name-constraints-not-critical' } },
    { language: 'pem', text: { fixture: 'name-constraints' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-name-constraints',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.10'],
  messages: {
    empty:
      'The name constraints of this certificate are empty: Go and others refuse it, with every certificate below. Issue the CA again, with constraints or without the extension.',
    malformed:
      'The name constraints of this certificate hold {fault}: clients refuse every certificate below, or pass over the constraint. Issue the CA again.',
  },
  check({ certificate, span }) {
    const constraints = certificate.extensionValues.get(nameConstraints);
    if (!constraints) return undefined;
    const { permittedSubtrees, excludedSubtrees } = constraints;
    if (!permittedSubtrees && !excludedSubtrees) return [{ span, message: 'empty' }];
    const isCritical = certificate.extensions.some(({ oid, critical }) => critical && oid === nameConstraints.oid);
    for (const subtree of [...(permittedSubtrees ?? []), ...(excludedSubtrees ?? [])]) {
      const fault = faultOf(subtree, isCritical);
      if (fault) return [{ span, message: 'malformed', data: { fault } }];
    }
    return undefined;
  },
});
