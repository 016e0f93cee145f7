import type { Change } from '../tls/change.ts';
import type { TlsContext } from '../tls/context.ts';

/** Whether a change is about what was found in one place, and so what its own repair brings about. */
export function repairs(
  { role, peerVerification, hostnameVerification, encryption }: Partial<TlsContext>,
  change: Change,
): boolean {
  switch (change.setting) {
    case 'verify-peer':
      return change.trustAnchors === undefined && (peerVerification !== undefined || role === 'server');
    case 'verify-hostname':
      return hostnameVerification !== undefined;
    case 'encrypt':
      return encryption !== undefined;
    default:
      return false;
  }
}
