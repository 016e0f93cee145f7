import type { PeerVerification, TlsContext } from '../../../tls/context.ts';
import { sometimes } from '../conditions.ts';
import { argument, isNone } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { type Assignment, type Branch, isCertain, type Subject } from '../value.ts';
import type { Creation } from './creation.ts';
import { type Held, hold, nothing, settled } from './held.ts';
import { readVerifyMode } from './verify-mode.ts';

export interface Verification {
  readonly verify: Held<PeerVerification>;
  readonly hostname: Held<boolean>;
  readonly sometimes?: TlsContext['sometimes'];
}

/**
 * The two switches together, for they are coupled: turning the name check on where nothing is verified turns
 * verification on (Python 3.7 and later).
 */
export function readVerification(subject: Subject, creation: Creation): Verification {
  let { verify, hostname } = initialVerification(subject, creation);
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment') continue;
    if (touch.attribute === 'verify_mode') verify = hold(subject, verify, readVerifyMode(settled(touch)), touch);
    else if (touch.attribute === 'check_hostname') {
      const value = settled(touch);
      hostname = hold(subject, hostname, value.kind === 'constant' ? Boolean(value.value) : 'unknown', touch);
      if (verify.value !== 'none' || value.kind !== 'constant' || !value.value) continue;
      verify = { value: hostname.value === true ? 'required' : 'unknown', span: spanOf(touch.statement), touch };
    }
  }
  const conditional = {
    ...(verify.value === 'unknown' && peerSometimes(subject)),
    ...(hostname.value === 'unknown' && nameSometimes(subject)),
  };
  return { verify, hostname, ...(Object.keys(conditional).length > 0 && { sometimes: conditional }) };
}

function peerSometimes(subject: Subject): TlsContext['sometimes'] {
  const touch = lastIn(subject, 'verify_mode', (one) => readVerifyMode(one.value) === 'none');
  const peerVerification = touch && sometimes<PeerVerification>('none', touch, subject);
  return peerVerification && { peerVerification };
}

function nameSometimes(subject: Subject): TlsContext['sometimes'] {
  const isOff = ({ value }: Assignment): boolean => value.kind === 'constant' && !value.value;
  const touch = lastIn(subject, 'check_hostname', isOff);
  const hostnameVerification = touch && sometimes(false, touch, subject);
  return hostnameVerification && { hostnameVerification };
}

/** The first assignment of that kind which no later one in its branch, or for certain, takes back. */
function lastIn(subject: Subject, attribute: string, isMeant: (touch: Assignment) => boolean): Assignment | undefined {
  const last = new Map<Branch | undefined, Assignment>();
  for (const touch of subject.touches) {
    if (touch.kind !== 'assignment' || touch.attribute !== attribute) continue;
    if (isCertain(touch, subject)) last.clear();
    last.set(touch.branch, touch);
  }
  return [...last.values()].find(isMeant);
}

function initialVerification({ call }: Subject, { kind, isSecure }: Creation): Verification {
  if (kind === 'unverified' && call) {
    const [mode, check] = [argument(call, 'cert_reqs'), argument(call, 'check_hostname')];
    return {
      verify: mode
        ? { value: readVerifyMode(mode.value), span: mode.span }
        : { value: 'none', span: spanOf(call.node) },
      hostname: check
        ? { value: check.value.kind === 'constant' ? Boolean(check.value.value) : 'unknown', span: check.span }
        : { value: false, span: spanOf(call.node) },
    };
  }
  const mode = call && argument(call, 'cert_reqs');
  if (mode && !isNone(mode.value)) {
    return { verify: { value: readVerifyMode(mode.value), span: mode.span }, hostname: nothing(true) };
  }
  if (kind === 'foreign')
    return { verify: nothing<PeerVerification>('unknown'), hostname: nothing<boolean>('unknown') };
  return { verify: nothing(isSecure ? 'required' : 'none'), hostname: nothing(isSecure) };
}
