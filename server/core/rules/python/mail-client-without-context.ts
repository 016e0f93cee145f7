import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import { isPrivateHost } from '../../tls/host.ts';
import type { Observation } from '../../tls/observation.ts';

/** More than these are a list to choose from, not a quick fix. */
const offeredAnchors = 4;

export const docs: RuleDocs = {
  summary: 'Report mail and FTP clients of the standard library that verify nobody.',
  why: 'The clients `smtplib`, `imaplib`, `poplib`, `ftplib` and `nntplib` verify nothing unless they are given a context: anyone on the way can pose as the server and read the password. `ssl.create_default_context()` verifies.',
  invalid: [
    {
      language: 'python',
      text: "import smtplib\nimport ssl\n\nwith smtplib.SMTP('mail.internal', 587) as server:\n    server.starttls()\n    server.login(user, password)\n",
      fixed:
        "import smtplib\nimport ssl\n\nwith smtplib.SMTP('mail.internal', 587) as server:\n    server.starttls(context=ssl.create_default_context())\n    server.login(user, password)\n",
    },
    {
      language: 'python',
      text: "import imaplib\n\nmailbox = imaplib.IMAP4_SSL('mail.internal')\n",
      fixed:
        "import ssl\nimport imaplib\n\nmailbox = imaplib.IMAP4_SSL('mail.internal', ssl_context=ssl.create_default_context())\n",
    },
    {
      language: 'python',
      text: "import poplib\n\nbox = poplib.POP3_SSL('mail.internal')\n",
      fixed:
        "import ssl\nimport poplib\n\nbox = poplib.POP3_SSL('mail.internal', context=ssl.create_default_context(cafile='certs/ca.pem'))\n",
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'python',
      text: "import smtplib\n\nserver = smtplib.SMTP_SSL('smtp.example.com')\n",
      fixed:
        "import ssl\nimport smtplib\n\nserver = smtplib.SMTP_SSL('smtp.example.com', context=ssl.create_default_context())\n",
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import smtplib\nimport ssl\n\nserver = smtplib.SMTP_SSL('mail.internal', context=ssl.create_default_context())\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/mail-client-without-context',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: [
    'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.starttls',
    'https://github.com/python/cpython/issues/91826',
    'CWE-295',
  ],
  messages: {
    found:
      '{name} verifies nobody without a context: anyone on the way can read the password. Pass {keyword}=ssl.create_default_context().',
  },
  *check({ observation }, facts) {
    const { code, span, data } = observation;
    if (code !== 'python/mail-client-without-context') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: proposals(observation, facts),
    };
  },
});

/** A CA of the workspace comes first where the server can have no certificate of a public one. */
function proposals(observation: Observation, { workspace, uri }: LintFacts): readonly Proposal[] {
  const { context, trust } = observation;
  const plain = repair(observation, uri, message('Verify the server'), 'suggestion');
  if (!context || !trust) return plain;
  const anchors = workspace.trustAnchorsFor(context, uri).slice(0, offeredAnchors);
  const trusting = anchors.map(
    ({ path }): Proposal => ({
      title: message('Verify, and trust the CA in {path}', { path }),
      kind: 'suggestion',
      makeEdits: () => trust(path)?.map((edit) => ({ ...edit, uri })),
    }),
  );
  const [name] = context.serverNames ?? [];
  const isPrivate = name !== undefined && name.value !== 'unknown' && isPrivateHost(name.value);
  return isPrivate ? [...trusting, ...plain] : [...plain, ...trusting];
}
