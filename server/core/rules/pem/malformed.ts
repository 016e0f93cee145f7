import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { span } from '../../base/span.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report PEM text that is not well formed: missing END lines, labels that do not match, broken base64.',
  why: 'Programs read such a file differently: some fail to start, some load nothing and say nothing.',
  invalid: [
    { language: 'pem', text: '-----BEGIN CERTIFICATE-----\nMIIB\n' },
    { language: 'pem', text: '-----END CERTIFICATE-----\n' },
    {
      language: 'pem',
      text: '-----BEGIN DATA-----\nAAAA\n-----END DATA----------BEGIN DATA-----\nAAAA\n-----END DATA-----\n',
      fixed: '-----BEGIN DATA-----\nAAAA\n-----END DATA-----\n-----BEGIN DATA-----\nAAAA\n-----END DATA-----\n',
    },
    {
      language: 'pem',
      text: '-----BEGIN DATA-----\nAAAA\n-----END DATUM-----\n',
      fixed: '-----BEGIN DATA-----\nAAAA\n-----END DATA-----\n',
    },
    {
      language: 'pem',
      text: '-----BEGIN DATA-----\nAAAA\n\nAAAA\n-----END DATA-----\n',
      fixed: '-----BEGIN DATA-----\nAAAA\nAAAA\n-----END DATA-----\n',
    },
    {
      language: 'pem',
      text: '----BEGIN PKCS7----\nAAAA\n-----END PKCS7-----\n',
      fixed: '-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n',
    },
    {
      language: 'yaml',
      text: 'ca: >-\n  -----BEGIN DATA-----\n  AAAA\n  -----END DATA-----\n',
      fixed: 'ca: |-\n  -----BEGIN DATA-----\n  AAAA\n  -----END DATA-----\n',
    },
  ],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'pem/malformed',
  subject: 'pem-problem',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 7468, 2 and 3'],
  messages: { problem: '{problem}' },
  *check({ problem }, { uri, text }) {
    const repair = repairOf(problem, text);
    const proposals: Proposal[] = [];
    if (repair) proposals.push({ title: repair.title, kind: repair.kind, edits: [{ uri, ...repair.edit }] });
    yield { span: problem.span, message: 'problem', data: { problem: problem.message }, proposals };
  },
});

/** What mends the text; undefined where nobody can tell what is missing. */
function repairOf(
  { code, span: at, message: { data } }: Problem,
  text: string,
): (Pick<Proposal, 'title' | 'kind'> & { readonly edit: TextEdit }) | undefined {
  switch (code) {
    case 'pem-glued': {
      const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
      const edit = { span: span(at.start, at.start), text: lineBreak };
      return { title: message('Start a new line here'), kind: 'automatic', edit };
    }
    case 'pem-blank-line':
      return { title: message('Remove the blank line'), kind: 'automatic', edit: { span: at, text: '' } };
    case 'pem-boundary': {
      const line = String(data['expected']);
      return { title: message('Write {line}', { line }), kind: 'automatic', edit: { span: at, text: line } };
    }
    case 'pem-label-mismatch': {
      // Which of the two is right, only the bytes say.
      const line = `-----END ${String(data['begin'])}-----`;
      return { title: message('Write {line}', { line }), kind: 'suggestion', edit: { span: at, text: line } };
    }
    case 'pem-folded':
      return { title: message('Write | for >'), kind: 'automatic', edit: { span: at, text: '|' } };
    default:
      return undefined;
  }
}
