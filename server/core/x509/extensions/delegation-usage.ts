import { message } from '../../base/message.ts';
import { nullExtension } from '../null-extension.ts';

/** RFC 9345, 4.2. */
export const extension = nullExtension(
  '1.3.6.1.4.1.44363.44',
  'delegationUsage',
  message('May sign delegated credentials'),
);
