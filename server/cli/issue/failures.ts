import type { WriteFailure } from '../../core/base/host.ts';
import { type Message, message } from '../../core/base/message.ts';
import type { IssueFailure } from '../../core/issue/failure.ts';
import type { CliFailure } from '../io.ts';

/** `option` is what names the passphrase of the key that was read. */
export function issueFailure(
  { code, message: error, hint }: IssueFailure,
  option = '--ca-passphrase-file',
): CliFailure {
  const asked = code === 'key-store-locked' ? '--password-file' : code === 'key-encrypted' ? option : undefined;
  const said = asked ? message('Put it into a file and add {option} FILE.', { option: asked }) : hint;
  return said ? { error, hint: said } : { error };
}

export function writeFailure(failure: WriteFailure, display: (path: string) => string): CliFailure {
  if (failure.code === 'exists') {
    return {
      error: message('already there: {paths}', { paths: failure.paths.map(display) }),
      hint: message('Nothing was changed. Choose another folder, or add --force to replace what is there.'),
    };
  }
  const path = display(failure.path);
  return { error: message('{path} cannot be written: {reason}', { path, reason: reasonOf(failure.reason) }) };
}

function reasonOf(code: string): Message | string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return message('permission denied');
    case 'ENOSPC':
    case 'EDQUOT':
      return message('the disk is full');
    case 'EROFS':
      return message('the file system is read-only');
    case 'ENOTDIR':
    case 'EEXIST':
      return message('a file is where a folder has to be');
    case 'EISDIR':
      return message('a folder has this name');
    default:
      return code;
  }
}
