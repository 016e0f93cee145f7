import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(12, 'netscapeSslServerName', message('Server name (Netscape)'));
