import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Change } from '../../tls/change.ts';
import type { Setting, TlsContext, Weakness } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import type { Place } from './place.ts';

/** What a switch does to the connections of its program. */
export type Effect =
  | { readonly kind: 'unverified' }
  | { readonly kind: 'name-unchecked' }
  /** Of a server: any certificate of a client gets in. */
  | { readonly kind: 'client-unverified' }
  | { readonly kind: 'weakened'; readonly by: Weakness }
  | { readonly kind: 'floor' | 'ceiling' | 'only'; readonly version: ProtocolVersion };

export const unverified: Effect = { kind: 'unverified' };
export const clientUnverified: Effect = { kind: 'client-unverified' };
export const nameUnchecked: Effect = { kind: 'name-unchecked' };

/** A switch that is written somewhere, and the ways to undo it. */
export interface FoundSwitch {
  readonly span: Span;
  readonly effect: Effect;
  /** It holds for every connection of whoever reads it. */
  readonly isGlobal: boolean;
  readonly role?: TlsContext['role'];
  undo(): readonly TextEdit[] | undefined;
  /** Trusts a CA instead. */
  trust?(path: string): readonly TextEdit[] | undefined;
  /** Sets another version. */
  setVersion?(version: ProtocolVersion): readonly TextEdit[] | undefined;
}

export function placeOf(found: FoundSwitch): Place {
  const { span, effect, isGlobal, role = 'client' } = found;
  return {
    context: {
      role,
      span,
      nameSpan: span,
      hasTrustAnchors: false,
      ...(isGlobal && { isGlobal }),
      ...facts(effect, span),
    },
    write: (change) => write(found, change),
  };
}

function facts(effect: Effect, span: Span): Partial<TlsContext> {
  switch (effect.kind) {
    case 'unverified':
      return { peerVerification: explicit('none', span) };
    case 'client-unverified':
      return { peerVerification: explicit('unverified', span) };
    case 'name-unchecked':
      return { hostnameVerification: explicit(false, span) };
    case 'weakened':
      return { weakened: explicit(effect.by, span) };
    case 'floor':
      return { minVersion: explicit(effect.version, span) };
    case 'ceiling':
      return { maxVersion: explicit(effect.version, span) };
    case 'only':
      return { minVersion: explicit(effect.version, span), maxVersion: explicit(effect.version, span) };
  }
}

function explicit<T>(value: T, span: Span): Setting<T> {
  return { value, span, origin: 'explicit' };
}

function write(found: FoundSwitch, change: Change): readonly TextEdit[] | undefined {
  switch (change.setting) {
    case 'verify-peer':
      return change.trustAnchors === undefined ? found.undo() : found.trust?.(change.trustAnchors);
    case 'verify-hostname':
    case 'weakness':
      return found.undo();
    case 'min-version':
    case 'max-version':
      return found.setVersion?.(change.value);
    case 'encrypt':
    case 'protocols':
    case 'verify-depth':
    case 'require-peer':
    case 'guard-early-data':
    case 'no-stapling':
      return undefined;
  }
}
