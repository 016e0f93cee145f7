import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(7, 'netscapeRenewalUrl', message('Renewal address (Netscape)'));
