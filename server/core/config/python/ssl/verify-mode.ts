import type { PeerVerification, Unknown } from '../../../tls/context.ts';
import type { Value } from '../value.ts';

/** `ssl.CERT_NONE`, `ssl.VerifyMode.CERT_NONE`, `0` and their like. */
export function readVerifyMode(value: Value): PeerVerification | Unknown {
  if (value.kind === 'constant' && value.value !== null) {
    return (['none', 'optional', 'required'] as const)[Number(value.value)] ?? 'unknown';
  }
  if (value.kind !== 'name' || !/^(?:ssl|urllib3)\./.test(value.name)) return 'unknown';
  if (value.name.endsWith('.CERT_NONE')) return 'none';
  if (value.name.endsWith('.CERT_OPTIONAL')) return 'optional';
  return value.name.endsWith('.CERT_REQUIRED') ? 'required' : 'unknown';
}
