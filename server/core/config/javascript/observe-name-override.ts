import type { Observation } from '../../tls/observation.ts';
import { evaluate } from './constants.ts';
import { removeProperty } from './layout.ts';
import type { Program } from './program.ts';
import { ancestor, childAfter, spanOf } from './syntax.ts';

/** https://grpc.github.io/grpc/core/group__grpc__arg__keys.html: meant for tests. */
export function observeNameOverride(program: Program): Observation[] {
  return [...program.text.matchAll(/(["'])grpc\.ssl_target_name_override\1\s*:/g)].flatMap((match): Observation[] => {
    const property = ancestor(program.tree.resolveInner(match.index, 1), 'Property', 2);
    const value = property && childAfter(property, ':');
    const name = value && evaluate(program, value)?.value;
    if (!property || typeof name !== 'string') return [];
    return [
      {
        code: 'javascript/name-override',
        span: spanOf(property),
        data: { name },
        repair: () => removeProperty(program.text, property, ({ from }) => from === property.from),
      },
    ];
  });
}
