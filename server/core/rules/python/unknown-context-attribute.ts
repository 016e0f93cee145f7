import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report assignments to attributes that TLS contexts do not have.',
  why: 'Python keeps any attribute of a context without a word, and the `ssl` module never looks at it: the callback is not called, the setting not applied. Callbacks about verification are of pyOpenSSL, not of `ssl`.',
  exceptions: 'Attributes that the same file reads again: a program may keep what it likes there.',
  invalid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_callback = lambda *args: True\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostnames = True\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = True\n',
    },
  ],
  valid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\ncontext.sni_callback = choose\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.owner_certificate = name\nprint(context.owner_certificate)\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/unknown-context-attribute',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext'],
  messages: {
    misspelt: 'A context has no attribute {attribute}: this sets nothing. {meant} was probably meant.',
    socket:
      'A context has no {attribute}: this is a method of the connected socket, and what is assigned here is never called.',
    unknown: 'A context has no attribute {attribute}: ssl never looks at it, so this has no effect.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'python/unknown-context-attribute') return;
    yield {
      span,
      message: form === 'misspelt' ? 'misspelt' : form === 'socket' ? 'socket' : 'unknown',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Put the attribute right'), 'automatic'),
    };
  },
});
