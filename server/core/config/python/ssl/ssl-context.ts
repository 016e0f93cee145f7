import type { Subject } from '../value.ts';
import type { Creation } from './creation.ts';
import type { Files } from './files.ts';
import type { ListFacts } from './lists.ts';
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
  readonly minVersion: HeldVersion | undefined;
  readonly maxVersion: HeldVersion | undefined;
}
