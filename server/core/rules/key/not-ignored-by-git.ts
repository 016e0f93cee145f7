import { message } from '../../base/message.ts';
import { span as makeSpan } from '../../base/span.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys in files that git does not ignore.',
  why: 'The next `git add .` commits the key, and everyone who ever gets the repository has it. A key in the history is a key to replace.',
  exceptions:
    'Throw-away keys of tests and samples. A key in a folder that is in no git repository is not reported, nor is one that an ignore pattern covers but git tracks already.',
  invalid: [{ language: 'pem', text: { fixture: 'private-key' }, files: { '.gitignore': '# nothing\n' } }],
  valid: [{ language: 'pem', text: { fixture: 'private-key' }, files: { '.gitignore': '*.pem\n' } }],
};

export const rule = defineRule({
  id: 'key/not-ignored-by-git',
  subject: 'private-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['gitignore(5)'],
  messages: {
    notIgnored:
      'Git does not ignore this file, so the private key in it is one commit away from everyone with the repository. Add it to .gitignore.',
  },
  check({ span }, { uri, workspace }) {
    const status = workspace.gitStatus(uri);
    if (status.state !== 'not-ignored') return undefined;
    return [
      {
        span,
        message: 'notIgnored',
        proposals: [
          {
            title: message('Add this file to .gitignore'),
            kind: 'automatic',
            edits: [{ uri: status.ignoreFile, span: makeSpan(status.insertAt, status.insertAt), text: status.text }],
          },
        ],
      },
    ];
  },
});
