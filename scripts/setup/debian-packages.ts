import { spawnSync } from 'node:child_process';

/** Commands that the tests run as real peers, with the Debian package each comes from. */
const peers: Readonly<Record<string, string>> = {
  openssl: 'openssl',
  python3: 'python3',
  curl: 'curl',
  nginx: 'nginx-light',
};

/** Installs what is missing, as root on Debian; elsewhere says what to install. Resolves to what is still missing. */
export function installPeers(): string[] {
  const missing = Object.keys(peers).filter((command) => !isInstalled(command));
  if (missing.length === 0) return [];
  const packages = missing.map((command) => peers[command] ?? command);
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    console.log(
      `The tests compare with ${missing.join(', ')}, which are not installed: please install ${packages.join(' ')}.`,
    );
    return missing;
  }
  console.log(`Setting up: installing ${packages.join(', ')} (real peers to test against, about 60 MB, once).`);
  // The peers are started by the tests; nothing may start as a service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit', env });
  return missing.filter((command) => !isInstalled(command));
}

function isInstalled(command: string): boolean {
  return (
    spawnSync('sh', ['-c', `command -v ${command}`], {
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    }).status === 0
  );
}
