import { isHostName, readUri } from '../name-syntax.ts';
import { type ConstraintForm, ofName } from './form.ts';

/** A host, or with a leading dot every host below a domain. A URI whose host is no domain name is refused before. */
export const uniformResourceIdentifier: ConstraintForm<'uniformResourceIdentifier'> = {
  type: 'uniformResourceIdentifier',
  isConstraint: ({ value }) => value === '' || isHostName(value.startsWith('.') ? value.slice(1) : value),
  isWithin({ value }, { value: base }) {
    if (base === '') return true;
    const host = hostOf(value);
    return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
  },
};

const hostOf = ofName((uri) => readUri(uri)?.host?.toLowerCase() ?? '');
