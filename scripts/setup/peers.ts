import { findCommand } from './commands.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/** The programs that the tests compare and talk with; each is also the name of its Debian package. */
const peers = ['openssl', 'python3', 'nginx', 'curl'];

/** Installs the peers that are missing where that is possible. Returns those that are still missing. */
export function setUpPeers(): readonly string[] {
  const missing = findMissing();
  if (missing.length === 0) return [];
  if (canInstallPackages()) {
    installPackages(missing, 'because the tests check against the real programs (about 50 MB)');
  } else {
    console.log(`The tests check against ${missing.join(', ')}: please install what is missing, e.g. with your`);
    console.log(`package manager (Debian: sudo apt-get install ${missing.join(' ')}). Tests that need it fail.`);
  }
  return findMissing();
}

function findMissing(): readonly string[] {
  return peers.filter((name) => findCommand(name) === undefined);
}
