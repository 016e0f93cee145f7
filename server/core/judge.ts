// What judges, in one piece: loaded with the first text that holds something to judge.
export { run } from './lint/run.ts';
export { rules } from './rules/index.ts';
