import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(4, 'netscapeCARevocationUrl', message('Revocation address of the CA (Netscape)'));
