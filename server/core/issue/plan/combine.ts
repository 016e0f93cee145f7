import { command, type Script } from '../openssl/script.ts';
import type { Plan } from './plan.ts';

/** Several plans for one folder as one: all of it is written, or nothing. */
export function combine(plans: readonly Plan[]): Plan {
  return {
    files: plans.flatMap(({ files }) => files),
    recorded: plans.flatMap(({ recorded }) => recorded),
    state: plans.flatMap(({ state }) => state),
    remarks: plans.flatMap(({ remarks }) => remarks),
    notes: plans.flatMap(({ notes }) => notes),
    script: withoutRepeated(plans.flatMap(({ script }) => script)),
  };
}

/** A folder is made once. */
function withoutRepeated(script: Script): Script {
  const mkdir = command('mkdir', '-p');
  return script.filter((line, i) => typeof line !== 'string' || !line.startsWith(mkdir) || script.indexOf(line) === i);
}
