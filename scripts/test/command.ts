import { onStop, type ProcessGroup, startGroup } from '../setup/process-group.ts';
import { failure, type Outcome } from './outcome.ts';

let running: ProcessGroup | undefined;
onStop(async () => {
  await running?.end();
});

/** How a command ended: its exit code, or why it has none. */
export type Ending = number | { readonly problem: string };

/** Runs a command with its output in view; when it takes too long, it is ended with everything it started. */
export async function runCommand(program: string, args: readonly string[], limitMinutes: number): Promise<Ending> {
  const group = startGroup(program, args, { stdio: 'inherit' });
  running = group;
  const ending = await new Promise<Ending>((resolve) => {
    const late = () => resolve({ problem: `did not end within ${limitMinutes} minutes` });
    const timer = setTimeout(late, limitMinutes * 60_000);
    group.process.on('error', (error) => resolve({ problem: `could not be started: ${error.message}` }));
    group.process.on('exit', (code, signal) => resolve(code ?? { problem: `ended by ${signal}` }));
    group.process.on('close', () => clearTimeout(timer));
  });
  await group.end();
  running = undefined;
  return ending;
}

/** A command as a runner: it counts as one. */
export async function countCommand(program: string, args: readonly string[], limitMinutes = 10): Promise<Outcome> {
  const ending = await runCommand(program, args, limitMinutes);
  return ending === 0 ? { passed: 1, failed: 0, notes: [] } : failure(explain(program, ending));
}

/** Says how a command failed. */
export function explain(program: string, ending: Ending): string {
  return typeof ending === 'number' ? `${program} ended with exit code ${ending}` : `${program} ${ending.problem}`;
}
