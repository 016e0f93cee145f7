import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys without a passphrase in files that others than their owner may read.',
  why: 'Every account of the machine, and whoever breaks into one, can copy such a key. OpenSSH and PostgreSQL refuse it; nginx and most other programs take it without a word.',
  exceptions:
    'Files that git tracks: it keeps no permissions and checks a key out with those of every other file. A file of root may be readable for its group, as PostgreSQL and Debian’s ssl-cert have it. Nothing is said of keys with a passphrase, of keys inside programs and manifests, on Windows and in the web. On a Windows drive in WSL, permissions cannot be set unless it is mounted with `metadata`.',
  invalid: [
    { language: 'pem', text: { fixture: 'private-key' }, mode: 0o644 },
    { language: 'pem', text: { fixture: 'private-key' }, mode: 0o640 },
    { language: 'pem', text: { fixture: 'private-key' }, mode: 0o664, files: { '.gitignore': '*.pem\n' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'private-key' }, mode: 0o600 },
    { language: 'pem', text: { fixture: 'private-key' }, mode: 0o400 },
    { language: 'pem', text: { fixture: 'encrypted-key' }, mode: 0o644 },
    { language: 'pem', text: { fixture: 'private-key' } },
  ],
};

/** Names that a shell takes as they are. */
const plainName = /^[\w.@+][\w.@+-]*$/;

export const rule = defineRule({
  id: 'key/group-readable',
  subject: 'private-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['OpenSSH, authfile.c (sshkey_perm_ok)', 'https://www.postgresql.org/docs/current/ssl-tcp.html'],
  messages: {
    everyone:
      'Every user of this machine can read this private key (permissions {mode}). Leave it to its owner alone: chmod 600 {file}.',
    group:
      'The permissions of this private key ({mode}) let in others than its owner, so OpenSSH and PostgreSQL refuse it. Leave it to its owner alone: chmod 600 {file}.',
  },
  *check({ key, span }, { uri, isProgram, workspace }) {
    if (key.encrypted || isProgram) return;
    const access = workspace.accessTo(uri);
    if (!access || (access.mode & 0o077) === 0 || access.isCheckedOut) return;
    // PostgreSQL, be-secure-common.c: what root owns may be readable for its group.
    if (access.isOfRoot && (access.mode & 0o027) === 0) return;
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    const data = {
      mode: access.mode.toString(8).padStart(4, '0'),
      file: plainName.test(name) ? name : 'FILE',
    };
    if (access.isReadableByAll) yield { span, message: 'everyone', data };
    else yield { span, message: 'group', data, severity: 'information' };
  },
});
