import { message } from '../../base/message.ts';
import { timestampList } from '../timestamp-list.ts';

export const extension = timestampList(
  '1.3.6.1.4.1.11129.2.4.2',
  'signedCertificateTimestampList',
  message('Published in the logs'),
);
