import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findCommand, succeeds } from './commands.ts';

/** Whether this machine can install Debian packages without asking anyone. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && findCommand('apt-get') !== undefined;
}

/** Whether dpkg knows the package as installed. */
export function isPackageInstalled(name: string): boolean {
  const { stdout } = spawnSync('dpkg', ['--status', name], { encoding: 'utf8' });
  return /^Status: install ok installed$/m.test(stdout ?? '');
}

/** Installs Debian packages, saying why and how large; true when apt-get succeeded. */
export function installPackages(names: readonly string[], why: string): boolean {
  console.log(`Setting up: Debian's ${names.join(', ')}, ${why}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return withoutServices(() => {
    succeeds('apt-get', ['update', '-q'], { env });
    const options = ['-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0'];
    return succeeds('apt-get', ['install', ...options, ...names], { env });
  });
}

/**
 * Debian starts a service as soon as its package is installed, and nginx would take port 80: the policy file says no to
 * that while we install (invoke-rc.d(8)). A policy of the machine's own is left alone.
 */
function withoutServices<T>(install: () => T): T {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return install();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    rmSync(policy);
  }
}
