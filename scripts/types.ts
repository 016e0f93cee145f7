// Type checks both projects: the platform-neutral core, and everything around it.
import { spawnSync } from 'node:child_process';

const failed = ['server', '.'].filter(
  (project) => spawnSync('tsc', ['-p', project], { stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length === 0 ? 0 : 1);
