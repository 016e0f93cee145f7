import type { Span } from '../../base/span.ts';
import type { TlsContext } from '../../tls/context.ts';

/** Where in the text a context's settings stand, for writing changes. Kept beside the facts, which know no language. */
export interface PythonDetails {
  /** `context`, `self.context`: how the text names it. */
  readonly name: string;
  /** The creating call, from the module's name to the closing parenthesis. */
  readonly creation: Span;
  /** `create_default_context`, `SSLContext`, `_create_unverified_context`. */
  readonly maker: string;
  /** As written before the dot: `ssl`. */
  readonly module: string;
  /** True where the context verifies and checks names unless told otherwise. */
  readonly isSecureByDefault: boolean;
  /** Statements that switch something off. */
  readonly verifyMode?: Span;
  readonly checkHostname?: Span;
  readonly minVersion?: Span;
  readonly maxVersion?: Span;
}

export const details = new WeakMap<TlsContext, PythonDetails>();
