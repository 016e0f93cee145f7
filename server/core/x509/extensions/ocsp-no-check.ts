import { message } from '../../base/message.ts';
import { nullExtension } from '../null-extension.ts';

/** RFC 6960, 4.2.2.2.1: of an OCSP responder's certificate. */
export const extension = nullExtension(
  '1.3.6.1.5.5.7.48.1.5',
  'ocspNoCheck',
  message('Not to be checked for revocation'),
);
