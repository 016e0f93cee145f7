import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(2, 'netscapeBaseUrl', message('Base of the addresses (Netscape)'));
