import { findCommand } from './commands.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/** The programs that the tests compare and talk with, and the Debian packages they come in. */
const peers: Readonly<Record<string, string>> = {
  openssl: 'openssl',
  python3: 'python3',
  nginx: 'nginx',
  curl: 'curl',
  certtool: 'gnutls-bin',
  keytool: 'default-jre-headless',
};

/** Installs the peers that are missing where that is possible. Returns those that are still missing. */
export function setUpPeers(): readonly string[] {
  const missing = findMissing();
  if (missing.length === 0) return [];
  if (canInstallPackages()) {
    installPackages(packagesOf(missing), 'because the tests check against the real programs (about 250 MB)');
  } else {
    console.log(`The tests check against ${missing.join(', ')}: please install what is missing, e.g. with your`);
    console.log(
      `package manager (Debian: sudo apt-get install ${packagesOf(missing).join(' ')}). Tests that need it fail.`,
    );
  }
  return findMissing();
}

function findMissing(): readonly string[] {
  return Object.keys(peers).filter((name) => findCommand(name) === undefined);
}

function packagesOf(names: readonly string[]): string[] {
  return names.flatMap((name) => peers[name] ?? []);
}
