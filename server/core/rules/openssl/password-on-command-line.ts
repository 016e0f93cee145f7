import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow passphrases among the words of an openssl command.',
  why: 'Every user of the machine sees them in the list of processes while the command runs; they also stay in the history, in logs of CI, and in the script itself. openssl takes them from a file, a file descriptor or the environment.',
  exceptions: 'Where the passphrase protects nothing, as for a test key.',
  invalid: [
    {
      language: 'shell',
      text: 'openssl rsa -in a.key -passin pass:correct-horse -out b.key\n',
    },
    {
      language: 'shell',
      text: 'openssl pkcs12 -export -in a.crt -inkey a.key -passout "pass:$PASSWORD" -out a.p12\n',
    },
    {
      language: 'shell',
      text: 'openssl pkcs12 -export -in a.crt -inkey a.key -passout pass: -out a.p12\n',
    },
    {
      language: 'shell',
      text: 'openssl enc -aes-256-cbc -pbkdf2 -k secret -in a.txt -out a.enc\n',
    },
  ],
  valid: [
    {
      language: 'shell',
      text: 'openssl rsa -in a.key -passin file:passphrase.txt -out b.key\nopenssl rsa -in a.key -passin env:PASSPHRASE -out b.key\n',
    },
    {
      language: 'shell',
      text: 'openssl pkcs12 -in a.p12 -passin pass: -nokeys -out a.crt\n',
    },
  ],
};

export const rule = defineRule({
  id: 'openssl/password-on-command-line',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['openssl-passphrase-options(1)', 'CWE-214'],
  messages: {
    literal:
      'The passphrase is written out here, and everybody on the machine sees it in the list of processes. Give it with {option} file:, env: or fd:.',
    variable:
      'Everybody on the machine sees the passphrase in the list of processes. Give it with {option} file:, env: or fd:.',
    empty:
      'The key in this file is protected by an empty passphrase: whoever has the file has the key. Give one with {option} file: or env:.',
  },
  *check({ observation }) {
    const { code, span, form, data } = observation;
    if (code !== 'openssl/password-on-command-line') return;
    yield {
      span,
      message: form === 'variable' || form === 'empty' ? form : 'literal',
      ...(form !== 'literal' && { severity: 'information' }),
      ...(data && { data }),
    };
  },
});
