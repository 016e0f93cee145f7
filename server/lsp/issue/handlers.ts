import { message } from '../../core/base/message.ts';
import { success } from '../../core/base/result.ts';
import { refuse } from '../../core/issue/failure.ts';
import { checkCommonName } from '../../core/issue/names.ts';
import { checkDays, profiles } from '../../core/issue/profile.ts';
import { readGitStatus } from '../../core/workspace/git-ignore.ts';
import type {
  CaUse,
  CheckCaAnswer,
  CheckCaParams,
  CheckFieldAnswer,
  CheckFieldParams,
  IgnoreKeyAnswer,
  IssuanceTargetsAnswer,
  IssuanceTargetsParams,
  ListCasAnswer,
  PlanIssuanceAnswer,
  PlanIssuanceParams,
} from '../protocol.ts';
import type { Session } from '../session.ts';
import { readAlternativeNames, readPermitted } from './alternative-names.ts';
import { numberOf } from './certificate-tasks.ts';
import { findCas } from './find-cas.ts';
import { keepPlan } from './plans.ts';
import { previewOf } from './preview.ts';
import { readAuthority } from './read-given.ts';
import { toFailure, withHint } from './refusal.ts';
import { spellingFrom } from './spelling.ts';
import { findIssuanceTargets } from './targets.ts';
import { makeTaskPlan, nearOf } from './tasks.ts';

export { dropPlan } from './plans.ts';
export { writeIssuance } from './write-plan.ts';

export async function listCas({ workspace, host, localize, scanned }: Session): Promise<ListCasAnswer> {
  await scanned;
  return { choices: findCas(workspace, localize, host.now()) };
}

/** Whether these files are a CA whose certificates peers will accept. */
export async function checkCa({ use, ...files }: CheckCaParams, { host, localize }: Session): Promise<CheckCaAnswer> {
  const read = await readAuthority(host, files);
  if (!read.ok) return { failure: toFailure(read.error, localize) };
  const { openAuthority } = await import('../../core/issue/authority.ts');
  const opened = await openAuthority(host.crypto, host.now(), useOf(use), read.value.files);
  return opened.ok ? {} : { failure: toFailure(opened.error, localize) };
}

function useOf(use: CaUse) {
  return use === 'lists' ? 'revocation-lists' : profiles[use];
}

export function checkField(params: CheckFieldParams, { localize }: Session): CheckFieldAnswer {
  const checked = check(params);
  return checked.ok ? {} : { message: withHint(checked.error, localize) };
}

function check({ field, text }: CheckFieldParams) {
  const number = numberOf(text) ?? Number.NaN;
  switch (field) {
    case 'commonName':
      return checkCommonName(text);
    case 'clientNames':
      return readAlternativeNames(text, 'client');
    case 'serverNames':
      return readAlternativeNames(text, 'server');
    case 'requestNames':
      return readAlternativeNames(text, 'any');
    case 'permitted':
      return readPermitted(text);
    case 'days':
      return checkDays(number);
    case 'listDays':
      if (number >= 1 && number <= 366) return success(number);
      return refuse('days', message('A revocation list can hold for 1 to {limit} days.', { limit: 366 }));
    case 'pathLength':
      if (number >= 0 && number <= 32) return success(number);
      return refuse('path-length', message('The path length has to be a number from 0 to 32.'));
  }
}

export async function ignoreKey(uri: string, { host }: Session): Promise<IgnoreKeyAnswer> {
  const status = await readGitStatus(host.files, uri);
  if (status.state !== 'not-ignored') return {};
  return { add: { uri: status.ignoreFile, offset: status.insertAt, text: status.text } };
}

export async function issuanceTargets(params: IssuanceTargetsParams, session: Session): Promise<IssuanceTargetsAnswer> {
  return { targets: await findIssuanceTargets(params, session) };
}

/** Makes everything, and keeps it until the person has seen what would be written. */
export async function planIssuance(params: PlanIssuanceParams, session: Session): Promise<PlanIssuanceAnswer> {
  const made = await makeTaskPlan(params, session);
  if (!made.ok) return { failure: toFailure(made.error, session.localize) };
  const shown = { made: made.value, spelling: spellingFrom(session.folders, nearOf(params)) };
  return { value: await previewOf(keepPlan(shown, session), shown, session) };
}
