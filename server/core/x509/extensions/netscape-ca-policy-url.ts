import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(8, 'netscapeCAPolicyUrl', message('Policy of the CA (Netscape)'));
