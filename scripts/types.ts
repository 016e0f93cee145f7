// Type checks the projects: the platform-neutral core, everything around it, and the end-to-end tests, which need their
// own packages and are checked where these are installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const projects = ['server', '.', ...(existsSync('test/e2e/node_modules') ? ['test/e2e'] : [])];
const failed = projects.filter((project) => spawnSync('tsc', ['-p', project], { stdio: 'inherit' }).status !== 0);
process.exit(failed.length === 0 ? 0 : 1);
