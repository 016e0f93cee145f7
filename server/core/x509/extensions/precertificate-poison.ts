import { message } from '../../base/message.ts';
import { nullExtension } from '../null-extension.ts';

/** RFC 6962, 3.1: makes it useless for anything but a log's promise. */
export const extension = nullExtension(
  '1.3.6.1.4.1.11129.2.4.3',
  'precertificatePoison',
  message('Precertificate: no client accepts it'),
);
