import { isWithinSubtree } from '../name-matching.ts';
import type { ConstraintForm } from './form.ts';

/** Every name that begins with the relative distinguished names of the base. */
export const directoryName: ConstraintForm<'directoryName'> = {
  type: 'directoryName',
  isConstraint: () => true,
  isWithin: (name, base) => isWithinSubtree(name.value, base.value),
};
