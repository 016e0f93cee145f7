import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a group may take to end by itself before it is killed. */
const graceMs = 3_000;

/** Marks, in their environment, all the processes that come from this run. */
const mark = 'TLSENSE_RUN';

/** A process with everything it starts, which can be ended as a whole. */
export interface ProcessGroup {
  readonly process: ChildProcess;
  /** Ends the group: asks first, then kills. Safe to call twice. */
  end(): Promise<void>;
}

/** Starts a command as the leader of a process group of its own. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions = {}): ProcessGroup {
  const id = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const parents = process.env[mark];
  const env = { ...(options.env ?? process.env), [mark]: parents ? `${parents}/${id}` : id };
  const child = spawn(command, args, { ...options, detached: true, env });
  const exited = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  // The last resort when this process ends in a hurry; `exit` handlers cannot wait.
  const killNow = () => signal(child.pid, 'SIGKILL');
  process.on('exit', killNow);
  return {
    process: child,
    async end() {
      signal(child.pid, 'SIGTERM');
      await Promise.race([exited, sleep(graceMs)]);
      signal(child.pid, 'SIGKILL');
      for (const pid of marked(id)) kill(pid);
      process.off('exit', killNow);
    },
  };
}

/** Calls `end` once when the terminal or the system asks this process to stop, then exits. */
export function onStop(end: () => Promise<void>): void {
  let stopping = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stopping) return;
      stopping = true;
      void end().finally(() => process.exit(name === 'SIGINT' ? 130 : 143));
    });
  }
}

/** Processes that left their group (a daemon, a group of their own) still carry the mark; only Linux shows it. */
function marked(id: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => environment(name).some((entry) => entry.startsWith(`${mark}=`) && entry.includes(id)))
    .map(Number);
}

function environment(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    // It has ended, or it is somebody else's.
    return [];
  }
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid !== undefined) kill(-pid, name);
}

function kill(pid: number, name: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // Nothing is left of it.
  }
}
