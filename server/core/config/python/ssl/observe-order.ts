import type { Observed } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { isCertain } from '../value.ts';
import type { SslContext } from './ssl-context.ts';
import { readVerifyMode } from './verify-mode.ts';
import { writeVerification } from './write-verification.ts';

/**
 * `verify_mode = CERT_NONE` while names are checked raises ValueError: the name check has to go first, and both of them
 * better stay.
 */
export function observeNameCheckOrder(context: SslContext): Observed[] {
  const { subject, creation } = context;
  let checks: boolean | undefined = creation.kind === 'foreign' ? undefined : creation.isSecure;
  const seen: Observed[] = [];
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment') continue;
    if (touch.attribute === 'check_hostname') {
      const { value } = touch;
      const next = value.kind === 'constant' && touch.operator === '=' ? Boolean(value.value) : undefined;
      checks = isCertain(touch, subject) || next === checks ? next : undefined;
    }
    if (touch.attribute !== 'verify_mode' || touch.operator !== '=' || checks !== true) continue;
    // In another function the statement may come at another time.
    if (readVerifyMode(touch.value) !== 'none' || !isCertain(touch, subject)) continue;
    seen.push({
      code: 'python/check-hostname-order',
      span: spanOf(touch.statement),
      repair: (file) => writeVerification(context, file, { trustAnchors: undefined, nameOnly: false }),
    });
  }
  return seen;
}
