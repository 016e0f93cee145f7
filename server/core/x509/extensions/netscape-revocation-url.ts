import { message } from '../../base/message.ts';
import { netscapeText } from '../netscape-text.ts';

export const extension = netscapeText(3, 'netscapeRevocationUrl', message('Revocation address (Netscape)'));
