import type { Setting } from './context.ts';
import type { ProtocolVersion } from './protocol-version.ts';

/**
 * What a rule wants changed, in no language. A config language writes it.
 *
 * `verify-peer`: verification on; with `trustAnchors` (a path as the configuration would write it) trusting that CA, and
 * with room for so many `intermediates` between it and a peer, where the language counts them.
 * Must leave name checking on as well where the language ties the two together (Python).
 * `verify-hostname`: the name check back on; where the language needs verification for it (Python), that too,
 * trusting `trustAnchors` as `verify-peer` does.
 * `encrypt`: TLS where there was none, or where it was left to the peer.
 * `weakness`: what `weakened` says is taken back.
 * `require-peer`: a server that lets clients without a certificate in no longer does.
 * `verify-clients`: a server asks its clients for certificates and lets in those of a CA alone: of `trustAnchors`, or of the one
 * that it has.
 * `verify-depth`: so many intermediates may stand between a peer's certificate and the trust anchor.
 * `guard-early-data`: whoever answers requests of early data is told of it. `no-stapling`: OCSP responses are no longer stapled.
 * `protocols`: exactly these versions listed. `min-version` / `max-version`: the floor or ceiling of the range.
 */
export type Change =
  | { readonly setting: 'verify-peer'; readonly trustAnchors?: string; readonly intermediates?: number }
  | { readonly setting: 'verify-hostname'; readonly trustAnchors?: string }
  | { readonly setting: 'encrypt' }
  | { readonly setting: 'weakness' }
  | { readonly setting: 'require-peer' }
  | { readonly setting: 'guard-early-data' }
  | { readonly setting: 'no-stapling' }
  | { readonly setting: 'verify-clients'; readonly trustAnchors?: string }
  | { readonly setting: 'verify-depth'; readonly value: number }
  | {
      readonly setting: 'protocols';
      readonly value: readonly ProtocolVersion[];
      readonly of: readonly Setting<ProtocolVersion>[];
    }
  | { readonly setting: 'min-version'; readonly value: ProtocolVersion }
  | { readonly setting: 'max-version'; readonly value: ProtocolVersion };
