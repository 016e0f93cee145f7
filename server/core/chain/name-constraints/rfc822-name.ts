import { isHostName, readMailbox } from '../name-syntax.ts';
import { type ConstraintForm, ofName } from './form.ts';

/** A mailbox, all mailboxes of a host, or with a leading dot those of every host below a domain. */
export const rfc822Name: ConstraintForm<'rfc822Name'> = {
  type: 'rfc822Name',
  isConstraint({ value }) {
    if (value === '') return true;
    if (value.includes('@')) return readMailbox(value) !== undefined;
    return isHostName(value.startsWith('.') ? value.slice(1) : value);
  },
  isWithin({ value }, { value: base }) {
    if (base === '') return true;
    const { at, host } = mailbox(value);
    if (base.startsWith('.')) return host.endsWith(base.toLowerCase());
    const baseAt = base.lastIndexOf('@');
    if (host !== base.slice(baseAt + 1).toLowerCase()) return false;
    // RFC 5280, 7.5: the local part is compared as it is.
    return baseAt < 0 || value.slice(0, at) === base.slice(0, baseAt);
  },
};

const mailbox = ofName((value) => {
  const at = value.lastIndexOf('@');
  return { at, host: value.slice(at + 1).toLowerCase() };
});
