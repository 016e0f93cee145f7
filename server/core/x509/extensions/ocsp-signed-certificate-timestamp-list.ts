import { message } from '../../base/message.ts';
import { timestampList } from '../timestamp-list.ts';

/** RFC 6962, 3.3: in an OCSP response. */
export const extension = timestampList(
  '1.3.6.1.4.1.11129.2.4.5',
  'ocspSignedCertificateTimestampList',
  message('Published in the logs'),
);
