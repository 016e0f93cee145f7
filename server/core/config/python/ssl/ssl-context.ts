import type { Setting } from '../../../tls/context.ts';
import type { Subject } from '../value.ts';
import type { Creation } from './creation.ts';
import type { Files } from './files.ts';
import type { ListFacts } from './lists.ts';
import type { PathFlags } from './path-flags.ts';
import type { HeldVersion } from './range.ts';
import type { Verification } from './verification.ts';

/** Everything that the text says of one context. */
export interface SslContext extends Verification {
  readonly subject: Subject;
  readonly creation: Creation;
  /** Undefined where the text leaves it open: then nothing of it is called insecure that is fine for one side. */
  readonly role: 'server' | 'client' | undefined;
  readonly files: Files;
  readonly lists: ListFacts;
  readonly pathFlags: PathFlags;
  /** The names that connections of the context are made to. */
  readonly hostNames: readonly Setting<string>[];
  readonly minVersion: HeldVersion | undefined;
  readonly maxVersion: HeldVersion | undefined;
}
