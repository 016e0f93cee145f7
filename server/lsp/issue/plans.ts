import type { Spelling } from '../../core/issue/plan/plan.ts';
import type { Session } from '../session.ts';
import type { TaskPlan } from './certificate-tasks.ts';

/** What was shown to the person, and alone may be written. */
export interface ShownPlan {
  readonly made: TaskPlan;
  readonly spelling: Spelling;
}

/** Plans that can still be agreed to. They hold private keys, so few are kept, and not for long. */
const keptPlans = 3;

interface Plans {
  readonly byNumber: Map<number, ShownPlan>;
  last: number;
}

const sessions = new WeakMap<Session, Plans>();

export function keepPlan(plan: ShownPlan, session: Session): number {
  const plans = sessions.get(session) ?? { byNumber: new Map<number, ShownPlan>(), last: 0 };
  sessions.set(session, plans);
  plans.byNumber.set(++plans.last, plan);
  plans.byNumber.delete(plans.last - keptPlans);
  return plans.last;
}

export function planOf(number: number, session: Session): ShownPlan | undefined {
  return sessions.get(session)?.byNumber.get(number);
}

export function dropPlan(number: number, session: Session): void {
  sessions.get(session)?.byNumber.delete(number);
}
