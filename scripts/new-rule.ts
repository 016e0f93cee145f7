/**
 * Writes the skeleton of a rule and everything that is generated from it.
 *
 *     node scripts/new-rule.ts tls/no-something
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../server/core/base/version.ts';
import type { SubjectName } from '../server/core/lint/rule.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

interface Subject {
  readonly subject: SubjectName;
  readonly fields: string;
  readonly span: string;
}

/** What the rules of a group look at, and the name under which `check` gets it. */
const subjects: Readonly<Record<string, Subject>> = {
  certificate: { subject: 'certificate', fields: 'certificate, span', span: 'span' },
  javascript: { subject: 'observation', fields: 'observation', span: 'observation.span' },
  crl: { subject: 'certificate-list', fields: 'list, span', span: 'span' },
  openssl: { subject: 'observation', fields: 'observation', span: 'observation.span' },
  key: { subject: 'private-key', fields: 'key, span', span: 'span' },
  pem: { subject: 'pem-problem', fields: 'problem', span: 'problem.span' },
  python: { subject: 'observation', fields: 'observation', span: 'observation.span' },
  reference: { subject: 'reference', fields: 'reference, target', span: 'reference.span' },
  request: { subject: 'certification-request', fields: 'request, span', span: 'span' },
  tls: { subject: 'tls-context', fields: 'context', span: 'context.span' },
};

const [id = ''] = process.argv.slice(2);
const [group = '', name = ''] = id.split('/');
const path = `server/core/rules/${id}.ts`;

const subject = Object.hasOwn(subjects, group) ? subjects[group] : undefined;
const refusal = refuse();
if (subject && !refusal) write(subject);
else {
  console.error(`error: ${refusal?.error}\nhint: ${refusal?.hint}`);
  process.exitCode = 2;
}

function refuse(): { readonly error: string; readonly hint: string } | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    return { error: `“${id}” is not a rule id`, hint: 'it is <group>/<kebab-name>: tls/no-deprecated-protocol' };
  }
  if (!subject) {
    return { error: `there is no group ${group}`, hint: `the groups are ${Object.keys(subjects).join(', ')}` };
  }
  if (existsSync(path)) return { error: `the rule ${id} exists already`, hint: path };
  return undefined;
}

function write({ subject, fields, span }: Subject): void {
  const text = `import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: '',
  why: '',
  invalid: [],
  valid: [],
};

export const rule = defineRule({
  id: '${id}',
  subject: '${subject}',
  severity: '${name.startsWith('no-') ? 'error' : 'warning'}',
  since: '${version}',
  references: [],
  messages: {
    found: '',
  },
  *check({ ${fields} }, facts) {
    yield { span: ${span}, message: 'found' };
  },
});
`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  spawnSync('biome', ['format', '--write', path], { stdio: 'ignore' });
  console.log(`wrote ${path}`);
  spawnSync('node', ['scripts/generate.ts'], { stdio: 'inherit' });
  console.log(
    'Next: references, docs with examples (they are the tests), messages, check; then npm run generate and npm test -- tidy unit.',
  );
}
