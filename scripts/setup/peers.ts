import { existsSync } from 'node:fs';
import { findCommand } from './commands.ts';
import { canInstallPackages, installPackages } from './debian.ts';

/** The programs that the tests compare and talk with, and the Debian packages they come in. */
const programs: Readonly<Record<string, string>> = {
  openssl: 'openssl',
  python3: 'python3',
  nginx: 'nginx',
  curl: 'curl',
  certtool: 'gnutls-bin',
  keytool: 'default-jre-headless',
  'ssh-keygen': 'openssh-client',
};

/** Parts of nginx that Debian has apart from it; elsewhere they are in it, or beside it. */
const modules: Readonly<Record<string, string>> = {
  '/usr/lib/nginx/modules/ngx_stream_module.so': 'libnginx-mod-stream',
  '/usr/lib/nginx/modules/ngx_mail_module.so': 'libnginx-mod-mail',
};

/** Installs the peers that are missing where that is possible. Returns those that are still missing. */
export function setUpPeers(): readonly string[] {
  const missing = findMissing();
  if (missing.length === 0) return [];
  const packages = missing.map((name) => programs[name] ?? modules[name] ?? name);
  if (canInstallPackages()) {
    installPackages(packages, 'because the tests check against the real programs (about 250 MB)');
  } else {
    console.log(`The tests check against ${missing.join(', ')}: please install what is missing, e.g. with your`);
    console.log(`package manager (Debian: sudo apt-get install ${packages.join(' ')}). Tests that need it fail.`);
  }
  return findMissing();
}

function findMissing(): readonly string[] {
  const absent = Object.keys(modules).filter((path) => !existsSync(path));
  return [...Object.keys(programs).filter((name) => findCommand(name) === undefined), ...absent];
}
