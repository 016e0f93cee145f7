/** Places that are no call with keywords: one fact of its own, and what puts it right. */
import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import type { Change } from '../../../tls/change.ts';
import type { TlsContext } from '../../../tls/context.ts';
import { repairs } from '../../repairs.ts';
import type { Place, SourceFile } from '../place.ts';

type Repair = (file: SourceFile) => readonly TextEdit[] | undefined;

export function placeFound(span: Span, facts: Partial<TlsContext>, repair?: Repair, nameSpan: Span = span): Place {
  return {
    context: { role: 'client', span, nameSpan, hasTrustAnchors: false, ...facts },
    insecure: [],
    write: (change, file) => (isAbout(facts, change) ? repair?.(file) : undefined),
  };
}

function isAbout(facts: Partial<TlsContext>, change: Change): boolean {
  const isOfRange = change.setting === 'min-version' || change.setting === 'max-version';
  return isOfRange ? facts.minVersion !== undefined : repairs(facts, change);
}

export function unverified(span: Span): Partial<TlsContext> {
  return { peerVerification: { value: 'none', span, origin: 'explicit' } };
}

export function unnamed(span: Span): Partial<TlsContext> {
  return { hostnameVerification: { value: false, span, origin: 'explicit' } };
}

export function inClear(span: Span): Partial<TlsContext> {
  return { encryption: { value: 'none', span, origin: 'explicit' } };
}
