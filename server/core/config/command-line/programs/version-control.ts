import type { ProgramSwitches } from './program.ts';

/** git's way to say false (git-config(1), "boolean"): empty is false, no value at all is true. */
export const gitFalse = /^(?:false|no|off|0*|)$/i;
export const gitVerifyKey = /^http\.(?:.+\.)?sslverify$/i;

export const versionControl: readonly ProgramSwitches[] = [
  {
    programs: ['git'],
    valued: new Set([
      '-C',
      '--git-dir',
      '--work-tree',
      '--namespace',
      '--file',
      '-f',
      '--type',
      '-b',
      '--branch',
      '-o',
      '--depth',
      '--blob',
    ]),
    pairs: [
      {
        options: ['-c', '--config'],
        key: gitVerifyKey,
        off: gitFalse,
        trust: (path) => `http.sslCAInfo=${path}`,
      },
    ],
    settings: [
      {
        verbs: ['config set', 'config', 'submodule foreach git config'],
        key: gitVerifyKey,
        off: gitFalse,
        secure: 'true',
        unless: ['--get', '--get-all', '--unset', '--unset-all', '--get-regexp', '--get-urlmatch', '-l', '--list'],
      },
    ],
  },
  { programs: ['hg'], off: ['--insecure'] },
  { programs: ['svn'], off: ['--trust-server-cert'], values: { '--trust-server-cert-failures': /./ } },
];
