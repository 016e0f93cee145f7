import { argument, isNone } from '../place.ts';
import type { Argument, Subject } from '../value.ts';
import { versionOfMember } from '../versions.ts';
import { readVerifyMode } from './verify-mode.ts';

/** How a context begins. */
export interface Creation {
  readonly kind: 'default' | 'protocol' | 'unverified' | 'foreign';
  /** Undefined where use decides. */
  readonly role: 'server' | 'client' | undefined;
  /** A client's context that verifies and checks names unless told otherwise. */
  readonly isSecure: boolean;
  /** Whether it trusts the system's CAs unless told otherwise. */
  readonly trustsSystem: boolean;
  /** `ssl.PROTOCOL_…`, where it is given. */
  readonly protocol: Argument | undefined;
}

export function readCreation(subject: Subject): Creation | undefined {
  const { origin, call } = subject;
  const foreign: Creation = {
    kind: 'foreign',
    role: undefined,
    isSecure: false,
    trustsSystem: true,
    protocol: undefined,
  };
  if (!call || origin === undefined) return isContext(subject) ? foreign : undefined;
  const name = origin.slice(origin.lastIndexOf('.') + 1);
  if (origin === 'ssl.create_default_context') {
    const role = roleOfPurpose(argument(call, 'purpose', 0));
    return { ...foreign, kind: 'default', role, isSecure: role === 'client' };
  }
  if (origin === 'ssl._create_unverified_context' || origin === 'ssl._create_stdlib_context') {
    const role = roleOfPurpose(argument(call, 'purpose'));
    return { ...foreign, kind: 'unverified', role, protocol: argument(call, 'protocol', 0) };
  }
  if (origin === 'ssl.SSLContext') {
    const protocol = argument(call, 'protocol', 0);
    const chosen = protocol?.value.kind === 'name' ? protocol.value.name : '';
    const role = /\.PROTOCOL_TLS_SERVER$/.test(chosen) ? 'server' : /_CLIENT$/.test(chosen) ? 'client' : undefined;
    return { kind: 'protocol', role, isSecure: role === 'client', trustsSystem: false, protocol };
  }
  if (name === 'create_urllib3_context') {
    return { ...foreign, kind: 'default', role: 'client', isSecure: true, protocol: argument(call, 'ssl_version', 0) };
  }
  // Another library's, that makes one.
  return origin.startsWith('ssl.') || !isContext(subject) ? undefined : foreign;
}

function roleOfPurpose(purpose: Argument | undefined): Creation['role'] {
  if (!purpose || isNone(purpose.value)) return 'client';
  if (purpose.value.kind !== 'name') return undefined;
  return /\.CLIENT_AUTH$/.test(purpose.value.name) ? 'server' : 'client';
}

/** True where an object of unknown origin shows itself to be a context. */
function isContext({ type, touches }: Subject): boolean {
  if (type === 'ssl.SSLContext') return true;
  return touches.some((touch) => {
    if (touch.kind === 'call') return /^set_cipher(?:s|suites)$/.test(touch.method);
    if (touch.kind !== 'assignment' || touch.value.kind !== 'name') return false;
    if (touch.attribute === 'verify_mode') return readVerifyMode(touch.value) !== 'unknown';
    return /^m(?:in|ax)imum_version$/.test(touch.attribute) && versionOfMember(touch.value.name) !== undefined;
  });
}
