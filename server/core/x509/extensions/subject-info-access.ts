import { message } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';
import { type AccessDescription, describeAccess, readAccessDescriptions } from './authority-info-access.ts';

/** RFC 5280, 4.2.2.2. */
export const extension = defineExtension<readonly AccessDescription[]>({
  oid: '1.3.6.1.5.5.7.1.11',
  name: 'subjectInfoAccess',
  label: message('Subject information'),
  read: (der) => readAccessDescriptions(der, 'subjectInfoAccess'),
  describe: describeAccess,
});
