import type { FileFailure } from '../core/base/host.ts';
import { limits } from '../core/base/limits.ts';
import { type Message, message } from '../core/base/message.ts';

/** Why a file could not be read, as a sentence. */
export function fileFailureMessage(file: string, failure: FileFailure): Message {
  switch (failure.code) {
    case 'not-found':
      return message('there is no file {file}', { file });
    case 'too-large':
      return message('{file} has {bytes} bytes: files over {limit} bytes are not read', {
        file,
        bytes: failure.bytes,
        limit: limits.fileBytes,
      });
    case 'unreadable':
      return message('{file} cannot be read: {reason}', { file, reason: failure.reason });
  }
}
