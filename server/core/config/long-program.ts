import { limits } from '../base/limits.ts';
import { message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import type { ConfigReading } from './language.ts';

export function isTooLong(text: string): boolean {
  return text.length > limits.programCharacters && text.length - longBlanks(text) > limits.programCharacters;
}

/** What stands for the pictures of a notebook and the template of a component: it takes a parser no time. */
function longBlanks(text: string): number {
  let count = 0;
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isBlank = code === 0x20 || (code >= 0x09 && code <= 0x0d);
    if (isBlank) run++;
    else if (run > 0) {
      if (run >= fewestBlanks) count += run;
      run = 0;
    }
  }
  return run >= fewestBlanks ? count + run : count;
}

const fewestBlanks = 100;

/** What is said of a program that is too long to be searched. */
export function tooLong(code: string): ConfigReading {
  const span = { start: 0, end: 0 };
  const data = { limit: limits.programCharacters };
  const problem: Problem = {
    code,
    span,
    message: message('This file has more than {limit} characters and was not searched for TLS settings.', data),
  };
  return {
    contexts: [],
    problems: [problem],
    isUnread: true,
    observations: [{ code: 'tls/not-searched', form: 'long', span, data }],
  };
}
