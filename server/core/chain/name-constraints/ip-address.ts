import type { ConstraintForm } from './form.ts';

/** An address and a mask as in RFC 4632: ones, then zeros. */
export const ipAddress: ConstraintForm<'iPAddress'> = {
  type: 'iPAddress',
  isConstraint({ octets }) {
    if (octets.length !== 8 && octets.length !== 32) return false;
    const bits = [...octets.subarray(octets.length / 2)].map((octet) => octet.toString(2).padStart(8, '0')).join('');
    return /^1*0*$/.test(bits);
  },
  isWithin({ octets: address }, { octets }) {
    if (octets.length !== 2 * address.length) return false;
    return address.every((octet, i) => {
      const mask = octets[address.length + i] ?? 0;
      return (octet & mask) === ((octets[i] ?? 0) & mask);
    });
  },
};
