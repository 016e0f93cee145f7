import { message } from '../base/message.ts';
import type { PkiReading } from './types.ts';

/** Says which private keys a text has whose public half was left out, and with it all that they could belong to. */
export function tellOpenKeys(reading: PkiReading): PkiReading {
  const open = reading.objects.filter(({ value }) => value?.kind === 'private-key' && value.isPublicHalfOpen);
  const [first] = open;
  if (!first) return reading;
  const problem = {
    code: 'keys-too-many',
    span: first.span,
    message: message(
      'What this private key and those behind it belong to was not worked out, {count} in all: they do not hold their public keys, and to compute so many takes long. Keep them in files of their own.',
      { count: open.length },
    ),
  };
  const at = reading.problems.findIndex(({ span }) => span.start > first.span.start);
  return { ...reading, problems: reading.problems.toSpliced(at < 0 ? reading.problems.length : at, 0, problem) };
}
